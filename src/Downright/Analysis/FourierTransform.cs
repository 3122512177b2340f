using System.Numerics;

namespace Downright.Analysis;

/// <summary>
/// The discrete Fourier transform of any length: radix 2 for powers of two, else Bluestein's algorithm (1970), which makes
/// it a convolution. Forward without a factor, inverse divided by the length.
/// </summary>
internal sealed class FourierTransform
{
    private readonly int _length;
    private readonly Complex[] _roots;
    private readonly Complex[]? _chirp;
    private readonly Complex[]? _filter;
    private readonly FourierTransform? _inner;

    public FourierTransform(int length)
    {
        _length = length;
        _roots = new Complex[length];
        for (int i = 0; i < length; i++) _roots[i] = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / length);
        if (BitOperations.IsPow2(length)) return;

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

        for (int half = 1; half < _length; half *= 2)
        {
            int stride = _length / (2 * half);
            for (int start = 0; start < _length; start += 2 * half)
            {
                for (int i = 0; i < half; i++)
                {
                    Complex odd = values[start + half + i] * _roots[i * stride], even = values[start + i];
                    values[start + i] = even + odd;
                    values[start + half + i] = even - odd;
                }
            }
        }
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
