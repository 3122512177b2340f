using System.Text.Json;
using Downright.Files;
using Downright.Tests.Cli;
using Downright.Tests.Files;
using Microsoft.Playwright;

namespace Downright.Tests.Evaluation;

/// <summary>The demo's report in a real browser.</summary>
public sealed class ReportPageTests
{
    [Fact]
    public Task Every_plot_is_drawn_pictures_show_and_no_request_leaves_the_machine() => Browser.Open(async page =>
    {
        using var folder = new TemporaryFolder();
        ToolProcess.Run("evaluate", "demo", "-o", folder["out"], "--quiet", "--size", "24", "--pairs", "1", "--jobs", "2", "--only", "nonadaptive", "area", "prevention", "recovery").AssertDone();
        List<string> requests = [], complaints = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);

        await page.GotoAsync($"file://{folder["out/report.html"]}");

        Assert.All(requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), url => Assert.EndsWith("/report.html", url, StringComparison.Ordinal));
        Assert.Empty(complaints);
        IReadOnlyList<IElementHandle> plots = await page.QuerySelectorAllAsync("figure.plot svg");
        Assert.Equal(7, plots.Count);
        foreach (IElementHandle plot in plots) await AssertDrawn(plot, folder);

        JsonElement broken = await page.EvaluateAsync<JsonElement>("[...document.querySelectorAll('.picture img')].filter(i => !i.complete || i.naturalWidth === 0).length");
        Assert.Equal(0, broken.GetInt32());
        Assert.True(await page.Locator(".picture img").CountAsync() > 8);

        await page.Locator(".picture img").First.HoverAsync();
        Assert.True(await page.Locator(".lens").First.IsVisibleAsync());
    });

    /// <summary>A plot is drawn when its screenshot holds the colours of data, not only of paper and axes.</summary>
    private static async Task AssertDrawn(IElementHandle plot, TemporaryFolder folder)
    {
        string name = await plot.GetAttributeAsync("aria-label") ?? "";
        string file = folder.Write("plot.png", await plot.ScreenshotAsync());
        PixelImage<byte> shot = new VipsImageCodec().Decode(file);
        byte[] samples = shot.ToArray();
        int colored = 0;
        for (int i = 0; i < samples.Length; i += shot.Channels)
            if (Math.Max(samples[i], Math.Max(samples[i + 1], samples[i + 2])) - Math.Min(samples[i], Math.Min(samples[i + 1], samples[i + 2])) > 60) colored++;
        Assert.True(shot.Width > 500 && shot.Height > 250, $"{name} is {shot.Size}.");
        Assert.True(colored > 300, $"{name} has {colored} coloured pixels.");
    }
}
