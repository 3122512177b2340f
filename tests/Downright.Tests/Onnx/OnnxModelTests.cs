using Downright.Onnx;
using static Downright.Tests.Onnx.OnnxBytes;

namespace Downright.Tests.Onnx;

public sealed class OnnxModelTests
{
    private static readonly long[] Image = [1, 3, 896, 448];
    private static readonly float[] Quarter = [1, 1, 0.25f, 0.25f];

    [Theory]
    [InlineData("nearest", "", "", "onnx:nearest")]
    [InlineData("nearest", "asymmetric", "floor", "onnx:nearest+asymmetric+floor")]
    [InlineData("nearest", "tf_half_pixel_for_nn", "floor", "tensorflow:nearest")]
    [InlineData("linear", "", "", "onnx:linear")]
    [InlineData("linear", "align_corners", "", "onnx:linear+align-corners")]
    [InlineData("linear", "half_pixel_symmetric", "", "onnx:linear")]
    [InlineData("cubic", "pytorch_half_pixel", "ceil", "onnx:cubic+pytorch-half-pixel")]
    public void Attributes_name_a_scaler(string mode, string coordinates, string nearest, string scaler)
    {
        byte[][] attributes = [Text("mode", mode), coordinates.Length > 0 ? Text("coordinate_transformation_mode", coordinates) : [], nearest.Length > 0 ? Text("nearest_mode", nearest) : []];
        OnnxResize node = Assert.Single(OnnxModel.Read(Resize(19, Image, Quarter, attributes)).Resizes);
        Assert.Equal(scaler, node.Scaler?.Name);
        Assert.Equal(new ImageSize(448, 896), node.SourceSize);
        Assert.Equal(new ImageSize(112, 224), node.TargetSize);
        Assert.True(node.Shrinks);
        Assert.Equal("shrink", node.Name);
    }

    [Fact]
    public void Antialias_counts_from_version_18_on()
    {
        byte[][] attributes = [Text("mode", "linear"), Integer("antialias", 1)];
        Assert.Equal("onnx:linear+antialias", OnnxModel.Read(Resize(18, Image, Quarter, attributes)).Resizes[0].Scaler?.Name);
        Assert.Equal("onnx:linear", OnnxModel.Read(Resize(17, Image, Quarter, attributes)).Resizes[0].Scaler?.Name);
    }

    [Fact]
    public void The_coefficient_of_cubic_is_read() =>
        Assert.Equal("onnx:cubic+a=-0.5", OnnxModel.Read(Resize(13, Image, Quarter, Text("mode", "cubic"), Single("cubic_coeff_a", -0.5f))).Resizes[0].Scaler?.Name);

    [Theory]
    [InlineData("tf_crop_and_resize", 0, "tf_crop_and_resize")]
    [InlineData("half_pixel", 1, "exclude_outside")]
    public void What_no_scaler_does_has_its_reason(string coordinates, long excludeOutside, string reason)
    {
        OnnxResize node = OnnxModel.Read(Resize(13, Image, Quarter, Text("mode", "linear"), Text("coordinate_transformation_mode", coordinates), Integer("exclude_outside", excludeOutside))).Resizes[0];
        Assert.Null(node.Scaler);
        Assert.Contains(reason, node.WhyNoScaler, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_10_has_two_inputs_and_the_old_grid() =>
        Assert.Equal("onnx:linear+asymmetric", OnnxModel.Read(Resize(10, Image, Quarter, Text("mode", "linear"))).Resizes[0].Scaler?.Name);

    [Fact]
    public void Upsample_is_read_in_both_its_forms()
    {
        byte[] seven = Model(7, Node("Upsample", "up", ["image"], ["out"], Singles("scales", 1, 1, 0.5f, 0.5f)), Value(11, "image", Float, Image));
        byte[] nine = Model(9, Node("Upsample", "up", ["image", "s"], ["out"]), Initializer(Floats("s", 1, 1, 2, 2)), Value(11, "image", Float, Image));
        OnnxResize shrinking = Assert.Single(OnnxModel.Read(seven).Resizes), growing = Assert.Single(OnnxModel.Read(nine).Resizes);
        Assert.Equal("onnx:nearest+asymmetric+floor", shrinking.Scaler?.Name);
        Assert.Equal((2.0, 2.0), shrinking.Ratios);
        Assert.False(growing.Shrinks);
    }

    [Fact]
    public void Sizes_scales_and_axes_come_from_initializers_and_constants()
    {
        byte[] model = Model(
            18,
            Node("Constant", "c", [], ["sizes"], Tensor("value", Longs("", 1, 3, 224, 112))),
            Node("Constant", "d", [], ["two"], Singles("value_floats", 0.5f, 0.25f)),
            Node("Resize", "by sizes", ["image", "", "", "sizes"], ["a"]),
            Node("Resize", "by axes", ["image", "", "two"], ["b"], Integers("axes", -2, -1)),
            Node("Resize", "channels last", ["last", "", "nhwc"], ["c"]),
            Initializer(Floats("nhwc", 1, 0.5f, 0.5f, 1)),
            Value(11, "image", Float, Image),
            Value(13, "last", Float, -1, 100, 60, 3));
        OnnxResize[] nodes = [.. OnnxModel.Read(model).Resizes];
        Assert.Equal([new ImageSize(112, 224), new ImageSize(112, 448), new ImageSize(30, 50)], nodes.Select(n => n.TargetSize!.Value));
        Assert.Equal((4.0, 2.0), nodes[1].Ratios);
    }

    [Fact]
    public void What_the_model_leaves_open_is_said()
    {
        byte[] model = Model(
            18,
            Node("Shape", "shape", ["image"], ["sizes"]),
            Node("Resize", "at run time", ["image", "", "", "sizes"], ["a"]),
            Node("Resize", "any input", ["open", "", "", "fixed"], ["b"]),
            Node("Resize", "any size", ["open", "", "half"], ["c"]),
            Node("Resize", "limits", ["image", "", "", "fixed"], ["d"], Text("keep_aspect_ratio_policy", "not_larger")),
            Initializer(Longs("fixed", 1, 3, 224, 224)),
            Initializer(Floats("half", 1, 1, 0.5f, 0.5f)),
            Value(11, "image", Float, Image),
            Value(11, "open", Float, -1, 3, -1, -1));
        OnnxResize[] nodes = [.. OnnxModel.Read(model).Resizes];
        Assert.Equal([null, null, true, null], nodes.Select(n => n.Shrinks));
        Assert.Contains("when the model runs", nodes[0].WhyNoRatios, StringComparison.Ordinal);
        Assert.Equal(new ImageSize(224, 224), nodes[1].TargetSize);
        Assert.Null(nodes[2].SourceSize);
        Assert.Contains("keep_aspect_ratio_policy", nodes[3].WhyNoRatios, StringComparison.Ordinal);
    }

    [Fact]
    public void Branches_loops_and_functions_are_searched()
    {
        byte[] inner = Node("Resize", "inner", ["image", "", "scales"], ["x"], Text("mode", "linear"));
        byte[] model =
        [
            .. Model(
                13,
                Node("If", "choice", ["flag"], ["y"], Graph("then_branch", Node("Loop", "again", [], ["z"], Graph("body", inner))), Graph("else_branch")),
                Initializer(Floats("scales", Quarter)),
                Value(11, "image", Float, Image)),
            .. Field(25, [.. Field(1, "own"), .. Field(7, NodeFields("Resize", "in a function", ["x", "", "s"], ["y"]))]),
        ];
        OnnxResize[] nodes = [.. OnnxModel.Read(model).Resizes];
        Assert.Equal(["inner", "in a function"], nodes.Select(n => n.Name));
        Assert.Equal("graph/If 'choice' then_branch/Loop 'again' body", nodes[0].Graph);
        Assert.Equal(new ImageSize(112, 224), nodes[0].TargetSize);
        Assert.Null(nodes[1].Shrinks);
    }
}
