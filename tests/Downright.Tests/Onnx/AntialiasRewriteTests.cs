using Downright.Onnx;
using static Downright.Tests.Onnx.OnnxBytes;

namespace Downright.Tests.Onnx;

public sealed class AntialiasRewriteTests
{
    private static readonly long[] Image = [1, 3, 896, 448];
    private static readonly float[] Quarter = [1, 1, 0.25f, 0.25f];

    [Fact]
    public void Only_the_node_and_the_lengths_around_it_change()
    {
        byte[] unknown = [.. Field(99, "kept"), .. Field(1000, 7)];
        byte[] Model(params byte[][] antialias) =>
        [
            .. unknown,
            .. OnnxBytes.Model(18, Node("Relu", "r", ["image"], ["i"]), Node("Resize", "shrink", ["i", "", "s"], ["small"], [Text("mode", "linear"), unknown, .. antialias]), unknown, Initializer(Floats("s", Quarter)), Value(11, "i", Float, Image)),
            .. unknown,
        ];

        AntialiasedModel? changed = OnnxModel.Read(Model()).WithAntialias();
        Assert.Equal(Model(Integer("antialias", 1)), changed!.Bytes);
        Assert.Equal("shrink", Assert.Single(changed.Changed).Name);
        Assert.Equal("onnx:linear+antialias", OnnxModel.Read(changed.Bytes).Resizes[0].Scaler?.Name);
        Assert.Null(OnnxModel.Read(changed.Bytes).WithAntialias());
    }

    [Fact]
    public void An_antialias_of_0_is_replaced()
    {
        byte[] changed = OnnxModel.Read(Resize(19, Image, Quarter, Integer("antialias", 0), Text("mode", "cubic"))).WithAntialias()!.Bytes;
        Assert.Equal(Resize(19, Image, Quarter, Text("mode", "cubic"), Integer("antialias", 1)), changed);
    }

    [Fact]
    public void Nodes_in_branches_are_changed_too()
    {
        byte[] Model(params byte[] antialias) => OnnxBytes.Model(
            18,
            Node("If", "choice", ["flag"], ["y"], Graph("then_branch", Node("Resize", "a", ["image", "", "scales"], ["x"], Text("mode", "linear"), antialias)), Graph("else_branch", Node("Resize", "b", ["image", "", "scales"], ["x"], Text("mode", "cubic"), antialias))),
            Initializer(Floats("scales", Quarter)),
            Value(11, "image", Float, Image));
        Assert.Equal(Model(Integer("antialias", 1)), OnnxModel.Read(Model()).WithAntialias()!.Bytes);
    }

    [Fact]
    public void Nearest_growing_and_antialiased_nodes_stay_as_they_are()
    {
        Assert.Null(OnnxModel.Read(Resize(18, Image, Quarter, Text("mode", "nearest"))).WithAntialias());
        Assert.Null(OnnxModel.Read(Resize(18, Image, [1, 1, 2, 2], Text("mode", "linear"))).WithAntialias());
        Assert.Null(OnnxModel.Read(Resize(18, Image, Quarter, Text("mode", "linear"), Integer("antialias", 1))).WithAntialias());
    }

    [Fact]
    public void An_older_model_is_raised_where_its_operators_mean_the_same()
    {
        AntialiasedModel changed = OnnxModel.Read(Resize(13, Image, Quarter, Text("mode", "linear"))).WithAntialias()!;
        Assert.Equal(18, changed.Opset);
        Assert.Equal(Resize(18, Image, Quarter, Text("mode", "linear"), Integer("antialias", 1)), changed.Bytes);
    }

    [Theory]
    [InlineData(13, "ReduceMean", "ReduceMean does")]
    [InlineData(12, "Softmax", "Softmax does")]
    [InlineData(10, "Relu", "whose Resize is another")]
    public void It_is_not_raised_where_they_do_not(long opset, string also, string saying)
    {
        string[] inputs = opset >= 11 ? ["image", "", "scales"] : ["image", "scales"];
        byte[] model = Model(opset, Node("Resize", "shrink", inputs, ["x"], Text("mode", "linear")), Node(also, "", ["x"], ["y"]), Initializer(Floats("scales", Quarter)), Value(11, "image", Float, Image));
        var refused = Assert.Throws<OnnxFormatException>(() => OnnxModel.Read(model).WithAntialias());
        Assert.Contains("opset_version=18", refused.Message, StringComparison.Ordinal);
        Assert.Contains(saying, refused.Message, StringComparison.Ordinal);
    }
}
