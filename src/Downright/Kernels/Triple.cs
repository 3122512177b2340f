using System.Runtime.CompilerServices;

namespace Downright.Kernels;

/// <summary>A pixel of three bytes.</summary>
[InlineArray(3)]
internal struct Triple
{
    private byte _first;
}
