using System.CommandLine;
using System.CommandLine.Parsing;

namespace Downright.Cli.Options;

/// <summary>Reads a value from text, and says whether it is one.</summary>
internal delegate bool TryParse<T>(string text, out T value);

/// <summary>An option of the tool, which says in one line what would be right where its value is wrong.</summary>
internal static class ValueOption
{
    /// <summary>An option with one value.</summary>
    /// <param name="names">The option's name, then its aliases.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="form">How the value is written, as help shows it.</param>
    /// <param name="right">What would be right, completing "… is".</param>
    /// <param name="parse">Reads the value.</param>
    public static Option<T> Create<T>(string[] names, string description, string form, string right, TryParse<T> parse) => new(names[0], names[1..])
    {
        Description = description,
        HelpName = form,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => Parse(result, names[0], right, parse),
    };

    /// <summary>An option whose values have names.</summary>
    public static Option<T> Choice<T>(string name, string description, params (string Name, T Value)[] choices)
    {
        string[] names = [.. choices.Select(c => c.Name)];
        Option<T> option = Create([name], description, string.Join('|', names), $"{string.Join(", ", names[..^1])} or {names[^1]}", (string text, out T value) =>
        {
            int at = Array.IndexOf(names, text);
            value = at < 0 ? default! : choices[at].Value;
            return at >= 0;
        });
        option.CompletionSources.Add(names);
        return option;
    }

    /// <summary>The option's value, or the fallback where it was not given.</summary>
    public static T ValueOr<T>(this ParseResult arguments, Option<T> option, T fallback) =>
        arguments.GetResult(option) is null ? fallback : arguments.GetValue(option)!;

    private static T Parse<T>(ArgumentResult result, string name, string right, TryParse<T> parse)
    {
        string text = result.Tokens[0].Value;
        if (!parse(text, out T value)) result.AddError($"{name} is {right}, not '{text}'");
        return value;
    }
}
