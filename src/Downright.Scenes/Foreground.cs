namespace Downright.Scenes;

/// <summary>The near side of the lake: a bank with grass and flowers, and the branches of a tree that hang into the picture.</summary>
internal sealed class Foreground
{
    private readonly Painting _painting;
    private readonly Draws _draws;
    private readonly Noise _noise;
    private readonly float _unit;

    private Foreground(Painting painting, ulong seed)
    {
        _painting = painting;
        _draws = new Draws(seed ^ 0xF04Eul);
        _noise = new Noise(seed ^ 0x6A55ul);
        _unit = painting.Width / 1200f;
    }

    /// <summary>Paints over what is there.</summary>
    public static void Paint(Painting painting, ulong seed)
    {
        var foreground = new Foreground(painting, seed);
        foreground.PaintBank();
        foreground.PaintGrass();
        foreground.PaintTree();
    }

    private float Edge(float x)
    {
        float u = x / _painting.Width;
        float slope = (0.075f * Curves.Step(0.15f, 1, u)) + (0.035f * Curves.Step(0.35f, 0, u));
        return _painting.Height * (0.925f - slope + (0.018f * _noise.Fractal(u * 5, 0.5, 4)));
    }

    private void PaintBank()
    {
        for (int x = 0; x < _painting.Width; x++)
        {
            float edge = Edge(x + 0.5f);
            for (int y = Math.Max(0, (int)edge); y < _painting.Height; y++)
            {
                float clumps = _noise.Fractal(x / (_unit * 26), y / (_unit * 14), 5);
                Color soil = Color.Mix(new Color(0.012f, 0.020f, 0.006f), new Color(0.075f, 0.085f, 0.022f), 0.45f + (0.8f * clumps));
                _painting.Blend(x, y, soil, Math.Clamp(y + 1 - edge, 0, 1));
            }
        }
    }

    private void PaintGrass()
    {
        const int Blades = 9000;
        for (int blade = 0; blade < Blades; blade++)
        {
            // From the water's edge towards the eye: nearer blades are taller and cover the farther ones.
            float near = (float)blade / Blades;
            float x = _draws.Next(-0.02f, 1.02f) * _painting.Width, edge = Edge(x);
            float y = edge + (near * near * (_painting.Height * 1.04f - edge)) + (_unit * 2);
            float patch = _noise.Fractal(x / (_unit * 90), y / (_unit * 60), 3);
            float height = _unit * (9 + (38 * near)) * (0.65f + (0.6f * _draws.Next())) * (1 + (0.6f * patch));
            float lean = _draws.NextAround() * 0.55f + 0.12f, width = _unit * (1.1f + (1.5f * near));
            float light = Math.Clamp(0.45f + (0.45f * patch) + (0.35f * _draws.NextAround()), 0, 1);
            Color tip = Color.Mix(new Color(0.13f, 0.19f, 0.035f), new Color(0.56f, 0.52f, 0.16f), light);
            Color foot = tip * 0.22f;
            float px = x, py = y;
            for (int part = 1; part <= 3; part++)
            {
                float t = part / 3f, qx = x + (lean * height * t * t), qy = y - (height * t * (1 - (0.18f * t * Math.Abs(lean))));
                _painting.Stroke(px, py, qx, qy, width * (1.15f - t + 0.33f), width * (1.1f - t), Color.Mix(foot, tip, t));
                (px, py) = (qx, qy);
            }

            if (_draws.Next() < 0.022f && patch > 0) PaintFlower(px, py, near);
        }
    }

    private void PaintFlower(float x, float y, float near)
    {
        float size = _unit * (0.9f + (1.9f * near)) * _draws.Next(0.7f, 1.2f);
        Color petals = _draws.Next() < 0.6f ? new Color(0.95f, 0.92f, 0.88f) : new Color(0.62f, 0.26f, 0.62f);
        for (int petal = 0; petal < 6; petal++)
        {
            float ux = Curves.Wave(petal / 6.0), uy = Curves.Wave((petal / 6.0) + 0.25);
            _painting.Ellipse(x + (ux * size), y + (uy * size * 0.7f), size * 0.75f, size * 0.45f, ux, uy, petals * _draws.Next(0.7f, 1.1f));
        }

        _painting.Ellipse(x, y, size * 0.5f, size * 0.4f, 1, 0, new Color(0.85f, 0.60f, 0.08f));
    }

    /// <summary>Limbs come in over the right and the upper edge; the stem stays outside.</summary>
    private void PaintTree()
    {
        const int Limbs = 11;
        for (int limb = 0; limb < Limbs; limb++)
        {
            float along = (float)limb / (Limbs - 1), over = Math.Max(0, along - 0.4f) / 0.6f;
            float x = _painting.Width * (1.02f - (0.30f * over)), y = _painting.Height * (0.26f - (0.31f * Math.Min(along / 0.4f, 1)));
            float aside = -1 + (0.35f * over), down = -0.10f + (0.62f * over) + (0.15f * _draws.NextAround());
            PaintBranch(x, y, aside, down, _unit * _draws.Next(95, 150) * (1 - (0.45f * over)), _unit * (8 - (4 * over)), 0);
        }
    }

    private void PaintBranch(float x, float y, float dx, float dy, float length, float width, int order)
    {
        float norm = 1 / MathF.Sqrt((dx * dx) + (dy * dy));
        (dx, dy) = (dx * norm, dy * norm);
        float bend = 0.16f * _draws.NextAround();
        for (int part = 0; part < 4; part++)
        {
            float toX = x + (dx * length / 4), toY = y + (dy * length / 4), narrow = width * 0.9f;
            _painting.Stroke(x, y, toX, toY, width, narrow, new Color(0.035f, 0.026f, 0.018f));
            _painting.Stroke(x, y - (width * 0.25f), toX, toY - (narrow * 0.25f), width * 0.3f, narrow * 0.3f, new Color(0.15f, 0.11f, 0.07f));
            (x, y, width) = (toX, toY, narrow);
            (dx, dy) = (dx + (bend * dy), dy - (bend * dx) + 0.03f);
            if (order >= 1) PaintLeaves(x, y, dx, dy, 3 + order);
            if (order < 3 && part > 0)
            {
                float side = (part & 1) == 0 ? 1 : -1, turn = side * _draws.Next(0.45f, 0.95f);
                PaintBranch(x, y, dx + (turn * dy), dy - (turn * dx), length * _draws.Next(0.5f, 0.68f), width * 0.6f, order + 1);
            }
        }
    }

    private void PaintLeaves(float x, float y, float dx, float dy, int count)
    {
        for (int leaf = 0; leaf < count; leaf++)
        {
            float turn = _draws.NextAround() * 1.6f, ux = dx + (turn * dy), uy = dy - (turn * dx) + 0.35f;
            float norm = 1 / MathF.Sqrt((ux * ux) + (uy * uy) + 1e-6f), size = _unit * _draws.Next(3.2f, 6.4f);
            (ux, uy) = (ux * norm, uy * norm);
            float cx = x + (ux * size * 1.2f) + (_unit * 9 * _draws.NextAround()), cy = y + (uy * size * 1.2f) + (_unit * 9 * _draws.NextAround());
            float light = _draws.Next();
            Color green = light > 0.80f
                ? Color.Mix(new Color(0.26f, 0.30f, 0.05f), new Color(0.55f, 0.50f, 0.15f), _draws.Next())
                : Color.Mix(new Color(0.012f, 0.026f, 0.007f), new Color(0.085f, 0.125f, 0.028f), light * 1.25f);
            float breadth = size * _draws.Next(0.30f, 0.52f);
            _painting.Ellipse(cx, cy, size, breadth, ux, uy, green);
            _painting.Stroke(cx - (ux * size), cy - (uy * size), cx + (ux * size * 0.9f), cy + (uy * size * 0.9f), size * 0.13f, size * 0.05f, green * 1.5f, 0.7f);
        }
    }
}
