using Microsoft.Playwright;

namespace Downright.Tests.Evaluation;

/// <summary>Debian's Chromium without a window; tests that need it are skipped where it is not.</summary>
internal static class Browser
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Opens a page and does something with it.</summary>
    public static async Task Open(Func<IPage, Task> use)
    {
        Assert.SkipUnless(File.Exists(Chromium), "There is no Chromium in /usr/bin (Debian: chromium fonts-liberation).");
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = Quiet });
        await use(await browser.NewPageAsync(new() { ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = 1200, Height = 900 } }));
    }
}
