using System.CommandLine;
using System.CommandLine.Parsing;

namespace Downright.Cli.Options;

/// <summary>Options that name scalers.</summary>
internal static class ScalerOptions
{
    private const string Name = "--scaler";
    private const string Form = "LIBRARY:ALGORITHM";

    /// <summary>One scaler.</summary>
    public static Option<ScalerProfile> One(string description) => Complete(new Option<ScalerProfile>(Name)
    {
        Description = description,
        HelpName = Form,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => Parse(result).FirstOrDefault(),
    });

    /// <summary>Any number of scalers, each with the option's name before it.</summary>
    public static Option<ScalerProfile[]> Many(string description) => Complete(new Option<ScalerProfile[]>(Name)
    {
        Description = description,
        HelpName = Form,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    });

    private static Option<T> Complete<T>(Option<T> option)
    {
        option.CompletionSources.Add([.. ScalerProfile.All.Select(p => p.Name)]);
        return option;
    }

    private static ScalerProfile[] Parse(ArgumentResult result)
    {
        try
        {
            return [.. result.Tokens.Select(t => ScalerProfile.Parse(t.Value))];
        }
        catch (FormatException e)
        {
            result.AddError($"{Name}: {e.Message}");
            return [];
        }
    }
}
