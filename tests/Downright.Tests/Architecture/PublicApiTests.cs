using PublicApiGenerator;

namespace Downright.Tests.Architecture;

public sealed class PublicApiTests
{
    private static readonly string Approved = Repository.PathOf("tests", "Downright.Tests", "Architecture", "PublicApi.approved.txt");

    [Fact]
    public void The_public_interface_of_the_library_is_the_approved_one()
    {
        string actual = typeof(PixelImage<>).Assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            DenyNamespacePrefixes = [],
        }).ReplaceLineEndings("\n") + "\n";

        // DOWNRIGHT_APPROVE=1 approves what is there now; the change then shows in the review of the file.
        if (Environment.GetEnvironmentVariable("DOWNRIGHT_APPROVE") == "1") File.WriteAllText(Approved, actual);
        Assert.Equal(File.ReadAllText(Approved).ReplaceLineEndings("\n"), actual);
    }
}
