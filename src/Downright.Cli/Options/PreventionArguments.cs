using System.CommandLine;
using System.Globalization;
using Downright.Analysis;
using Downright.Prevention;

namespace Downright.Cli.Options;

/// <summary>Options about how images are made safe.</summary>
internal sealed class PreventionArguments
{
    private readonly PreventionOptions _defaults = new();
    private readonly Option<ScalerProfile> _scaler = ScalerOptions.One("The scaler to defend (default: opencv:linear); --prevention area ignores it");
    private readonly Option<PreventionMethod> _method = ValueOption.Choice("--prevention", "How the image is made safe (default: median)",
        ("area", PreventionMethod.Area), ("mean", PreventionMethod.Mean), ("median", PreventionMethod.Median), ("random", PreventionMethod.Random), ("none", PreventionMethod.None));

    private readonly Option<ConsideredMode> _considered = ValueOption.Choice("--considered", "Which pixels are replaced: all that can matter, or those of the published code (default: support)",
        ("support", ConsideredMode.Support), ("reference", ConsideredMode.Reference));

    private readonly Option<double> _bandwidthFactor = ValueOption.Create(["--bandwidth-factor"], "f: windows reach the scaling ratio divided by f to each side (default: 1)", "F", "a number above 0 such as 1.5",
        (string text, out double value) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value));

    private readonly Option<ulong> _seed = ValueOption.Create(["--seed"], "Makes --prevention random repeatable; for experiments only (default: a secret seed)", "N", "a whole number from 0 to 18446744073709551615",
        (string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value));

    /// <summary>All of them.</summary>
    public Option[] All => [_scaler, _method, _considered, _bandwidthFactor, _seed];

    /// <summary>The options as the library takes them.</summary>
    /// <exception cref="UsageException">An option was given that the chosen prevention would ignore.</exception>
    public PreventionOptions In(ParseResult arguments)
    {
        PreventionMethod method = arguments.ValueOr(_method, _defaults.Method);
        if (method is PreventionMethod.Area or PreventionMethod.None)
        {
            foreach (Option option in new Option[] { _considered, _bandwidthFactor })
                if (arguments.GetResult(option) is not null)
                    throw new UsageException($"{option.Name} goes with --prevention mean, median or random; {NameOf(method)} replaces no pixels");
        }

        if (method == PreventionMethod.Mean && arguments.GetResult(_bandwidthFactor) is not null)
            throw new UsageException($"{_bandwidthFactor.Name} goes with --prevention median or random; the windows of mean are the outputs' cells");

        return new PreventionOptions
        {
            Scaler = arguments.ValueOr(_scaler, _defaults.Scaler),
            Method = method,
            Considered = arguments.ValueOr(_considered, _defaults.Considered),
            BandwidthFactor = arguments.ValueOr(_bandwidthFactor, _defaults.BandwidthFactor),
            Seed = arguments.GetResult(_seed) is null ? null : arguments.GetValue(_seed),
        };
    }

    /// <summary>The method's name on the command line and in JSON.</summary>
    public static string NameOf(PreventionMethod method) => method.ToString().ToLowerInvariant();
}
