using Downright.Kernels;

namespace Downright.Tests.Kernels;

public sealed class RowSumsTests
{
    [Fact]
    public void Every_sample_of_every_length_is_added_to_its_own_sum()
    {
        var random = new Random(8);
        for (int length = 0; length <= 70; length++)
        {
            byte[] samples = new byte[length];
            random.NextBytes(samples);
            uint[] sums = [.. Enumerable.Range(0, length).Select(i => (uint)i * 70000)];
            uint[] expected = [.. sums.Select((sum, i) => sum + samples[i])];

            RowSums.Add(sums, samples);

            Assert.Equal(expected, sums);
        }
    }
}
