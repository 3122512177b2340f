using System.Text.Json.Nodes;
using Downright.Reports;
using Downright.Vetting;

namespace Downright.Cli.Output;

/// <summary>Verdicts about scalers as findings: a result a scaler.</summary>
internal static class VetSarif
{
    private static readonly SarifRule Vulnerable = new("DR0001", "VulnerableScaler", "The scaler looks at so few pixels that another image can be hidden in what it scales.", SarifLevel.Error);
    private static readonly SarifRule Undetermined = new("DR0002", "UndeterminedScaler", "The scaler could not be shown to withstand image-scaling attacks.", SarifLevel.Warning);
    private static readonly SarifRule Robust = new("DR0003", "RobustScaler", "The scaler spreads its weight over the pixels; a bound limits what attacks gain.", SarifLevel.None);

    /// <summary>Writes the verdicts as one document.</summary>
    public static void Write(Stream output, IEnumerable<Vetted> results) =>
        SarifReport.Write(output, Tool.Version, [Vulnerable, Undetermined, Robust], results.Select(ResultOf));

    private static SarifResult ResultOf(Vetted vetted)
    {
        var (rule, kind) = vetted.Verdict switch
        {
            Verdict.Vulnerable => (Vulnerable, SarifKind.Fail),
            Verdict.Robust => (Robust, SarifKind.Pass),
            _ => (Undetermined, SarifKind.Review),
        };
        string remedy = vetted.SafeSetting is { } safe ? $" Safe: {safe}." : "";
        string? node = vetted.Node is { } n ? $"{n.Graph}/{n.Name}" : null;
        return new SarifResult
        {
            Rule = rule,
            Kind = kind,
            Message = $"{vetted.Title} is {VerdictWords.Of(vetted.Verdict)}: {string.Join("; ", vetted.Reasons)}.{remedy}",
            Identity = node is null ? vetted.Scaler : $"{vetted.Node!.Model} {node}",
            File = vetted.Node?.Model,
            LogicalName = node ?? vetted.Scaler,
            Properties = vetted.Result is { } result ? PropertiesOf(result) : [],
        };
    }

    private static JsonObject PropertiesOf(VettingResult result)
    {
        var (source, target) = result.Worst.Geometry;
        var properties = new JsonObject { ["sourceSize"] = source.ToString(), ["size"] = target.ToString(), ["ratio"] = result.Worst.Geometry.PixelRatio };
        if (result.Worst.Measures is { } measures)
        {
            // Scores are larger the more suspicious; energy is smaller.
            properties["score"] = Math.Clamp(1 - measures.Energy, 0, 1);
            properties["threshold"] = 1 - result.Policy.VulnerableEnergy;
            properties["energy"] = measures.Energy;
            properties["energyBound"] = measures.EnergyBound;
        }

        return properties;
    }
}
