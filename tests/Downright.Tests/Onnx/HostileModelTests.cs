using CsCheck;
using Downright.Onnx;
using static Downright.Tests.Onnx.OnnxBytes;

namespace Downright.Tests.Onnx;

public sealed class HostileModelTests
{
    private static readonly byte[] Sound = Resize(18, [1, 3, 896, 448], [1, 1, 0.25f, 0.25f], Text("mode", "linear"));

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "nothing", [] },
        { "text", "not a model at all"u8.ToArray() },
        { "a length beyond the end", [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1] },
        { "a negative length", [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01] },
        { "groups in groups", [.. Enumerable.Repeat((byte)0x0B, 100_000)] },
        { "an endless number", [0x08, .. Enumerable.Repeat((byte)0xFF, 100)] },
        { "no version", Field(7, Field(2, "graph")) },
        { "two graphs", [.. Sound, .. Field(7, Field(2, "graph"))] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_no_model_is_refused_in_one_line(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        Assert.DoesNotContain('\n', Assert.Throws<OnnxFormatException>(() => OnnxModel.Read(bytes)).Message);
    }

    [Fact]
    public void Every_cut_and_every_changed_byte_is_read_or_refused()
    {
        for (int length = 0; length < Sound.Length; length++) Reads(Sound[..length]);
        for (int at = 0; at < Sound.Length; at++)
        {
            for (int value = 0; value < 256; value++) Reads([.. Sound[..at], (byte)value, .. Sound[(at + 1)..]]);
        }

        Gen.Select(Gen.Int[0, Sound.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                byte[] spoilt = [.. Sound];
                foreach (var (at, value) in changes) spoilt[at] = value;
                Reads(spoilt);
            },
            iter: 3000);

        static void Reads(byte[] bytes)
        {
            try
            {
                _ = OnnxModel.Read(bytes).WithAntialias();
            }
            catch (OnnxFormatException)
            {
                // A line for the user, and nothing else, may come of it.
            }
        }
    }

    [Fact]
    public void Graphs_that_lie_deep_in_each_other_are_refused()
    {
        byte[] graph = Node("Relu", "r", [], []);
        for (int depth = 0; depth < 100; depth++) graph = Node("If", "i", [], [], Graph("then_branch", graph));
        Assert.Contains("deep", Assert.Throws<OnnxFormatException>(() => OnnxModel.Read(Model(18, graph))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_in_other_files_are_refused()
    {
        byte[] tensor = [.. Floats("w", 1), .. Field(13, [.. Field(1, "location"), .. Field(2, "../secret")]), .. Field(14, 1)];
        Assert.Contains("external data", Assert.Throws<OnnxFormatException>(() => OnnxModel.Read(Model(18, Initializer(tensor)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void Scales_that_are_no_scales_leave_the_sizes_open(float scale)
    {
        OnnxResize node = OnnxModel.Read(Resize(18, [1, 3, 896, 448], [1, 1, scale, scale])).Resizes[0];
        Assert.Null(node.Ratios);
        Assert.Contains("no numbers of an image", node.WhyNoRatios, StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_dimensions_are_no_image() => Assert.Null(OnnxModel.Read(Resize(18, [1, 3, long.MaxValue, 1L << 40], [1, 1, 0.5f, 0.5f])).Resizes[0].SourceSize);

    [Fact]
    public void Names_cannot_steer_a_terminal() =>
        Assert.Equal("a?[31mb", OnnxModel.Read(Model(18, Node("Resize", "a\u001b[31mb", [], []))).Resizes[0].Name);
}
