using System.Diagnostics;
using System.Net;
using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Evaluation;

/// <summary>The study's page in a real browser, and its edges.</summary>
public sealed class StudyPageTests : IDisposable
{
    private const int Answers = 12;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Twelve_answers_are_counted_in_the_report() => Browser.Open(async page =>
    {
        using Served study = Serve();
        await page.GotoAsync(study.Url);
        for (int i = 0; i < Answers; i++)
        {
            await page.GetByText($"{i} of ").WaitForAsync();
            Assert.Equal(3, await page.Locator("#labels input").CountAsync());
            Assert.True(await page.Locator("#image").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
            if (i % 2 == 0) await page.Locator("#labels input").First.CheckAsync();
            await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        }

        await page.GetByText($"{Answers} of ").WaitForAsync();
        study.Dispose();

        ToolProcess.Run("evaluate", "summary", "--from", _folder["out"]).AssertDone();
        Assert.Contains($"{Answers} answers of 1 participants", File.ReadAllText(_folder["out/summary.md"]), StringComparison.Ordinal);
        Assert.Contains("Figure 13: what people see", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);
    });

    [Fact]
    public async Task The_page_serves_this_machine_alone_and_refuses_what_is_no_answer()
    {
        using Served study = Serve();
        using var client = new HttpClient { BaseAddress = new Uri(study.Url) };
        Assert.StartsWith("http://127.0.0.1:", study.Url, StringComparison.Ordinal);

        HttpResponseMessage page = await client.GetAsync("/");
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var other = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "attacker.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(other)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/images/99999")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/next?participant=")).StatusCode);
        using var wrong = new StringContent("{\"participant\":\"p\",\"index\":-1,\"visible\":[]}", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/answers", wrong)).StatusCode);
        using var form = new StringContent("participant=p", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync("/answers", form)).StatusCode);
    }

    [Fact]
    public void A_folder_without_a_run_is_refused() => ToolProcess.Run("evaluate", "study", "--from", _folder.Path).AssertRefused("--from", "holds no run");

    private Served Serve()
    {
        ToolProcess.Run("evaluate", "demo", "-o", _folder["out"], "--quiet", "--no-pictures", "--size", "24", "--pairs", "1", "--only", "area").AssertDone();
        var start = new ProcessStartInfo(ToolProcess.Host, [ToolProcess.Assembly, "evaluate", "study", "--from", _folder["out"]]) { RedirectStandardOutput = true, UseShellExecute = false };
        return new Served(Process.Start(start)!);
    }

    /// <summary>A study that is being served.</summary>
    private sealed class Served : IDisposable
    {
        private readonly Process _process;
        private bool _ended;

        public Served(Process process)
        {
            _process = process;
            string line = process.StandardOutput.ReadLine() ?? "";
            Url = line.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal));
        }

        public string Url { get; }

        public void Dispose()
        {
            if (_ended) return;
            _ended = true;
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
