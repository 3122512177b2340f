namespace Downright.Scenes;

/// <summary>
/// Benign pictures that detectors of scaling attacks easily take for attacks: fine regular structure, hard edges, flat
/// ground. Each is drawn from a seed.
/// </summary>
public static class HardPicture
{
    private static readonly Dictionary<string, Func<Random, ImageSize, Canvas>> Kinds = new(StringComparer.Ordinal)
    {
        ["text"] = Text,
        ["screen"] = Screen,
        ["line-art"] = LineArt,
        ["halftone"] = Halftone,
        ["rings"] = Rings,
        ["stripes"] = Stripes,
    };

    private static readonly string[] Words = ["the", "light", "of", "an", "early", "morning", "stands", "over", "roofs", "and", "gardens", "while", "nobody", "looks", "up", "from", "reading"];

    /// <summary>The kinds of pictures.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Keys];

    /// <summary>Draws a picture.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="seed">What varies.</param>
    /// <param name="size">Width × height.</param>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static PixelImage<byte> Render(string name, int seed, ImageSize size) => Kinds.TryGetValue(name, out Func<Random, ImageSize, Canvas>? draw)
        ? draw(new Random(seed), size).ToImage()
        : throw new ArgumentException($"There is no picture '{name}'; there are {string.Join(", ", Names)}.", nameof(name));

    private static Canvas Text(Random random, ImageSize size)
    {
        var canvas = new Canvas(size, Grey(random.Next(235, 256)));
        float height = random.Next(7, 16);
        for (float y = height; y < size.Height - height; y += height * Lettering.LineHeight)
            Lettering.Draw(canvas, Line(random, size.Width / height), height, y, height, Grey(random.Next(0, 60)));
        return canvas;
    }

    private static Canvas Screen(Random random, ImageSize size)
    {
        var canvas = new Canvas(size, Grey(random.Next(220, 256)));
        for (int box = 0; box < 14; box++)
        {
            int width = random.Next(size.Width / 8, size.Width / 2), height = random.Next(12, Math.Max(13, size.Height / 4));
            int left = random.Next(0, size.Width - width), top = random.Next(0, size.Height - height);
            float fill = random.Next(150, 256), edge = random.Next(60, 160);
            Fill(canvas, (x, y) => x < left || y < top || x >= left + width || y >= top + height ? null : x == left || y == top || x == left + width - 1 || y == top + height - 1 ? edge : fill);
            Lettering.Draw(canvas, Line(random, width / 10f), left + 4, top + 2, 9, Grey(random.Next(0, 80)));
        }

        return canvas;
    }

    private static Canvas LineArt(Random random, ImageSize size)
    {
        var canvas = new Canvas(size, Grey(255));
        for (int line = 0; line < 60; line++)
        {
            double angle = random.NextDouble() * Math.PI, at = random.Next(-size.Width, size.Width), half = 0.5 + random.NextDouble();
            double nx = Math.Cos(angle), ny = Math.Sin(angle);
            Fill(canvas, (x, y) => Math.Abs((nx * x) + (ny * y) - at) < half ? 0 : null);
        }

        return canvas;
    }

    /// <summary>Dots on a turned grid, larger where the picture is darker.</summary>
    private static Canvas Halftone(Random random, ImageSize size)
    {
        double pitch = 3 + (random.NextDouble() * 6), angle = random.NextDouble() * Math.PI / 2, wave = 60 + (random.NextDouble() * 150);
        var canvas = new Canvas(size, Grey(255));
        Fill(canvas, (x, y) =>
        {
            double u = ((x * Math.Cos(angle)) + (y * Math.Sin(angle))) / pitch, v = ((y * Math.Cos(angle)) - (x * Math.Sin(angle))) / pitch;
            double dark = 0.5 + (0.4 * Math.Sin(x / wave) * Math.Cos(y / wave));
            double du = u - Math.Round(u), dv = v - Math.Round(v);
            return (du * du) + (dv * dv) < dark * 0.32 ? 0 : null;
        });
        return canvas;
    }

    /// <summary>Rings that grow finer outwards until pixels cannot show them.</summary>
    private static Canvas Rings(Random random, ImageSize size)
    {
        double strength = 0.001 + (random.NextDouble() * 0.006), phase = random.NextDouble() * 6;
        double middleX = size.Width * random.NextDouble(), middleY = size.Height * random.NextDouble();
        var canvas = new Canvas(size, Grey(128));
        Fill(canvas, (x, y) => (float)(127.5 + (127.5 * Math.Sin((strength * (((x - middleX) * (x - middleX)) + ((y - middleY) * (y - middleY)))) + phase))));
        return canvas;
    }

    private static Canvas Stripes(Random random, ImageSize size)
    {
        double pitch = 2.2 + (random.NextDouble() * 8), angle = random.NextDouble() * Math.PI, low = random.Next(0, 120), high = random.Next(130, 256);
        var canvas = new Canvas(size, Grey(128));
        Fill(canvas, (x, y) => (float)(Math.Sin(2 * Math.PI * ((x * Math.Cos(angle)) + (y * Math.Sin(angle))) / pitch) > 0 ? high : low));
        return canvas;
    }

    private static string Line(Random random, float letters)
    {
        string line = "";
        while (line.Length < letters) line += Words[random.Next(Words.Length)] + " ";
        return line;
    }

    private static void Fill(Canvas canvas, Func<int, int, float?> grey)
    {
        for (int y = 0; y < canvas.Size.Height; y++)
            for (int x = 0; x < canvas.Size.Width; x++)
                if (grey(x, y) is { } level) canvas.Blend(x, y, Grey(level));
    }

    private static Color Grey(float level) => Color.Gray(level / 255);
}
