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
        CustomParser = result => Parse(result, Name).FirstOrDefault(),
    });

    /// <summary>Any number of scalers, each with the option's name before it.</summary>
    public static Option<ScalerProfile[]> Many(string description) => Complete(new Option<ScalerProfile[]>(Name)
    {
        Description = description,
        HelpName = Form,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Parse(result, Name),
    });

    /// <summary>Any number of scalers, none included, as words of the verb.</summary>
    public static Argument<ScalerProfile[]> Words(string description)
    {
        var argument = new Argument<ScalerProfile[]>("SCALER") { Description = description, HelpName = "SCALER", Arity = ArgumentArity.ZeroOrMore };
        argument.CustomParser = result => Parse(result, argument.Name);
        argument.CompletionSources.Add([.. ScalerProfile.All.Select(p => p.Name)]);
        return argument;
    }

    private static Option<T> Complete<T>(Option<T> option)
    {
        option.CompletionSources.Add([.. ScalerProfile.All.Select(p => p.Name)]);
        return option;
    }

    private static ScalerProfile[] Parse(ArgumentResult result, string name)
    {
        try
        {
            return [.. result.Tokens.Select(t => ScalerProfile.Parse(t.Value))];
        }
        catch (FormatException e)
        {
            result.AddError($"{name}: {e.Message}");
            return [];
        }
    }
}
