using Downright.Kernels;

namespace Downright.Tests.Kernels;

public sealed class AreaWeightsTests
{
    [Theory]
    [InlineData(896, 224, 1)]
    [InlineData(4000, 224, 7)]
    [InlineData(997, 224, 56)]
    public void Groups_of_the_same_form_share_their_weights(int source, int target, int forms)
    {
        AreaWeights weights = Of(source, target);
        Assert.Equal(target / 4, weights.Starts.Length);
        Assert.Equal(forms, weights.Starts.ToArray().Distinct().Count());
    }

    [Fact]
    public unsafe void Every_form_starts_at_a_cache_line()
    {
        AreaWeights weights = Of(997, 224);
        foreach (int start in weights.Starts)
        {
            fixed (short* first = weights.Values[start..]) Assert.Equal(0, (nint)first % AlignedBytes.Line);
        }
    }

    private static AreaWeights Of(int source, int target) =>
        new(AreaAxis.Spans(source, target, 11), 4, WordPairs.Order(3, 8), 11);
}
