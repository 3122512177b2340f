namespace Downright.Scenes;

/// <summary>
/// A mountain lake on a clear afternoon: terrain marched column by column from the eye into the distance, mirrored in
/// the water, under a sky with clouds; in front, a bank with grass and trees.
/// </summary>
internal sealed class Landscape
{
    private const float Eye = 0.11f, StartZ = 1.5f, StepRatio = 1.0035f, HorizonAt = 0.56f, FocalLength = 0.88f;
    private const float SunX = -0.46f, SunY = 0.33f;
    private static readonly (float X, float Y, float Z) Sun = (-0.80f, 0.50f, -0.33f);
    private static readonly Color Sunlight = new(1.75f, 1.45f, 1.08f), Skylight = new(0.30f, 0.38f, 0.52f);
    private readonly Painting _painting;
    private readonly Terrain _terrain;
    private readonly Sky _sky;
    private readonly Noise _noise;
    private readonly float _horizon, _focal;

    private Landscape(ulong seed, ImageSize size)
    {
        _painting = new Painting(size);
        _terrain = new Terrain(seed, Sun);
        _sky = new Sky(seed, 0.55f);
        _noise = new Noise(seed ^ 0x3A9Dul);
        _horizon = size.Height * HorizonAt;
        _focal = size.Width * FocalLength;
    }

    public static PixelImage<byte> Render(ulong seed, ImageSize size)
    {
        var landscape = new Landscape(seed, size);
        Parallel.For(0, size.Width, () => new Column(size.Height), landscape.PaintColumn, _ => { });
        Foreground.Paint(landscape._painting, seed);
        return Film.Develop(landscape._painting, 1.0f, 3.2f, seed);
    }

    private Column PaintColumn(int x, ParallelLoopState state, Column column)
    {
        for (int half = 0; half < 2; half++)
        {
            float dx = (x + 0.25f + (half * 0.5f) - (_painting.Width / 2f)) / _focal;
            March(dx, column);
            for (int row = 0; row < column.Rows; row++)
                column.Light[row] = IsSmooth(row, column) ? column.Light[row - 1] : Light(dx, row, column);
            for (int y = 0; y < _painting.Height; y++)
                _painting[x, y] += (column.Light[2 * y] + column.Light[(2 * y) + 1]) * 0.25f;
        }

        return column;
    }

    /// <summary>Finds, for every half row, how far away the ground is that is seen there, directly and in the water.</summary>
    private void March(float dx, Column column)
    {
        Array.Fill(column.Direct, 0);
        Array.Fill(column.Mirrored, 0);
        float horizon = 2 * _horizon, focal = 2 * _focal;
        float lowest = column.Rows, deepest = 0, before = StartZ;
        for (float z = StartZ; z < Terrain.FarEnd; before = z, z *= StepRatio)
        {
            float height = _terrain.Height(dx * z, z, z < 8 ? 9 : 7);
            if (height <= 0) continue;
            float crown = _terrain.Conifer(dx * z, z, height).Height;
            height += crown;
            float start = crown > 0 ? z : before;

            float top = Math.Max(0, horizon - ((height - Eye) * focal / z));
            lowest = Math.Min(lowest, horizon + (Eye * focal / z));
            Fill(column.Direct, top, lowest, z, start);
            lowest = Math.Min(lowest, top);

            float end = horizon + ((height + Eye) * focal / z);
            Fill(column.Mirrored, deepest, end, start, z);
            deepest = Math.Max(deepest, end);
        }

        // Between two steps the distance changes evenly, so that steep faces show no stripes.
        static void Fill(float[] rows, float from, float to, float zFrom, float zTo)
        {
            int last = Math.Min(rows.Length - 1, (int)MathF.Ceiling(to - 0.5f) - 1);
            for (int row = Math.Max(0, (int)MathF.Ceiling(from - 0.5f)); row <= last; row++)
                rows[row] = Curves.Between(zFrom, zTo, (row + 0.5f - from) / (to - from));
        }
    }

    /// <summary>The sky changes so little from one half row to the next that one look serves for both.</summary>
    private bool IsSmooth(int row, Column column) =>
        (row & 1) == 1 && row < 2 * _horizon && column.Direct[row] == 0 && column.Direct[row - 1] == 0;

    private Color Light(float dx, int row, Column column)
    {
        float rise = ((2 * _horizon) - row - 0.5f) / (2 * _focal);
        if (column.Direct[row] > 0) return Ground(dx, column.Direct[row], Eye + (rise * column.Direct[row]), 1);
        return rise >= 0 ? _sky.Light(dx, rise, SunX, SunY) : Water(dx, -rise, row, column);
    }

    /// <summary>The water mirrors what is behind it; waves shift the mirror image up and down, more so close by.</summary>
    private Color Water(float dx, float fall, int row, Column column)
    {
        float z = Eye / Math.Max(fall, 0.0005f);
        double x = dx * z;
        float calm = _noise.Fractal(x * 0.8, z * 0.5, 2);
        float waves = _noise.Fractal(x * 16, z * 36, z < 0.7f ? 5 : z < 3 ? 4 : 2) * (0.30f + Curves.Step(-0.3f, 0.6f, calm));
        float tilt = waves * 0.010f * Curves.Step(14, 1.2f, z);
        float mirrored = Math.Abs(fall + tilt);
        int seen = Math.Clamp((int)((2 * _horizon) + (mirrored * 2 * _focal)), 0, column.Rows - 1);
        float ground = column.Mirrored[seen];
        Color mirror = ground > 0 ? Ground(dx, ground, (mirrored * ground) - Eye, -1) : _sky.Light(dx, mirrored, SunX, SunY);
        float share = 0.42f + (0.45f * Curves.Step(0.26f, 0.0f, fall));
        Color depth = new(0.020f, 0.060f, 0.075f);
        Color light = Color.Mix(depth, mirror * new Color(0.86f, 0.93f, 0.95f), share);
        float away = Math.Abs(dx - SunX);
        float glitter = Curves.Step(0.28f, 0.62f, waves) * Curves.Step(0.22f, 0, away);
        return Color.Mix(light + (new Color(1, 0.9f, 0.7f) * (0.35f * glitter)), Sky.Haze, 1 - Curves.Decay(z * 0.02f));
    }

    /// <param name="dx">Which way.</param>
    /// <param name="z">How far.</param>
    /// <param name="seen">How high: above the ground it is a tree.</param>
    /// <param name="finer">Octaves more than what the distance needs.</param>
    private Color Ground(float dx, float z, float seen, int finer)
    {
        int octaves = (z < 5 ? 9 : z < 10 ? 8 : z < 20 ? 7 : 6) + finer;
        double x = dx * z;
        float step = Math.Max(0.004f, z * 0.0012f);
        float height = _terrain.Height(x, z, octaves);
        var (crown, side, kind) = _terrain.Conifer(x, z, height);
        if (crown > 0) return Conifer(x, z, height, Math.Clamp(seen - height, 0, crown), side, kind);

        float slopeX = (_terrain.Height(x + step, z, octaves) - height) / step;
        float slopeZ = (_terrain.Height(x, z + step, octaves) - height) / step;
        float grain = _noise.Fractal(x * 9, z * 9, 4);
        var (_, roughX, roughZ) = _noise.Slope(x * 21, z * 21);
        var (_, fineX, fineZ) = _noise.Slope((x * 53) + 9, z * 53);
        slopeX += (0.22f * roughX) + (0.20f * fineX);
        slopeZ += (0.22f * roughZ) + (0.20f * fineZ);

        float steep = MathF.Sqrt((slopeX * slopeX) + (slopeZ * slopeZ));
        float length = MathF.Sqrt((slopeX * slopeX) + (slopeZ * slopeZ) + 1);
        float facing = ((-slopeX * Sun.X) + Sun.Y - (slopeZ * Sun.Z)) / length;
        float sun = Math.Max(0, facing) * _terrain.Sunlight(x, z);
        float open = 0.55f + (0.45f / length);

        float strata = _noise.Fractal((x * 0.8) + 7, (height * 14) + (0.4 * x), 3);
        Color rock = Color.Mix(new Color(0.16f, 0.145f, 0.135f), new Color(0.30f, 0.27f, 0.235f), 0.5f + (0.5f * strata) + (0.35f * grain));
        Color grass = Color.Mix(new Color(0.095f, 0.135f, 0.030f), new Color(0.24f, 0.22f, 0.07f), 0.45f + (0.8f * grain));
        Color surface = Color.Mix(rock, grass, Curves.Step(1.35f, 0.65f, height + (0.4f * grain)) * Curves.Step(1.1f, 0.6f, steep));
        surface = Color.Mix(surface, new Color(0.30f, 0.27f, 0.20f), Curves.Step(0.05f, 0.01f, height));
        float snow = Curves.Step(1.15f, 1.75f, height + (0.55f * grain)) * Curves.Step(1.45f, 0.75f, steep);
        surface = Color.Mix(surface, new Color(0.86f, 0.89f, 0.94f), snow);

        return Faded(surface * ((Sunlight * sun) + (Skylight * open)), z);
    }

    /// <summary>A conifer: lit from the side, dark where its branches and its neighbours keep the light off.</summary>
    private Color Conifer(double x, double z, float ground, float crown, float side, float kind)
    {
        float twigs = _noise.Fractal(x * 70, (z * 9) + (crown * 170), 3);
        float sun = Math.Clamp(0.46f - (0.70f * side) + (0.85f * twigs), 0.02f, 1.1f) * _terrain.Sunlight(x, z);
        float open = Curves.Step(-0.015f, 0.075f, crown + (0.035f * twigs));
        Color needles = Color.Mix(new Color(0.045f, 0.085f, 0.028f), new Color(0.125f, 0.135f, 0.040f), kind + (0.4f * twigs) - (0.3f * ground));
        return Faded(needles * (((Sunlight * sun) + (Skylight * 0.9f)) * (0.18f + (0.82f * open))), (float)z);
    }

    private static Color Faded(Color light, float z) => Color.Mix(Sky.Haze * 0.86f, light, Curves.Decay(Math.Max(0, z - 2) * 0.026f));

    /// <summary>What one march needs, in half rows: used again for every column.</summary>
    private sealed class Column(int height)
    {
        public int Rows { get; } = height * 2;

        public float[] Direct { get; } = new float[height * 2];

        public float[] Mirrored { get; } = new float[height * 2];

        public Color[] Light { get; } = new Color[height * 2];
    }
}
