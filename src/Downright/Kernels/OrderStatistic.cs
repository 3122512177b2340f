namespace Downright.Kernels;

/// <summary>The value that has a given number of others before it in ascending order (Hoare 1961, "Algorithm 65: Find").</summary>
internal static class OrderStatistic
{
    /// <summary>Finds the value of a rank. The order of the values changes.</summary>
    public static double Ranked(Span<double> values, int rank)
    {
        int left = 0, right = values.Length - 1;
        while (left < right)
        {
            double pivot = values[(left + right) / 2];
            int i = left, j = right;
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (pivot < values[j]) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (rank <= j) right = j;
            else if (rank >= i) left = i;
            else break;
        }

        return values[rank];
    }
}
