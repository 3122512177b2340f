using System.CommandLine;
using Downright.Detection;

namespace Downright.Cli.Options;

/// <summary>Options that name detection methods.</summary>
internal static class MethodOptions
{
    /// <summary>Any number of methods, each with the option's name before it.</summary>
    public static Option<string[]> Many(string description)
    {
        var option = new Option<string[]>("--method") { Description = description, HelpName = "METHOD", Arity = ArgumentArity.OneOrMore };
        option.CompletionSources.Add([.. DetectionMethods.All.Select(method => method.Name)]);
        option.Validators.Add(result =>
        {
            foreach (string name in result.Tokens.Select(token => token.Value).Where(name => DetectionMethods.All.All(method => method.Name != name)))
                result.AddError($"--method: there is no method '{name}'; there are {string.Join(", ", DetectionMethods.All)}");
        });
        return option;
    }
}
