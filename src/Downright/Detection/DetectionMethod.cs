namespace Downright.Detection;

/// <summary>One way to tell attack images from others. Methods have no state: any number of threads may share one.</summary>
public abstract class DetectionMethod
{
    private protected DetectionMethod(string name) => Name = name;

    /// <summary>The method's name, such as <c>down-and-up-psnr</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the method needs to know the target size.</summary>
    public virtual bool NeedsSize => true;

    /// <summary>Whether the method needs to know the scaler.</summary>
    public virtual bool NeedsScaler => true;

    /// <summary>Whether the method looks at colours; if not, it sees the image in grey, (77 R + 150 G + 29 B + 128) / 256.</summary>
    /// <param name="target">What images are feared to attack.</param>
    public virtual bool NeedsColours(DetectionTarget target) => true;

    /// <summary>Scores an image; without a threshold, which only <see cref="Detector"/> knows.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">What it is feared to attack.</param>
    /// <param name="cancellation">Stops the scoring.</param>
    /// <returns>A score, or the reason why there is none.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MethodScore Score(PixelImage<byte> image, DetectionTarget target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(target);
        return Score(new Examination(image, target, new DetectionCache(), cancellation));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Scores what may already be half examined by other methods.</summary>
    internal MethodScore Score(Examination examination)
    {
        examination.Cancellation.ThrowIfCancellationRequested();
        Measurement measured = Missing(examination.Target) is { } reason ? Measurement.None(reason) : Measure(examination);
        DetectionTarget relevant = measured.Found ?? Relevant(examination.Target);
        return new MethodScore
        {
            Name = Name,
            Score = measured.Score,
            RawValue = measured.RawValue,
            Reason = measured.Reason,
            Size = relevant.Size,
            Scaler = relevant.Scaler,
        };
    }

    /// <summary>Why a target is not known well enough to be scored, or null.</summary>
    internal string? Missing(DetectionTarget target)
    {
        if (NeedsSize && target.Size is null) return "the target size is unknown";
        return NeedsScaler && target.Scaler is null ? "the scaler is unknown" : null;
    }

    /// <summary>What of a target makes a difference to the score.</summary>
    internal virtual DetectionTarget Relevant(DetectionTarget target) => new(NeedsSize ? target.Size : null, NeedsScaler ? target.Scaler : null);

    /// <summary>Measures an image whose target is known as far as the method needs it.</summary>
    private protected abstract Measurement Measure(Examination examination);
}
