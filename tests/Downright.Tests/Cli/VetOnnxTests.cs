using System.Text.Json;
using Downright.Onnx;
using Downright.Tests.Files;
using Downright.Tests.Reports;
using static Downright.Tests.Onnx.OnnxBytes;

namespace Downright.Tests.Cli;

public sealed class VetOnnxTests : IDisposable
{
    private static readonly long[] Image = [1, 3, 448, 448];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_node_that_shrinks_is_named_with_attributes_and_verdict()
    {
        string file = Write(Two(17));
        ToolResult run = ToolProcess.Run("vet", "--onnx", file, "--format", "json");
        Assert.Equal("", run.Error);
        Assert.Equal(1, run.ExitCode);
        JsonElement[] items = [.. Json.Parse(run.Output).GetProperty("items").EnumerateArray()];
        Assert.Equal(["small", "later"], items.Select(i => i.GetProperty("node").GetProperty("name").GetString()!));
        Assert.Equal(["model", "name", "graph", "operator", "opset", "attributes"], items[0].GetProperty("node").Keys());
        Assert.Equal("linear", items[0].GetProperty("node").GetProperty("attributes").GetProperty("mode").GetString());
        Assert.Equal("onnx:linear", items[0].GetProperty("scaler").GetString());
        Assert.Equal("vulnerable", items[0].GetProperty("verdict").GetString());
        Assert.Equal([448, 448], items[0].GetProperty("worst").GetProperty("source_size").Integers());
        Assert.Equal([112, 112], items[0].GetProperty("worst").GetProperty("size").Integers());
        // The sizes of the other one are worked out when the model runs.
        Assert.Equal("undetermined", items[1].GetProperty("verdict").GetString());
        Assert.Contains("--source and --size", items[1].GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, items[1].GetProperty("worst").ValueKind);
        Assert.Equal(0, items[1].GetProperty("ratios").GetArrayLength());
    }

    [Fact]
    public void Open_sizes_are_judged_at_those_given()
    {
        ToolResult run = ToolProcess.Run("vet", "--onnx", Write(Two(18)), "--source", "300x200", "-s", "60x50", "--format", "json");
        JsonElement later = Json.Parse(run.Output).GetProperty("items")[1];
        Assert.Equal("vulnerable", later.GetProperty("verdict").GetString());
        Assert.Equal([300, 200], later.GetProperty("worst").GetProperty("source_size").Integers());
    }

    [Fact]
    public void The_table_and_sarif_name_model_and_node()
    {
        string file = Write(Two(18));
        string table = ToolProcess.Run("vet", "--onnx", file).Output;
        Assert.Contains("'small' onnx:linear", table, StringComparison.Ordinal);
        Assert.Contains("coordinate_transformation_mode=half_pixel", table, StringComparison.Ordinal);
        Assert.Contains("1 of 3 nodes that scale make nothing smaller", table, StringComparison.Ordinal);

        string sarif = ToolProcess.Run("vet", "--onnx", file, "--format", "sarif").Output;
        Assert.Empty(SarifSchema.Violations(sarif));
        JsonElement location = Json.Parse(sarif).GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0];
        Assert.EndsWith("model.onnx", location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal("graph/small", location.GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
    }

    [Fact]
    public void Fix_writes_a_copy_that_is_robust()
    {
        string file = Write(Resize(13, Image, [1, 1, 0.25f, 0.25f], Text("mode", "linear"))), copy = _folder["fixed.onnx"];
        ToolResult run = ToolProcess.Run("vet", "--onnx", file, "--fix", copy);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("antialias=1 on 'shrink', opset 13 raised to 18", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, ToolProcess.Run("vet", "--onnx", copy, "-q").ExitCode);
        Assert.Equal("onnx:linear+antialias", OnnxModel.Read(File.ReadAllBytes(copy)).Resizes[0].Scaler?.Name);

        ToolProcess.Run("vet", "--onnx", file, "--fix", copy).AssertRefused(copy, "--force");
        ToolProcess.Run("vet", "--onnx", file, "--fix", file, "--force").AssertRefused("--fix", "the model itself");
    }

    [Fact]
    public void Nearest_has_no_antialias_and_no_copy_is_written()
    {
        string copy = _folder["fixed.onnx"];
        ToolResult run = ToolProcess.Run("vet", "--onnx", Write(Resize(18, Image, [1, 1, 0.25f, 0.25f], Text("mode", "nearest"))), "--fix", copy);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no node that antialias would help", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(copy));
    }

    [Fact]
    public void Models_that_cannot_be_read_or_fixed_are_one_line()
    {
        string text = _folder["text.onnx"];
        File.WriteAllText(text, "this is no model");
        ToolProcess.Run("vet", "--onnx", text).AssertRefused("--onnx", text, "no ONNX model");
        ToolProcess.Run("vet", "--onnx", _folder["none.onnx"]).AssertRefused("--onnx", "none.onnx", "no such file");
        ToolProcess.Run("vet", "opencv:area", "--fix", _folder["x.onnx"]).AssertRefused("--fix", "--onnx");
        string old = Write(Resize(10, Image, [1, 1, 0.25f, 0.25f], Text("mode", "linear"))), copy = _folder["copy.onnx"];
        ToolProcess.Run("vet", "--onnx", old, "--fix", copy).AssertRefused("--fix", old, "opset_version=18");
        Assert.False(File.Exists(copy));
    }

    [Fact]
    public void A_model_without_such_nodes_is_clean()
    {
        ToolResult run = ToolProcess.Run("vet", "--onnx", Write(Model(18, Node("Relu", "r", ["x"], ["y"])))).AssertDone();
        Assert.Contains("no node scales images", run.Output, StringComparison.Ordinal);
    }

    private static byte[] Two(long opset) => Model(
        opset,
        Node("Resize", "small", ["image", "", "quarter"], ["a"], Text("mode", "linear")),
        Node("Resize", "larger", ["a", "", "twice"], ["b"], Text("mode", "linear")),
        Node("Resize", "later", ["image", "", "", "sizes"], ["c"], Text("mode", "cubic")),
        Initializer(Floats("quarter", 1, 1, 0.25f, 0.25f)),
        Initializer(Floats("twice", 1, 1, 2, 2)),
        Value(11, "image", Float, Image),
        Value(11, "sizes", Long, 4));

    private string Write(byte[] model)
    {
        File.WriteAllBytes(_folder["model.onnx"], model);
        return _folder["model.onnx"];
    }
}
