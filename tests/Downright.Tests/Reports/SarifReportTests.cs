using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Downright.Reports;

namespace Downright.Tests.Reports;

public sealed class SarifReportTests
{
    private static readonly SarifRule Attack = new("DR9001", "HiddenImage", "An image is hidden in another.", SarifLevel.Error);
    private static readonly SarifRule Odd = new("DR9002", "OddImage", "An image is odd.", SarifLevel.Note);

    private static readonly SarifResult Found = new()
    {
        Rule = Attack,
        Kind = SarifKind.Fail,
        Message = "Something is hidden.",
        Identity = "hash of the bytes",
        File = Path.Combine("a folder", "50%:1#.png"),
        Properties = new JsonObject { ["score"] = 0.9, ["threshold"] = 0.5, ["ratio"] = 4.57, ["size"] = "224x224" },
    };

    public static TheoryData<string, string> Spoilt => new()
    {
        { "\"version\": \"2.1.0\"", "\"version\": \"2.0.0\"" },
        { "\"driver\"", "\"engine\"" },
        { "\"kind\": \"fail\"", "\"kind\": \"failed\"" },
        { "\"level\": \"error\"", "\"level\": \"fatal\"" },
        { "\"ruleIndex\": 0", "\"ruleIndex\": -2" },
        { "\"message\": {", "\"message\": { \"words\": 1," },
        { "\"uri\": \"", "\"path\": \"" },
        { "\"tags\": [", "\"tags\": [ 1," },
    };

    [Fact]
    public void A_report_holds_to_the_schema()
    {
        string document = Write([Attack, Odd], Found, Found with { Rule = Odd, Kind = SarifKind.NotApplicable, File = null, LogicalName = "opencv:linear" });
        Assert.Empty(SarifSchema.Violations(document));
    }

    [Fact]
    public void Every_kind_and_level_is_a_word_of_the_schema()
    {
        SarifRule[] rules = [.. Enum.GetValues<SarifLevel>().Select(level => Odd with { Id = $"DR{level}", Level = level })];
        string document = Write(rules, [.. from rule in rules from kind in Enum.GetValues<SarifKind>() select Found with { Rule = rule, Kind = kind }]);
        Assert.Empty(SarifSchema.Violations(document));
        foreach (JsonElement result in Results(document).Where(r => r.GetProperty("kind").GetString() != "fail")) Assert.Equal("none", result.GetProperty("level").GetString());
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void The_schema_refuses_what_is_spoilt(string right, string wrong)
    {
        string document = Write([Attack, Odd], Found);
        Assert.Contains(right, document, StringComparison.Ordinal);
        Assert.NotEmpty(SarifSchema.Violations(document.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Files_become_relative_uris_that_escape_what_uris_do_not_hold()
    {
        JsonElement artifact = Results(Write([Attack], Found))[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
        Assert.Equal("a%20folder/50%25%3A1%23.png", artifact.GetProperty("uri").GetString());
        Assert.Equal("%SRCROOT%", artifact.GetProperty("uriBaseId").GetString());
    }

    [Fact]
    public void A_fingerprint_is_of_rule_and_identity_and_nothing_else()
    {
        JsonElement[] results = Results(Write([Attack, Odd], Found, Found with { Message = "Other words.", File = "elsewhere.png", Properties = [] }, Found with { Identity = "another" }, Found with { Rule = Odd }));
        string[] fingerprints = [.. results.Select(r => r.GetProperty("partialFingerprints").GetProperty("ruleAndIdentity/v1").GetString()!)];
        Assert.Equal(fingerprints[0], fingerprints[1]);
        Assert.Equal(3, fingerprints.Distinct().Count());
        Assert.Equal([0, 0, 0, 1], results.Select(r => r.GetProperty("ruleIndex").GetInt32()));
    }

    [Fact]
    public void Many_results_are_written_one_after_the_other()
    {
        using var output = new MemoryStream();
        long longest = 0;
        SarifReport.Write(output, "1.2.3", [Attack], Enumerable.Range(0, 5000).Select(i =>
        {
            longest = Math.Max(longest, output.Length);
            return Found with { Identity = $"{i}" };
        }));
        Assert.True(longest > output.Length / 2, "Everything was kept until the end.");
        Assert.Equal(5000, Results(Encoding.UTF8.GetString(output.ToArray())).Length);
    }

    [Fact]
    public void A_rule_that_the_report_does_not_have_is_refused() =>
        Assert.Contains("DR9001", Assert.Throws<ArgumentException>("rules", () => Write([Odd], Found)).Message, StringComparison.Ordinal);

    private static string Write(SarifRule[] rules, params SarifResult[] results)
    {
        using var output = new MemoryStream();
        SarifReport.Write(output, "1.2.3", rules, results);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static JsonElement[] Results(string document)
    {
        using JsonDocument parsed = JsonDocument.Parse(document);
        return [.. parsed.RootElement.Clone().GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
    }
}
