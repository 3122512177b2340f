namespace Downright.Scaling;

/// <summary>
/// One axis of OpenCV's bit-exact linear interpolation: two neighbours with coefficients in 256ths. Outputs beyond the
/// centres of the border samples take the border sample alone.
/// </summary>
internal sealed class OpenCvExactTaps
{
    /// <summary>The coefficients of an output sum to this.</summary>
    public const int One = 256;

    private readonly int _source;
    private readonly int[] _first;
    private readonly short[] _second;

    public OpenCvExactTaps(int source, int target)
    {
        _source = source;
        _first = new int[target];
        _second = new short[target];
        double scale = OpenCvGeometry.Ratio(source, target);
        for (int i = 0; i < target; i++)
        {
            double x = (scale * (i + 0.5)) - 0.5;
            double floor = Math.Floor(x);
            _first[i] = (int)Math.Clamp(floor, 0, source - 1);
            if (floor >= 0 && floor < source - 1) _second[i] = (short)Math.Round((x - floor) * One);
        }
    }

    /// <summary>The outputs of the axis.</summary>
    public int Outputs => _first.Length;

    /// <summary>The first of an output's two samples; the second one follows it, or its coefficient is 0.</summary>
    public int First(int output) => _first[output];

    /// <summary>The coefficient of an output's second sample, in 256ths; the first one has the rest.</summary>
    public int Second(int output) => _second[output];

    /// <summary>Both coefficients of every output.</summary>
    public TapTable<short> ToTable()
    {
        var table = new TapTable<short>(_source, Outputs, 2);
        for (int i = 0; i < Outputs; i++) table.Set(i, _first[i], [(short)(One - _second[i]), _second[i]]);
        return table;
    }
}
