using System.CommandLine;
using System.Globalization;
using Downright.Attacks;

namespace Downright.Cli.Options;

/// <summary>How an attack is made.</summary>
internal enum AttackMethod
{
    Quadratic,
    Nearest,
    Weak,
    Restricted,
    AreaL1,
    AreaL2,
    AreaL0,
}

/// <summary>The defence that an attack knows of.</summary>
internal enum AttackedDefence
{
    Median,
    Random,
    Mean,
    Area,
}

/// <summary>Options about how an attack image is made.</summary>
internal sealed class AttackArguments
{
    public Option<ScalerProfile> Scaler { get; } = ScalerOptions.One("The scaler to attack (default: opencv:linear)");

    public Option<AttackMethod> Method { get; } = ValueOption.Choice("--method", "What is made (default: quadratic; area-l2 for scalers called area)",
        ("quadratic", AttackMethod.Quadratic), ("nearest", AttackMethod.Nearest), ("weak", AttackMethod.Weak), ("restricted", AttackMethod.Restricted),
        ("area-l1", AttackMethod.AreaL1), ("area-l2", AttackMethod.AreaL2), ("area-l0", AttackMethod.AreaL0));

    public Option<AttackSteps> Steps { get; } = ValueOption.Choice("--steps", "Both axes at once, or one after the other as published (default: joint)", ("joint", AttackSteps.Joint), ("two", AttackSteps.Two));

    public Option<int> FreePixels { get; } = Whole("--free-pixels", "restricted: the pixels of every kernel and axis that are free (default: 2)", "a whole number of at most 1000000", 1_000_000);

    public Option<int> Limit { get; } = Whole("--limit", "restricted: by how many grey levels the others may move (default: 10)", "a whole number from 0 to 255", 255);

    public Option<double[]> Epsilon { get; } = ValueOption.Create<double[]>(["--epsilon"], "How far the output may be from the target, in grey levels; several are tried in order (default: 1)", "E[,E...]",
        "numbers from 0 to 255 such as 1 or 0.5,1,2", TryParseEpsilons);

    public Option<bool> LeastEpsilon { get; } = new("--least-epsilon") { Description = "Look for the least feasible epsilon where the attack is infeasible" };

    public Option<AttackedDefence> Against { get; } = ValueOption.Choice("--against", "The defence that the attack knows of (default: none)", ("median", AttackedDefence.Median), ("random", AttackedDefence.Random), ("mean", AttackedDefence.Mean), ("area", AttackedDefence.Area));

    public Option<AdaptiveStrategy> Strategy { get; } = ValueOption.Choice("--strategy", "How it goes about a filter (default: window)",
        ("window", AdaptiveStrategy.Window), ("negative-lobe", AdaptiveStrategy.NegativeLobe), ("joint", AdaptiveStrategy.Joint), ("poison", AdaptiveStrategy.Poison));

    public Option<double> Delta { get; } = ValueOption.Create<double>(["--delta"], "The largest share of a filter's candidates that may change for one pixel (default: 0.5)", "F", "a number from 0 to 1",
        (string text, out double value) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 1);

    public Option<bool> NoOverlap { get; } = new("--no-overlap") { Description = "Change no candidate for more than one pixel" };

    public Option<Evasion> Evade { get; } = ValueOption.Create<Evasion>(["--evade"], "What is done against detection", "jpeg=90|suppress=0.6|peaks=50|histogram",
        "jpeg=1 to jpeg=100, suppress=0 to suppress=1, peaks= and a number above 0, or histogram", Evasion.TryParse);

    public Option<string> Mask { get; } = new("--mask") { Description = "An image of the source's size: only where it is not black may the source change", HelpName = "FILE" };

    public Option<int[]> Region { get; } = ValueOption.Create<int[]>(["--region"], "The rectangle inside which the source may change", "X,Y,W,H", "four whole numbers X,Y,W,H with W and H of at least 1", TryParseRegion);

    public Option<string> Sources { get; } = new("--sources") { Description = "A folder: the image in it that looks most like the target is the source", HelpName = "DIR" };

    public Option<ulong> Seed { get; } = ValueOption.Create(["--seed"], "Against random: makes the draws that it is judged by repeatable (default: 1)", "N", "a whole number from 0 to 18446744073709551615",
        (string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value));

    /// <summary>All of them.</summary>
    public Option[] All => [Scaler, Method, Steps, FreePixels, Limit, Epsilon, LeastEpsilon, Against, Strategy, Delta, NoOverlap, Evade, Mask, Region, Sources, Seed];

    private static Option<int> Whole(string name, string description, string right, int most) => ValueOption.Create([name], description, "N", right,
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most);

    private static bool TryParseEpsilons(string text, out double[] epsilons)
    {
        string[] parts = text.Split(',');
        epsilons = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out epsilons[i]) || epsilons[i] > 255) return false;
        return true;
    }

    private static bool TryParseRegion(string text, out int[] region)
    {
        string[] parts = text.Split(',');
        region = new int[4];
        if (parts.Length != 4) return false;
        for (int i = 0; i < 4; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out region[i])) return false;
        return region[2] > 0 && region[3] > 0;
    }
}
