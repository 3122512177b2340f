using System.Globalization;

namespace Downright.Scenes;

/// <summary>
/// The letters of <see cref="Lettering"/>, drawn for this project: a sans serif of lines and curves on a grid where
/// capitals reach from 0 down to the baseline at 8, small letters from 3, descenders down to 10.5.
/// </summary>
/// <remarks>
/// A letter is a list of strokes, each a kind and its points: <c>-</c> a polyline, <c>~</c> a curve from the first to
/// the last point pulled by those between, <c>o</c> a closed curve. Curves are quadratic B-splines.
/// </remarks>
internal static class Glyphs
{
    /// <summary>The height of a capital in units of the grid.</summary>
    public const float CapHeight = 8;

    /// <summary>The free space between two letters.</summary>
    public const float Spacing = 2;

    /// <summary>The advance of a space.</summary>
    public const float SpaceAdvance = 3.6f;

    private const int CurveSteps = 6;

    private static readonly Dictionary<char, string> Strokes = new()
    {
        ['A'] = "-0,8 2.75,0 5.5,8;-1,5.3 4.5,5.3",
        ['B'] = "-0,0 0,8;~0,0 3,0 5,0 5,3.8 3,3.8 0,3.8;~0,3.8 3,3.8 5.5,3.8 5.5,8 3,8 0,8",
        ['C'] = "~5.5,1.6 5.2,0 3,0 0,0 0,4 0,8 3,8 5.2,8 5.5,6.4",
        ['D'] = "-0,0 0,8;~0,0 3,0 5.8,0 5.8,8 3,8 0,8",
        ['E'] = "-5,0 0,0 0,8 5,8;-0,3.9 4.2,3.9",
        ['F'] = "-5,0 0,0 0,8;-0,3.9 4.2,3.9",
        ['G'] = "~5.5,1.6 5.2,0 3,0 0,0 0,4 0,8 3,8 5.7,8 5.7,6.2 5.7,4.4;-5.7,4.4 3.4,4.4",
        ['H'] = "-0,0 0,8;-5.5,0 5.5,8;-0,3.9 5.5,3.9",
        ['I'] = "-0,0 0,8",
        ['J'] = "~4,0 4,4 4,6 4,8 2,8 0,8 0,6",
        ['K'] = "-0,0 0,8;-5.2,0 0,5;-1.8,3.3 5.5,8",
        ['L'] = "-0,0 0,8 4.6,8",
        ['M'] = "-0,8 0,0 3.2,5.5 6.4,0 6.4,8",
        ['N'] = "-0,8 0,0 5.5,8 5.5,0",
        ['O'] = "o0,0 6,0 6,8 0,8",
        ['P'] = "-0,8 0,0;~0,0 3,0 5.4,0 5.4,4.3 3,4.3 0,4.3",
        ['Q'] = "o0,0 6,0 6,8 0,8;-3.8,6 6,8.6",
        ['R'] = "-0,8 0,0;~0,0 3,0 5.4,0 5.4,4.3 3,4.3 0,4.3;-2.8,4.3 5.6,8",
        ['S'] = "~5.2,1.5 5,0 2.7,0 0,0 0,2 0,3.7 2.7,4 5.5,4.3 5.5,6 5.5,8 2.7,8 0.3,8 0,6.5",
        ['T'] = "-0,0 5.6,0;-2.8,0 2.8,8",
        ['U'] = "~0,0 0,4 0,8 2.75,8 5.5,8 5.5,4 5.5,0",
        ['V'] = "-0,0 2.75,8 5.5,0",
        ['W'] = "-0,0 1.8,8 3.8,1.5 5.8,8 7.6,0",
        ['X'] = "-0,0 5.4,8;-5.4,0 0,8",
        ['Y'] = "-0,0 2.7,4 5.4,0;-2.7,4 2.7,8",
        ['Z'] = "-0,0 5.2,0 0,8 5.2,8",
        ['a'] = "o0,3 4.1,3 4.1,8 0,8;-4.1,3 4.1,8",
        ['b'] = "-0,0 0,8;o0,3 4.2,3 4.2,8 0,8",
        ['c'] = "~4,4.2 3.8,3 2.2,3 0,3 0,5.5 0,8 2.2,8 3.8,8 4,6.8",
        ['d'] = "-4.2,0 4.2,8;o0,3 4.2,3 4.2,8 0,8",
        ['e'] = "-0.1,5.4 4.2,5.4;~4.2,5.4 4.2,3 2.1,3 0,3 0,5.5 0,8 2.3,8 3.6,8 4.1,6.9",
        ['f'] = "~3,0 1.2,0 1.2,2 1.2,4 1.2,8;-0,3 2.8,3",
        ['g'] = "o0,3 4.2,3 4.2,8 0,8;~4.2,3 4.2,6 4.2,8 4.2,10.5 2,10.5 0.8,10.5 0.3,9.7",
        ['h'] = "-0,0 0,8;~0,5.2 0,3 2.2,3 4.2,3 4.2,5.2 4.2,8",
        ['i'] = "-0,3 0,8;-0,0.8 0,1",
        ['j'] = "~1.4,3 1.4,6 1.4,8 1.4,10.5 0,10.4;-1.4,0.8 1.4,1",
        ['k'] = "-0,0 0,8;-3.8,3 0,6.2;-1.4,5 4,8",
        ['l'] = "~0,0 0,4 0,6 0,8 1.3,8",
        ['m'] = "-0,3 0,8;~0,5.2 0,3 1.8,3 3.3,3 3.3,5.2 3.3,8;~3.3,5.2 3.3,3 5.1,3 6.6,3 6.6,5.2 6.6,8",
        ['n'] = "-0,3 0,8;~0,5.2 0,3 2.2,3 4.2,3 4.2,5.2 4.2,8",
        ['o'] = "o0,3 4.4,3 4.4,8 0,8",
        ['p'] = "-0,3 0,10.5;o0,3 4.2,3 4.2,8 0,8",
        ['q'] = "-4.2,3 4.2,10.5;o0,3 4.2,3 4.2,8 0,8",
        ['r'] = "-0,3 0,8;~0,5.5 0,3 2,3 2.8,3.1",
        ['s'] = "~3.5,4.1 3.3,3 1.8,3 0,3 0,4.3 0,5.3 1.8,5.5 3.7,5.7 3.7,6.8 3.7,8 1.8,8 0.2,8 0,6.9",
        ['t'] = "~1.2,1 1.2,4 1.2,6 1.2,8 2.9,8;-0,3 2.8,3",
        ['u'] = "~0,3 0,6 0,8 2.1,8 4.2,8 4.2,6;-4.2,3 4.2,8",
        ['v'] = "-0,3 2.1,8 4.2,3",
        ['w'] = "-0,3 1.5,8 3,3.8 4.5,8 6,3",
        ['x'] = "-0,3 4,8;-4,3 0,8",
        ['y'] = "-0,3 2.2,8;-4.3,3 2.2,8 1.1,10.5 0.2,10.5",
        ['z'] = "-0,3 3.8,3 0,8 3.8,8",
        ['0'] = "o0,0 5,0 5,8 0,8",
        ['1'] = "-0.2,1.6 2,0 2,8",
        ['2'] = "~0,2.2 0,0 2.5,0 5,0 5,2.3 5,3.8 3,5.4 0,8;-0,8 5.1,8",
        ['3'] = "~0.2,1.4 0.6,0 2.4,0 4.8,0 4.8,2 4.8,3.8 2.6,3.8 1.7,3.8;~1.7,3.8 2.6,3.8 5.2,3.8 5.2,6 5.2,8 2.5,8 0.3,8 0,6.4",
        ['4'] = "-3.8,8 3.8,0 0,5.8 5.2,5.8",
        ['5'] = "-4.7,0 0.6,0 0.3,3.7;~0.3,3.7 1.2,3 2.5,3 5.2,3 5.2,5.5 5.2,8 2.5,8 0.4,8 0,6.6",
        ['6'] = "~4.6,1.2 4.2,0 2.7,0 0,0 0,4 0,5.6;o0,3.2 5.1,3.2 5.1,8 0,8",
        ['7'] = "-0,0 5,0 1.6,8",
        ['8'] = "o0.4,0 4.7,0 4.7,3.8 0.4,3.8;o0,3.8 5.1,3.8 5.1,8 0,8",
        ['9'] = "o0,0 5.1,0 5.1,4.8 0,4.8;~5.1,2.4 5.1,4 5.1,8 2.4,8 0.9,8 0.5,6.8",
        ['!'] = "-0,0 0,5.4;-0,7.8 0,8",
        ['"'] = "-0,0 0,2.2;-1.6,0 1.6,2.2",
        ['#'] = "-1.6,0.8 0.8,7.2;-4,0.8 3.2,7.2;-0,2.8 4.8,2.8;-0,5.2 4.8,5.2",
        ['$'] = "~5.2,1.5 5,0 2.7,0 0,0 0,2 0,3.7 2.7,4 5.5,4.3 5.5,6 5.5,8 2.7,8 0.3,8 0,6.5;-2.7,-1 2.7,9",
        ['%'] = "o0,0 2.4,0 2.4,3.4 0,3.4;o3.8,4.6 6.2,4.6 6.2,8 3.8,8;-5.4,0 0.8,8",
        ['&'] = "~5.6,8 3,5 1,2.6 0.8,0 2.6,0 4.3,0 4.2,2 4,3.2 1.5,4.2 0,5 0,6.3 0,8 2.2,8 4.6,8 5.4,4.6",
        ['\''] = "-0,0 0,2.2",
        ['('] = "~1.8,-0.6 0,1.5 0,4 0,6.7 1.8,8.8",
        [')'] = "~0,-0.6 1.8,1.5 1.8,4 1.8,6.7 0,8.8",
        ['*'] = "-1.8,0.4 1.8,4;-0.2,1.3 3.4,3.1;-3.4,1.3 0.2,3.1",
        ['+'] = "-2.2,2.6 2.2,7;-0,4.8 4.4,4.8",
        [','] = "-0.6,7.8 0,9.6",
        ['-'] = "-0,5 2.8,5",
        ['.'] = "-0,7.8 0,8",
        ['/'] = "-3.4,-0.6 0,8.8",
        [':'] = "-0,4 0,4.2;-0,7.8 0,8",
        [';'] = "-0.6,4 0.6,4.2;-0.6,7.8 0,9.6",
        ['<'] = "-4,2.4 0,5 4,7.6",
        ['='] = "-0,3.8 4.4,3.8;-0,6.2 4.4,6.2",
        ['>'] = "-0,2.4 4,5 0,7.6",
        ['?'] = "~0,1.8 0.2,0 2.3,0 4.4,0 4.4,2 4.4,3.4 2.2,4 2.2,5.6;-2.2,7.8 2.2,8",
        ['@'] = "o2,2.4 5,2.4 5,6 2,6;~5,2.4 5,4 5,6.2 6.2,6.2 7.2,6 7.2,3.8 7.2,0 3.8,0 0,0 0,4 0,8.4 3.8,8.4 5.4,8.4 6,7.9",
        ['['] = "-1.6,-0.6 0,-0.6 0,8.8 1.6,8.8",
        ['\\'] = "-0,-0.6 3.4,8.8",
        [']'] = "-0,-0.6 1.6,-0.6 1.6,8.8 0,8.8",
        ['^'] = "-0,3 1.8,0.4 3.6,3",
        ['_'] = "-0,9 4.6,9",
        ['`'] = "-0,0 1.2,1.4",
        ['{'] = "~2,-0.6 0.9,-0.6 0.9,1.5 0.9,4 0,4.1;~0,4.1 0.9,4.2 0.9,6.5 0.9,8.8 2,8.8",
        ['|'] = "-0,-0.6 0,9",
        ['}'] = "~0,-0.6 1.1,-0.6 1.1,1.5 1.1,4 2,4.1;~2,4.1 1.1,4.2 1.1,6.5 1.1,8.8 0,8.8",
        ['~'] = "~0,5.4 0.6,4 1.6,4.4 2.8,5.4 3.8,5.4 4.4,4",
        ['×'] = "-0,3.2 3.6,6.8;-3.6,3.2 0,6.8",
        ['·'] = "-0,4.8 0,5",
        ['–'] = "-0,5 4.4,5",
        ['…'] = "-0,7.8 0,8;-2.4,7.8 2.4,8;-4.8,7.8 4.8,8",
        ['→'] = "-0,5 6,5;-4,3 6,5 4,7",
    };

    /// <summary>What stands for a character that the font does not have.</summary>
    private const string Missing = "-0,0 5,0 5,8 0,8 0,0";

    /// <summary>The characters that the font has, the space aside.</summary>
    public static IReadOnlyCollection<char> Characters => Strokes.Keys;

    /// <summary>The strokes of a character as polylines, in units of the grid.</summary>
    public static IEnumerable<IReadOnlyList<(float X, float Y)>> Of(char character) =>
        character == ' ' ? [] : Strokes.GetValueOrDefault(character, Missing).Split(';').Select(Flatten);

    /// <summary>The width of a character, without the space to the next one.</summary>
    public static float WidthOf(char character) =>
        character == ' ' ? SpaceAdvance - Spacing : Of(character).SelectMany(stroke => stroke).Max(point => point.X);

    private static List<(float X, float Y)> Flatten(string stroke)
    {
        List<(float X, float Y)> points = [.. stroke[1..].Split(' ').Select(ParsePoint)];
        return stroke[0] switch
        {
            '-' => points,
            'o' => Curve(Middle(points[^1], points[0]), points, Middle(points[^1], points[0])),
            _ => Curve(points[0], points[1..^1], points[^1]),
        };
    }

    private static (float X, float Y) ParsePoint(string point)
    {
        int comma = point.IndexOf(',', StringComparison.Ordinal);
        return (float.Parse(point.AsSpan(0, comma), CultureInfo.InvariantCulture), float.Parse(point.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>Parabolas from middle to middle of the controls, each pulled by one of them.</summary>
    private static List<(float X, float Y)> Curve((float X, float Y) start, List<(float X, float Y)> controls, (float X, float Y) end)
    {
        List<(float X, float Y)> curve = [start];
        var from = start;
        for (int i = 0; i < controls.Count; i++)
        {
            var to = i + 1 < controls.Count ? Middle(controls[i], controls[i + 1]) : end;
            for (int step = 1; step <= CurveSteps; step++)
            {
                float t = (float)step / CurveSteps, s = 1 - t;
                curve.Add((
                    (s * s * from.X) + (2 * s * t * controls[i].X) + (t * t * to.X),
                    (s * s * from.Y) + (2 * s * t * controls[i].Y) + (t * t * to.Y)));
            }

            from = to;
        }

        return curve;
    }

    private static (float X, float Y) Middle((float X, float Y) a, (float X, float Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
}
