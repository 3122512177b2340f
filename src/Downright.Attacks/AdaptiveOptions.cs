using Downright.Prevention;

namespace Downright.Attacks;

/// <summary>How an attack goes about a defence that it knows.</summary>
public enum AdaptiveStrategy
{
    /// <summary>The published attack: makes the filter put back, window by window, what a quadratic attack wrote.</summary>
    Window,

    /// <summary>Edits only the pixels that the published code's P leaves out, which bicubic kernels weigh below 0.</summary>
    NegativeLobe,

    /// <summary>Descends the gradient of scaler and filter together, through a differentiable stand-in of the median.</summary>
    Joint,

    /// <summary>Solves for the values that the filter has to put in, starting from those that it puts in anyway, and moves its candidates there.</summary>
    Poison,
}

/// <summary>How an adaptive attack is crafted.</summary>
public sealed record AdaptiveOptions
{
    /// <summary>How the attack goes about it; window by window unless set.</summary>
    public AdaptiveStrategy Strategy { get; init; }

    /// <summary>The filter that it knows: method, considered pixels and windows; for Random not its seed.</summary>
    /// <exception cref="ArgumentException">The method is no selective filter.</exception>
    public PreventionOptions Defence
    {
        get;
        init => field = value is { Method: PreventionMethod.Median or PreventionMethod.Random or PreventionMethod.Mean }
            ? value
            : throw new ArgumentException("The defence is a selective filter, median, random or mean.", nameof(value));
    } = new();

    /// <summary>δ, the largest share of a window's candidates that may be changed for one pixel, 0–1; 0.5 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public double Delta
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Delta lies between 0 and 1.");
    } = 0.5;

    /// <summary>Whether a candidate that was changed for one window may be changed again for another.</summary>
    public bool Overlap { get; init; } = true;

    /// <summary>ε, the scaler and the mask of the quadratic attack that it builds on.</summary>
    public QuadraticOptions Quadratic
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>Joint: the number of gradient steps, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Steps
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one step is needed.");
    } = 100;

    /// <summary>Joint: how much the target counts, relative to the source; above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and finite.</exception>
    public double TargetWeight
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The target's weight is a finite number above 0.");
    } = 2;
}
