namespace Downright.Tests.Photos;

/// <summary>A table of measurements that stands in docs/methods; DOWNRIGHT_APPROVE=1 writes it anew.</summary>
internal static class ApprovedTable
{
    public static void Check(string name, string table)
    {
        string path = Repository.PathOf("docs", "methods", name), text = table.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("DOWNRIGHT_APPROVE") == "1") File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
