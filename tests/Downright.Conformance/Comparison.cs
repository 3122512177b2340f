namespace Downright.Conformance;

/// <summary>How far our samples are from a library's, over many cases.</summary>
internal sealed class Comparison
{
    private readonly double _tolerance;

    /// <param name="tolerance">Samples that differ by more count as differing.</param>
    public Comparison(double tolerance) => _tolerance = tolerance;

    public int Cases { get; private set; }

    public long Samples { get; private set; }

    public long Differing { get; private set; }

    public double Largest { get; private set; }

    /// <summary>The case with the largest difference.</summary>
    public Geometry? Worst { get; private set; }

    public double Share => (double)Differing / Samples;

    public void Add(Geometry geometry, ReadOnlySpan<byte> ours, ReadOnlySpan<byte> theirs)
    {
        Count(geometry, ours.Length, theirs.Length);
        if (ours.SequenceEqual(theirs)) return;
        for (int i = 0; i < ours.Length; i++) Add(geometry, Math.Abs(ours[i] - theirs[i]));
    }

    public void Add(Geometry geometry, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        Count(geometry, ours.Length, theirs.Length);
        for (int i = 0; i < ours.Length; i++) Add(geometry, Math.Abs((double)ours[i] - theirs[i]));
    }

    private void Count(Geometry geometry, int ours, int theirs)
    {
        Assert.True(ours == theirs, $"{geometry}: {ours} samples of ours, {theirs} of theirs.");
        Cases++;
        Samples += ours;
    }

    private void Add(Geometry geometry, double difference)
    {
        // NaN differs from everything.
        if (!(difference <= _tolerance)) Differing++;
        if (difference <= Largest) return;
        Largest = difference;
        Worst = geometry;
    }
}
