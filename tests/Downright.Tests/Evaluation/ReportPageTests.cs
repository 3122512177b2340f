extern alias evaluation;

using System.Text.Json;
using Downright.Files;
using Downright.Tests.Files;
using Microsoft.Playwright;
using evaluation::Downright.Evaluation.Experiments;
using evaluation::Downright.Evaluation.Running;

namespace Downright.Tests.Evaluation;

/// <summary>The demo's report in a real browser.</summary>
[Collection(SharedDemo.Name)]
public sealed class ReportPageTests(DemoRun demo)
{
    // A4 less the browser's margins of 1 cm, in CSS pixels.
    private const int PaperWidth = 718;

    [Fact]
    public Task Every_plot_is_drawn_pictures_show_and_no_request_leaves_the_machine() => Browser.Open(async page =>
    {
        using var folder = new TemporaryFolder();
        List<string> requests = [], complaints = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);

        await page.GotoAsync($"file://{demo.Output}/report.html");

        Assert.All(requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), url => Assert.EndsWith("/report.html", url, StringComparison.Ordinal));
        Assert.Empty(complaints);
        IReadOnlyList<IElementHandle> plots = await page.QuerySelectorAllAsync("figure.plot svg");
        List<string> titles = [];
        foreach (IElementHandle plot in plots) titles.Add(await AssertDrawn(plot, folder));
        Assert.Equal(DeclaredPlots(), titles);

        JsonElement broken = await page.EvaluateAsync<JsonElement>("[...document.querySelectorAll('.picture img')].filter(i => !i.complete || i.naturalWidth === 0).length");
        Assert.Equal(0, broken.GetInt32());
        Assert.True(await page.Locator(".picture img").CountAsync() > 8);

        await page.Locator(".picture img").First.HoverAsync();
        Assert.True(await page.Locator(".lens").First.IsVisibleAsync());
    });

    [Fact]
    public Task Printed_on_a4_no_table_is_cut() => Browser.Open(async page =>
    {
        await page.SetViewportSizeAsync(PaperWidth, 900);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.GotoAsync($"file://{demo.Output}/report.html");

        string[] wide = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('table, figure, p')].filter(e => e.getBoundingClientRect().right > innerWidth || e.scrollWidth > e.clientWidth + 1).map(e => `${e.tagName} ${e.textContent.slice(0, 60)}`)");

        Assert.Empty(wide);
        Assert.True(await page.Locator("table").CountAsync() > 10);
    });

    /// <summary>The plots that the experiments make of the run's records.</summary>
    private string[] DeclaredPlots()
    {
        RunFolder run = RunFolder.Existing(demo.Output);
        return [.. ExperimentList.All.SelectMany(e => e.Report([.. run.RecordsOf(e.Name).Read().Values.Select(line => line.Record)], run.Run).Figures).Select(figure => figure.Title)];
    }

    /// <summary>A plot is drawn when its screenshot holds the colours of data, not only of paper and axes.</summary>
    private static async Task<string> AssertDrawn(IElementHandle plot, TemporaryFolder folder)
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
        return name;
    }
}
