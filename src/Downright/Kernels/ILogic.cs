namespace Downright.Kernels;

/// <summary>A vector of bits of any width, and what the loops over bit planes do with it.</summary>
internal interface ILogic<TSelf>
    where TSelf : unmanaged, ILogic<TSelf>
{
    /// <summary>The number of bytes.</summary>
    static abstract int Bytes { get; }

    static abstract TSelf Load(ref byte source);

    void Store(ref byte target);

    /// <summary>The same byte everywhere.</summary>
    static abstract TSelf Broadcast(byte value);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Shifts groups of 8 bytes.</summary>
    static abstract TSelf operator <<(TSelf a, int bits);

    /// <summary>Shifts groups of 8 bytes.</summary>
    static abstract TSelf operator >>>(TSelf a, int bits);

    /// <summary>The sum's bit of a full adder.</summary>
    static abstract TSelf Sum(TSelf a, TSelf b, TSelf c);

    /// <summary>The carry of a full adder.</summary>
    static abstract TSelf Carry(TSelf a, TSelf b, TSelf c);

    /// <summary>The bits of a where b and c differ.</summary>
    static abstract TSelf KeepUnequal(TSelf a, TSelf b, TSelf c);

    /// <summary>The bits of b where a is 1, those of c elsewhere.</summary>
    static abstract TSelf Merge(TSelf a, TSelf b, TSelf c);
}
