using Downright.Analysis;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Tests.Readme;

/// <summary>The README's C#, compiled and run; its text is compared with this file's.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_example_does_what_the_README_says()
    {
        // README {
        byte[] pixels = new byte[1200 * 900 * 3];                                  // from your decoder
        var image = new PixelImage<byte>(pixels, new ImageSize(1200, 900), PixelFormat.Rgb);

        PixelImage<byte> safe = image.ResizeSafely(224, 224);                      // selective median for opencv:linear

        var random = new PreventionOptions { Scaler = ScalerProfile.Parse("pillow:nearest"), Method = PreventionMethod.Random };
        PreventionResult result = new SafeScaler(random).Resize(image, new ImageSize(224, 224));

        var linear = ScalingOperator.Compile(ScalerProfile.Parse("opencv:linear"), image.Size, new ImageSize(224, 224));
        double share = PixelInfluence.Of(linear).ConsideredFraction;               // 0.186: the model sees a fifth of the pixels
        // } README

        Assert.Equal(new ImageSize(224, 224), safe.Size);
        Assert.Equal(224 * 224, result.PixelsReplaced);
        Assert.Equal(0.186, share, 3);
    }

    [Fact]
    public void The_README_shows_the_example_that_is_run()
    {
        string[] source = File.ReadAllLines(Repository.PathOf("tests", "Downright.Tests", "Readme", "ReadmeTests.cs"));
        int start = Array.FindIndex(source, line => line.Trim() == "// README {"), end = Array.FindIndex(source, line => line.Trim() == "// } README");
        string example = string.Join('\n', source[(start + 1)..end].Select(line => line.Length > 8 ? line[8..] : ""));

        Assert.Contains($"```csharp\n{example}\n```", File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_README_has_at_most_250_lines() =>
        Assert.InRange(File.ReadAllLines(Repository.PathOf("README.md")).Length, 1, 250);

    [Fact]
    public void Every_file_that_the_documents_link_to_exists()
    {
        string[] documents = [.. Directory.GetFiles(Repository.Root, "*.md"), .. Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)];
        Assert.All(documents, document =>
        {
            foreach (string part in File.ReadAllText(document).Split("](").Skip(1))
            {
                string link = part.Split(')')[0].Split('#')[0];
                if (link.Length == 0 || link.Contains("://", StringComparison.Ordinal)) continue;
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, link)), $"{document} links to {link}");
            }
        });
    }
}
