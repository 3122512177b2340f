namespace Downright.Detection;

/// <summary>
/// The contours of a mask (Suzuki and Abe 1985): the outer one of each part whose pixels touch at sides or corners, and one
/// for each hole, a part of the rest, touching at sides, that does not reach the border.
/// </summary>
internal static class Contours
{
    public static int Count(bool[] mask, ImageSize size)
    {
        var seen = new bool[mask.Length];
        var open = new Stack<int>();
        int count = 0;
        for (int start = 0; start < mask.Length; start++)
        {
            if (seen[start]) continue;
            bool atBorder = false;
            seen[start] = true;
            open.Push(start);
            while (open.TryPop(out int at))
            {
                int x = at % size.Width, y = at / size.Width;
                atBorder |= x == 0 || y == 0 || x == size.Width - 1 || y == size.Height - 1;
                for (int dy = -1; dy <= 1; dy++)
                {
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        bool touches = mask[start] || dx == 0 || dy == 0;
                        bool inside = x + dx >= 0 && x + dx < size.Width && y + dy >= 0 && y + dy < size.Height;
                        int next = ((y + dy) * size.Width) + x + dx;
                        if (!touches || !inside || seen[next] || mask[next] != mask[start]) continue;
                        seen[next] = true;
                        open.Push(next);
                    }
                }
            }

            if (mask[start] || !atBorder) count++;
        }

        return count;
    }
}
