namespace Downright.Kernels;

/// <summary>A vector of bits, or of groups of 8 bytes, of a width that processors have: what the loops over draws are written in, too.</summary>
internal interface IBits<TSelf> : ILogic<TSelf>
    where TSelf : unmanaged, IBits<TSelf>
{
    /// <summary>The same 8 bytes everywhere.</summary>
    static abstract TSelf Broadcast(ulong value);

    /// <summary>Adds groups of 8 bytes.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Of each group of 8 bytes the product of the lower 4.</summary>
    static abstract TSelf Multiply(TSelf a, TSelf b);
}
