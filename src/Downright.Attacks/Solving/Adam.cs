using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Attacks.Solving;

/// <summary>Gradient descent with Adam (Kingma and Ba 2015, "Adam: a method for stochastic optimization") and its usual decays, kept inside 0–255.</summary>
/// <param name="size">The number of samples, a multiple of 8.</param>
internal sealed class Adam(int size)
{
    private const float Momentum = 0.9f, Scale = 0.999f;

    private readonly float[] _mean = new float[size];
    private readonly float[] _square = new float[size];
    private int _steps;

    /// <summary>One step.</summary>
    /// <param name="pixels">What is to be improved, in place.</param>
    /// <param name="gradient">Its gradient; where that has always been 0 nothing moves.</param>
    /// <param name="rate">How far a pixel moves, about, in grey levels.</param>
    public void Step(float[] pixels, float[] gradient, double rate)
    {
        _steps++;
        Vector256<float> step = Vector256.Create((float)rate / (1 - MathF.Pow(Momentum, _steps)));
        Vector256<float> bias = Vector256.Create(1 / (1 - MathF.Pow(Scale, _steps)));
        ref float x = ref MemoryMarshal.GetArrayDataReference(pixels);
        ref float g = ref MemoryMarshal.GetArrayDataReference(gradient);
        ref float mean = ref MemoryMarshal.GetArrayDataReference(_mean);
        ref float square = ref MemoryMarshal.GetArrayDataReference(_square);
        for (nuint i = 0; i < (nuint)size; i += 8)
        {
            Vector256<float> slope = Vector256.LoadUnsafe(ref g, i), m = Vector256.LoadUnsafe(ref mean, i), s = Vector256.LoadUnsafe(ref square, i);
            m += (slope - m) * (1 - Momentum);
            s += ((slope * slope) - s) * (1 - Scale);
            m.StoreUnsafe(ref mean, i);
            s.StoreUnsafe(ref square, i);
            Vector256<float> root = Vector256.Sqrt(s * bias);
            Vector256<float> change = Vector256.ConditionalSelect(Vector256.Equals(root, default), default, step * m / root);
            Vector256<float> moved = Vector256.LoadUnsafe(ref x, i) - change;
            Vector256.Min(Vector256.Max(moved, default), Vector256.Create(255f)).StoreUnsafe(ref x, i);
        }
    }
}
