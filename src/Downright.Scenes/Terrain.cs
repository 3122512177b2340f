namespace Downright.Scenes;

/// <summary>
/// Mountains around a lake: heights over a plane, in units of the way from the eye to the farther shore's third. The
/// water stands at height 0. Slopes damp the finer waves, as erosion does, so that valleys are smooth and ridges sharp.
/// </summary>
internal sealed class Terrain
{
    public const float FarEnd = 42;
    private const float Near = 1.2f, HalfWidth = 30;
    private const double TreeSpacing = 0.058;
    private const int Columns = 640, Rows = 480;
    private readonly Noise _noise;
    private readonly float[] _lit = new float[Columns * Rows];

    /// <param name="seed">Which mountains.</param>
    /// <param name="sun">The direction of the sun, a vector of length 1.</param>
    public Terrain(ulong seed, (float X, float Y, float Z) sun)
    {
        _noise = new Noise(seed ^ 0x7E44ul);
        CastShadows(sun);
    }

    /// <summary>The height at a place.</summary>
    /// <param name="x">Right of the eye.</param>
    /// <param name="z">In front of the eye.</param>
    /// <param name="octaves">How fine the detail is.</param>
    public float Height(double x, double z, int octaves)
    {
        float fx = (float)x, fz = (float)z;
        float bend = 0.9f * _noise.At(z * 0.16, 3.7) + (0.10f * fz);
        float valley = Curves.Step(0.1f, 5.2f, Math.Abs(fx - bend));
        float shore = _noise.Fractal(x * 0.9, z * 0.5, 3);
        float rise = Curves.Step(3.4f, 12.5f, fz + (0.9f * shore) + (2.2f * valley));
        float massif = rise * (0.34f + (1.2f * valley));
        float hills = Curves.Step(2.4f, 6f, fz + shore) * (0.10f + (0.12f * (1 + shore)));

        double px = x * 0.34, pz = z * 0.34;
        float sum = 0, amplitude = 1, dx = 0, dz = 0;
        for (int octave = 0; octave < octaves; octave++)
        {
            var (value, slopeX, slopeZ) = _noise.Slope(px, pz);
            dx += slopeX;
            dz += slopeZ;
            sum += amplitude * value / (1 + (0.8f * ((dx * dx) + (dz * dz))));
            (px, pz) = Noise.NextOctave(px, pz);
            amplitude *= 0.5f;
        }

        return (massif * (0.95f + (1.9f * sum))) + (hills * (1 + (0.6f * sum))) - 0.10f + (0.05f * shore);
    }

    /// <summary>
    /// The conifer that stands over a place, as a cone: how high it reaches above the ground there (0 for none), how far
    /// right of its stem the place is (−1 to 1), and a number of its own from 0 to 1.
    /// </summary>
    public (float Height, float Side, float Kind) Conifer(double x, double z, float ground)
    {
        if (z > 20 || ground is < 0.012f or > 2) return default;
        float woods = Curves.Step(0.95f, 0.45f, ground + (0.35f * _noise.Fractal(x * 0.9, z * 0.9, 2))) * Curves.Step(0.012f, 0.03f, ground);
        if (woods <= 0.05f) return default;

        double u = x / TreeSpacing, v = z / TreeSpacing;
        int column = (int)Math.Floor(u - 0.5), row = (int)Math.Floor(v - 0.5);
        float height = 0, side = 0, kind = 0;
        for (int c = column; c <= column + 1; c++)
        {
            for (int r = row; r <= row + 1; r++)
            {
                float own = _noise.Cell(c, r);
                if (_noise.Cell(c + 5000, r) > woods) continue;
                float dx = (float)(u - c - 0.5 - (0.6 * (_noise.Cell(c, r + 5000) - 0.5))), dz = (float)(v - r - 0.5 - (0.6 * (_noise.Cell(c, r + 9000) - 0.5)));
                float radius = 0.34f + (0.22f * own), distance = MathF.Sqrt((dx * dx) + (dz * dz)) / radius;
                float reach = (1 - distance) * (0.060f + (0.090f * own)) * (1 + (0.45f * _noise.At(u * 14, (v * 3) + own)));
                if (reach <= height) continue;
                height = reach;
                side = dx / radius;
                kind = own;
            }
        }

        return (height, side, kind);
    }

    /// <summary>How much of the sun reaches a place, from 0 in shadow to 1.</summary>
    public float Sunlight(double x, double z)
    {
        float column = Math.Clamp((float)((x + HalfWidth) * (Columns / (2 * HalfWidth))), 0, Columns - 1.001f);
        float row = Math.Clamp((float)((z - Near) * (Rows / (FarEnd - Near))), 0, Rows - 1.001f);
        int c = (int)column, r = (int)row;
        int at = (r * Columns) + c, right = Math.Min(c + 1, Columns - 1) - c, below = (Math.Min(r + 1, Rows - 1) - r) * Columns;
        float top = Curves.Between(_lit[at], _lit[at + right], column - c);
        float bottom = Curves.Between(_lit[at + below], _lit[at + below + right], column - c);
        return Curves.Between(top, bottom, row - r);
    }

    /// <summary>Walks from every place of a grid towards the sun and looks how far below or above the ground the way is.</summary>
    private void CastShadows((float X, float Y, float Z) sun)
    {
        var heights = new float[Columns * Rows];
        Parallel.For(0, Rows, r =>
        {
            for (int c = 0; c < Columns; c++) heights[(r * Columns) + c] = Height(X(c), Z(r), 6);
        });

        const float Step = 0.11f;
        Parallel.For(0, Rows, r =>
        {
            for (int c = 0; c < Columns; c++)
            {
                float clearance = 1, start = heights[(r * Columns) + c] + 0.02f;
                for (int step = 2; step < 36; step++)
                {
                    float way = step * Step * (1 + (step * 0.03f));
                    int column = (int)(c + (sun.X * way * (Columns / (2 * HalfWidth))));
                    int row = (int)(r + (sun.Z * way * (Rows / (FarEnd - Near))));
                    if ((uint)column >= Columns || (uint)row >= Rows) break;
                    clearance = Math.Min(clearance, 0.5f + ((start + (sun.Y * way) - heights[(row * Columns) + column]) / (0.12f * way)));
                }

                _lit[(r * Columns) + c] = Math.Clamp(clearance, 0, 1);
            }
        });
    }

    private static float X(int column) => (column * (2 * HalfWidth / Columns)) - HalfWidth;

    private static float Z(int row) => Near + (row * ((FarEnd - Near) / Rows));
}
