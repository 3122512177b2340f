extern alias evaluation;

using Downright.Scenes;
using Downright.Tests.Files;
using evaluation::Downright.Evaluation.Classifiers;

namespace Downright.Tests.Evaluation;

public sealed class ClassifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rgb", 0)]
    [InlineData("bgr", 2)]
    public void A_model_gets_its_channels_in_its_order(string channels, int label)
    {
        var preprocessing = new Preprocessing { Channels = channels, Mean = [10, 10, 10], Scale = [0.1, 0.1, 0.1] };
        using OnnxClassifier classifier = OnnxClassifier.Load(_folder.Write("m.onnx", OnnxModels.PlaneMeans(4)), preprocessing, ["first", "second", "third"]);
        var red = Uniform(4, 60, 10, 10);

        Prediction prediction = classifier.Classify(red);

        // The planes' means are 5, 0 and 0, in the model's order; the softmax makes probabilities of them.
        Assert.Equal(label, prediction.Label);
        Assert.Equal(Math.Exp(5) / (Math.Exp(5) + 2), prediction.Top[0].Probability, 1e-6);
        Assert.Equal(label == 0 ? "first" : "third", classifier.LabelOf(prediction.Label));
    }

    [Fact]
    public void Images_of_another_size_are_scaled_to_the_models()
    {
        using OnnxClassifier classifier = OnnxClassifier.Load(_folder.Write("m.onnx", OnnxModels.PlaneMeans(8)), Preprocessing.Presets["caffe"], []);
        var green = Uniform(3, 0, 250, 0);
        Assert.Equal(1, classifier.Classify(green).Label);
        Assert.Equal("class 1", classifier.LabelOf(1));
    }

    [Fact]
    public void Labels_come_from_lines_lists_and_numbered_objects()
    {
        string[] expected = ["cat", "dog, puppy"];
        Assert.Equal(expected, LabelFile.Read(_folder.Write("a.txt", "cat\ndog, puppy\n"u8.ToArray())));
        Assert.Equal(expected, LabelFile.Read(_folder.Write("a.json", "[\"cat\",\"dog, puppy\"]"u8.ToArray())));
        Assert.Equal(expected, LabelFile.Read(_folder.Write("b.json", "{\"1\":\"dog, puppy\",\"0\":\"cat\"}"u8.ToArray())));
    }

    [Fact]
    public void Predictions_agree_when_likely_classes_are_shared()
    {
        Prediction a = Prediction.Of([0.5, 0.4, 0.02, 0.08]), b = Prediction.Of([0.02, 0.9, 0.08, 0]), c = Prediction.Of([0.02, 0, 0.98, 0]);
        Assert.True(a.Agrees(b));
        Assert.False(a.AgreesStrictly(b));
        Assert.False(a.Agrees(c));
        Assert.True(b.Agrees(c));
    }

    [Fact]
    public void The_instance_matcher_knows_its_pictures_again_small_and_dimmed()
    {
        (string Name, PixelImage<byte> Image)[] pictures = [.. Scene.Names.Select(name => (name, Scene.Create(name, 1).Render(new ImageSize(160, 120))))];
        var matcher = new InstanceMatcher(pictures);
        for (int i = 0; i < pictures.Length; i++)
        {
            PixelImage<byte> small = new Downright.Scaling.ProfileScaler(ScalerProfile.Parse("opencv:linear")).Scale(pictures[i].Image, new ImageSize(40, 40));
            var dimmed = new PixelImage<byte>(Array.ConvertAll(small.ToArray(), v => (byte)((v / 2) + 20)), small.Size, small.Format);
            Prediction prediction = matcher.Classify(dimmed);
            Assert.Equal(pictures[i].Name, matcher.LabelOf(prediction.Label));
            Assert.True(prediction.Top[0].Probability > 0.9, $"{pictures[i].Name}: {prediction.Top[0].Probability}");
        }
    }

    private static PixelImage<byte> Uniform(int side, byte red, byte green, byte blue)
    {
        byte[] samples = [.. Enumerable.Range(0, side * side).SelectMany(_ => (byte[])[red, green, blue])];
        return new PixelImage<byte>(samples, new ImageSize(side, side), PixelFormat.Rgb);
    }
}
