namespace Downright.Kernels;

/// <summary>How often each byte occurs among samples that come and go, and the order statistics of what is there.</summary>
internal sealed class ByteHistogram
{
    private readonly int[] _counts = new int[256];

    public void Clear() => Array.Clear(_counts);

    public void Add(byte sample) => _counts[sample]++;

    public void Remove(byte sample) => _counts[sample]--;

    /// <summary>The sample that has <paramref name="rank"/> others before it in ascending order.</summary>
    public byte Ranked(int rank)
    {
        int value = 0;
        for (int before = _counts[0]; before <= rank; before += _counts[value]) value++;
        return (byte)value;
    }
}
