namespace Downright.Scenes;

/// <summary>A sequence of random numbers from a seed (SplitMix64), the same on every machine.</summary>
/// <param name="seed">Which sequence.</param>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed * 0xD1342543DE82EF95ul;

    /// <summary>The next number, from 0 up to but not including 1.</summary>
    public float Next()
    {
        _state += 0x9E3779B97F4A7C15ul;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
        return ((z ^ (z >> 31)) >> 40) * (1f / (1 << 24));
    }

    /// <summary>The next number in a range.</summary>
    public float Next(float from, float to) => from + ((to - from) * Next());

    /// <summary>The next number around 0, rarely beyond ±1: the mean of three, so that small ones are more frequent.</summary>
    public float NextAround() => ((Next() + Next() + Next()) * (2f / 3)) - 1;
}
