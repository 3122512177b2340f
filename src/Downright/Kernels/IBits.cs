namespace Downright.Kernels;

/// <summary>A vector of bits, or of groups of 8 bytes, of any width: what the loops over bit planes and draws are written in.</summary>
internal interface IBits<TSelf>
    where TSelf : unmanaged, IBits<TSelf>
{
    /// <summary>The number of bytes.</summary>
    static abstract int Bytes { get; }

    static abstract TSelf Load(ref byte source);

    void Store(ref byte target);

    /// <summary>The same byte everywhere.</summary>
    static abstract TSelf Broadcast(byte value);

    /// <summary>The same 8 bytes everywhere.</summary>
    static abstract TSelf Broadcast(ulong value);

    /// <summary>Adds groups of 8 bytes.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Of each group of 8 bytes the product of the lower 4.</summary>
    static abstract TSelf Multiply(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator ~(TSelf a);

    /// <summary>Shifts groups of 8 bytes.</summary>
    static abstract TSelf operator <<(TSelf a, int bits);

    /// <summary>Shifts groups of 8 bytes.</summary>
    static abstract TSelf operator >>>(TSelf a, int bits);

    /// <summary>a &amp; ~b</summary>
    static abstract TSelf AndNot(TSelf a, TSelf b);

    /// <summary>The sum's bit of a full adder.</summary>
    static abstract TSelf Sum(TSelf a, TSelf b, TSelf c);

    /// <summary>The carry of a full adder.</summary>
    static abstract TSelf Carry(TSelf a, TSelf b, TSelf c);

    /// <summary>The bits of a where b and c agree.</summary>
    static abstract TSelf KeepEqual(TSelf a, TSelf b, TSelf c);
}
