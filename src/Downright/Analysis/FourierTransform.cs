using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Analysis;

/// <summary>
/// The discrete Fourier transform of any length: radix 2 for powers of two, else Bluestein's algorithm (1970), which makes
/// it a convolution. Forward without a factor, inverse divided by the length.
/// </summary>
internal sealed class FourierTransform
{
    private readonly int _length;
    private readonly double[] _real = [], _imaginary = [];
    private readonly Complex[]? _chirp;
    private readonly Complex[]? _filter;
    private readonly FourierTransform? _inner;

    public FourierTransform(int length)
    {
        _length = length;
        if (BitOperations.IsPow2(length))
        {
            (_real, _imaginary) = Roots(length);
            return;
        }

        int padded = (int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1));
        _inner = new FourierTransform(padded);
        _chirp = new Complex[length];
        _filter = new Complex[padded];
        for (int i = 0; i < length; i++)
        {
            // i² mod 2n keeps the angle small, and so exact.
            _chirp[i] = Complex.FromPolarCoordinates(1, -Math.PI * ((long)i * i % (2L * length)) / length);
            _filter[i] = Complex.Conjugate(_chirp[i]);
            if (i > 0) _filter[padded - i] = _filter[i];
        }

        _inner.Forward(_filter);
    }

    /// <summary>Transforms in place.</summary>
    public void Forward(Span<Complex> values)
    {
        if (_inner is null) Radix2(values);
        else Bluestein(values);
    }

    /// <summary>Transforms back in place.</summary>
    public void Inverse(Span<Complex> values)
    {
        foreach (ref Complex value in values) value = Complex.Conjugate(value);
        Forward(values);
        foreach (ref Complex value in values) value = Complex.Conjugate(value) / _length;
    }

    private void Radix2(Span<Complex> values)
    {
        for (int i = 1, reversed = 0; i < _length; i++)
        {
            int bit = _length >> 1;
            for (; (reversed & bit) != 0; bit >>= 1) reversed ^= bit;
            reversed |= bit;
            if (i < reversed) (values[i], values[reversed]) = (values[reversed], values[i]);
        }

        for (int i = 0; i + 1 < _length; i += 2)
            (values[i], values[i + 1]) = (values[i] + values[i + 1], values[i] - values[i + 1]);
        Span<double> parts = MemoryMarshal.Cast<Complex, double>(values);
        for (int size = 4; size <= parts.Length / 2; size *= 2)
        {
            for (int start = 0; start < parts.Length; start += 2 * size)
                Combine(parts.Slice(start, size), parts.Slice(start + size, size), _real.AsSpan(size, size), _imaginary.AsSpan(size, size));
        }
    }

    /// <summary>Makes of the transforms of a line's even and odd values those of its first and second half, two numbers at a time.</summary>
    private static void Combine(Span<double> even, Span<double> odd, ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary)
    {
        for (int i = 0; i < even.Length; i += 4)
        {
            Vector256<double> first = Vector256.Create<double>(even[i..]), second = Vector256.Create<double>(odd[i..]);
            Vector256<double> turned = (second * Vector256.Create(real[i..])) + (Vector256.Shuffle(second, Vector256.Create(1L, 0, 3, 2)) * Vector256.Create(imaginary[i..]));
            (first + turned).CopyTo(even[i..]);
            (first - turned).CopyTo(odd[i..]);
        }
    }

    /// <summary>
    /// The roots of unity as vectors multiply by them: of halves of <c>size</c> numbers' parts those from <c>size</c> on, each
    /// real part twice, each imaginary part negated and as it is.
    /// </summary>
    private static (double[] Real, double[] Imaginary) Roots(int length)
    {
        double[] real = new double[2 * length], imaginary = new double[2 * length];
        for (int size = 4; size <= length; size *= 2)
        {
            for (int i = 0; i < size; i += 2)
            {
                Complex root = Complex.FromPolarCoordinates(1, -Math.PI * i / size);
                real[size + i] = real[size + i + 1] = root.Real;
                (imaginary[size + i], imaginary[size + i + 1]) = (-root.Imaginary, root.Imaginary);
            }
        }

        return (real, imaginary);
    }

    private void Bluestein(Span<Complex> values)
    {
        var product = new Complex[_filter!.Length];
        for (int i = 0; i < _length; i++) product[i] = values[i] * _chirp![i];
        _inner!.Forward(product);
        for (int i = 0; i < product.Length; i++) product[i] *= _filter[i];
        _inner.Inverse(product);
        for (int i = 0; i < _length; i++) values[i] = product[i] * _chirp![i];
    }
}
