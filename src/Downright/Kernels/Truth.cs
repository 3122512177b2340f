namespace Downright.Kernels;

/// <summary>Truth tables of three inputs for AVX-512's ternary logic: bit 4a + 2b + c is the output.</summary>
internal static class Truth
{
    public const byte Sum = 0b1001_0110;
    public const byte Carry = 0b1110_1000;
}
