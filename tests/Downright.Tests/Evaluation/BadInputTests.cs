using Downright.Files;
using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Evaluation;

/// <summary>What cannot be evaluated is said in one line.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _images;

    public BadInputTests()
    {
        _images = Directory.CreateDirectory(_folder["images"]).FullName;
        var codec = new VipsImageCodec();
        for (int i = 0; i < 2; i++) codec.Encode(TestPixels.Noise(100, 80, PixelFormat.Rgb, i), Path.Combine(_images, $"{i}.png"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_is_missing_empty_or_has_one_image()
    {
        string empty = Directory.CreateDirectory(_folder["empty"]).FullName;
        Run("--images", _folder["nowhere"]).AssertRefused("--images: there is no folder", "nowhere");
        Run("--images", empty).AssertRefused("--images", "has no images");
        File.Copy(Path.Combine(_images, "0.png"), Path.Combine(empty, "0.png"));
        Run("--images", empty).AssertRefused("has one image", "a source and a target");
        File.WriteAllText(Path.Combine(empty, "1.png"), "no image");
        Run("--images", empty).AssertRefused("1.png", "no image that can be read");
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Photos_that_are_too_small_for_every_bin() =>
        Run("--images", _images, "--size", "64").AssertRefused("no photo is large enough", "the largest ratio to 64x64 is 1.25", "smaller --size");

    [Fact]
    public void Bins_without_pairs_are_named_and_the_others_are_run()
    {
        ToolResult result = Run("--images", _images, "--size", "32", "--only", "area");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("downright: at 32x32 no photo gives a pair with a ratio in [3, 4), [4, 5), [5, 7.5), [7.5, 10)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_that_there_is_not() => Run("--images", _images, "--only", "magic").AssertRefused("There is no experiment 'magic'", "nonadaptive");

    [Fact]
    public void A_folder_that_holds_other_files()
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(_folder["out/letter.txt"], "mine");
        Run("--images", _images, "--size", "32").AssertRefused("holds other files");
        Assert.Equal("mine", File.ReadAllText(_folder["out/letter.txt"]));
    }

    [Theory]
    [InlineData("1x3x16x16", "1x5", "tf-slim", "the input x is 1×3×16×16", "1×height×width×3")]
    [InlineData("1x1x16x16", "1x5", "caffe", "the input x is 1×1×16×16", "1×3×height×width")]
    [InlineData("1x16", "1x5", "caffe", "the input x is 1×16", "1×3×height×width")]
    public void A_model_with_another_input(string input, string output, string preprocessing, params string[] saying) =>
        Run("--images", _images, "--model", Model(input, output), "--preprocessing", preprocessing).AssertRefused(saying);

    [Theory]
    [InlineData("1x3x8x8")]
    [InlineData("1x1")]
    public void A_model_that_is_no_classifier(string output) =>
        Run("--images", _images, "--model", Model("1x3x16x16", output)).AssertRefused("no list of class scores", "a classifier is wanted");

    [Fact]
    public void Labels_of_another_number_than_classes()
    {
        string labels = _folder.Write("labels.txt", "one\ntwo\nthree\n"u8.ToArray());
        Run("--images", _images, "--model", Model("1x3x16x16", "1x5"), "--labels", labels).AssertRefused("the model has 5 classes, the file 3 labels");
    }

    [Fact]
    public void Files_that_are_no_model_and_no_preprocessing()
    {
        string text = _folder.Write("model.onnx", "no model"u8.ToArray());
        Run("--images", _images, "--model", text).AssertRefused("no ONNX model");
        Run("--images", _images, "--model", _folder["none.onnx"]).AssertRefused("there is no file");
        Run("--images", _images, "--model", text, "--preprocessing", "keras").AssertRefused("no preset of that name", "torchvision, caffe, tf-slim");
        string json = _folder.Write("p.json", "{\"channels\":\"gbr\"}"u8.ToArray());
        Run("--images", _images, "--model", text, "--preprocessing", json).AssertRefused("channels is rgb or bgr, not 'gbr'");
        string unknown = _folder.Write("q.json", "{\"chanels\":\"rgb\"}"u8.ToArray());
        Run("--images", _images, "--model", text, "--preprocessing", unknown).AssertRefused("no description of preprocessing", "chanels");
    }

    private ToolResult Run(params string[] arguments) => ToolProcess.Run(["evaluate", .. arguments, "-o", _folder["out"], "--jobs", "2"]);

    private string Model(string input, string output)
    {
        static int[] Shape(string text) => [.. text.Split('x').Select(int.Parse)];
        return _folder.Write("small.onnx", OnnxModels.Constant(Shape(input), Shape(output)));
    }
}
