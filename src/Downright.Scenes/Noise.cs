namespace Downright.Scenes;

/// <summary>
/// Gradient noise (Perlin 1985) from integer hashes of the lattice: smooth, without direction, about −0.8 to 0.8. Only
/// sums, products and quotients, so that every processor computes the same.
/// </summary>
/// <param name="seed">Which noise.</param>
internal readonly struct Noise(ulong seed)
{
    private readonly uint _seed = (uint)(seed ^ (seed >> 32)) * 0x9E3779B9u;

    /// <summary>The value at a point; one wave is about one unit long.</summary>
    public float At(double x, double y)
    {
        double floorX = Math.Floor(x), floorY = Math.Floor(y);
        int column = (int)floorX, row = (int)floorY;
        float fx = (float)(x - floorX), fy = (float)(y - floorY);
        var (ax, ay) = Gradient(column, row);
        var (bx, by) = Gradient(column + 1, row);
        var (cx, cy) = Gradient(column, row + 1);
        var (dx, dy) = Gradient(column + 1, row + 1);
        float u = Fade(fx), v = Fade(fy);
        float top = Curves.Between((ax * fx) + (ay * fy), (bx * (fx - 1)) + (by * fy), u);
        float bottom = Curves.Between((cx * fx) + (cy * (fy - 1)), (dx * (fx - 1)) + (dy * (fy - 1)), u);
        return Curves.Between(top, bottom, v);
    }

    /// <summary>A value for each cell of the lattice, evenly spread over 0 to 1.</summary>
    public float Cell(int x, int y) => (Hash(x, y) >> 8) * (1f / (1 << 24));

    /// <summary>The value at a point and its derivatives.</summary>
    public (float Value, float Dx, float Dy) Slope(double x, double y)
    {
        double floorX = Math.Floor(x), floorY = Math.Floor(y);
        int column = (int)floorX, row = (int)floorY;
        float fx = (float)(x - floorX), fy = (float)(y - floorY);

        var (ax, ay) = Gradient(column, row);
        var (bx, by) = Gradient(column + 1, row);
        var (cx, cy) = Gradient(column, row + 1);
        var (dx, dy) = Gradient(column + 1, row + 1);
        float a = (ax * fx) + (ay * fy), b = (bx * (fx - 1)) + (by * fy);
        float c = (cx * fx) + (cy * (fy - 1)), d = (dx * (fx - 1)) + (dy * (fy - 1));

        float u = Fade(fx), v = Fade(fy);
        float du = 30 * fx * fx * ((fx * (fx - 2)) + 1), dv = 30 * fy * fy * ((fy * (fy - 2)) + 1);
        float twist = a - b - c + d;
        return (
            a + (u * (b - a)) + (v * (c - a)) + (u * v * twist),
            ax + (u * (bx - ax)) + (v * (cx - ax)) + (u * v * (ax - bx - cx + dx)) + (du * ((v * twist) + b - a)),
            ay + (u * (by - ay)) + (v * (cy - ay)) + (u * v * (ay - by - cy + dy)) + (dv * ((u * twist) + c - a)));
    }

    /// <summary>Waves of half the length and half the height upon each other, turned so that no lattice shows.</summary>
    public float Fractal(double x, double y, int octaves)
    {
        float sum = 0, amplitude = 1;
        for (int octave = 0; octave < octaves; octave++)
        {
            sum += amplitude * At(x, y);
            (x, y) = NextOctave(x, y);
            amplitude *= 0.5f;
        }

        return sum;
    }

    /// <summary>The point at which the next octave of a fractal is read: twice as far out, turned by 37°.</summary>
    public static (double X, double Y) NextOctave(double x, double y) =>
        ((1.6 * x) - (1.2 * y) + 5.3, (1.2 * x) + (1.6 * y) - 2.7);

    private static float Fade(float t) => t * t * t * ((t * ((t * 6) - 15)) + 10);

    private (float X, float Y) Gradient(int x, int y)
    {
        uint hash = Hash(x, y);
        return ((((hash & 0xFFFF) * (1f / 32768)) - 1) * 1.5f, (((hash >> 16) * (1f / 32768)) - 1) * 1.5f);
    }

    private uint Hash(int x, int y)
    {
        uint hash = ((uint)x * 0x8DA6B343u) ^ ((uint)y * 0xD8163841u) ^ _seed;
        hash = (hash ^ (hash >> 15)) * 0x2C1B3C6Du;
        hash = (hash ^ (hash >> 12)) * 0x297A2D39u;
        return hash ^ (hash >> 15);
    }
}
