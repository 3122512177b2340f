using System.Xml.Linq;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Downright.Tests.Architecture;

/// <summary>The dependency rules of docs/architecture.md.</summary>
public sealed class DependencyRuleTests
{
    /// <summary>The library's folders; each may use those before it.</summary>
    private static readonly string[][] Layers =
    [
        ["Downright", "Downright.Kernels"],
        ["Downright.Scaling"],
        ["Downright.Analysis"],
        ["Downright.Prevention", "Downright.Detection"],
        ["Downright.Vetting"],
        ["Downright.Reports"],
    ];

    private static readonly ArchUnitNET.Domain.Architecture Library = new ArchLoader().LoadAssemblies(typeof(PixelImage<>).Assembly).Build();

    [Fact]
    public void The_library_references_nothing_but_the_framework() =>
        Assert.All(typeof(PixelImage<>).Assembly.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal));

    [Fact]
    public void Every_namespace_of_the_library_has_its_layer()
    {
        var known = Layers.SelectMany(layer => layer).ToHashSet();
        var unknown = Library.Types
            .Where(type => type.Namespace.FullName.StartsWith("Downright", StringComparison.Ordinal) && !known.Contains(type.Namespace.FullName))
            .Select(type => type.FullName);
        Assert.Empty(unknown);
    }

    [Fact]
    public void Inside_the_library_a_folder_uses_only_those_before_it()
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            string[] later = [.. Layers[(layer + 1)..].SelectMany(names => names).Where(HasTypes)];
            foreach (string name in Layers[layer].Where(HasTypes))
            {
                foreach (string user in later)
                    Types().That().ResideInNamespace(name).Should().NotDependOnAny(Types().That().ResideInNamespace(user)).Check(Library);
            }
        }

        static bool HasTypes(string name) => Library.Types.Any(type => type.Namespace.FullName == name);
    }

    [Fact]
    public void Only_red_team_projects_and_the_tool_use_the_attacks()
    {
        string[] allowed = ["Downright.Cli", "Downright.Evaluation", "Downright.Evidence", "Downright.Matrix", "Render", "Downright.Tests", "Downright.Conformance", "Downright.Benchmarks"];
        Assert.All(ProjectsThatReference("Downright.Attacks"), project => Assert.Contains(project, allowed));
    }

    [Fact]
    public void An_adapter_references_the_library_and_one_other()
    {
        string[] adapters = [.. Projects().Where(IsAdapter)];
        Assert.NotEmpty(adapters);
        Assert.All(adapters, adapter =>
        {
            Assert.Equal("Downright.csproj", Path.GetFileName(Assert.Single(References(adapter, "ProjectReference"))));
            Assert.Single(XDocument.Load(adapter).Descendants("PackageReference"), package => package.Attribute("VersionOverride") is null);
        });
    }

    [Fact]
    public void Only_tests_and_the_matrix_reference_an_adapter() =>
        Assert.All(
            Projects().Where(IsAdapter).SelectMany(adapter => ProjectsThatReference(Path.GetFileNameWithoutExtension(adapter))),
            project => Assert.True(project.StartsWith("Downright.Matrix", StringComparison.Ordinal) || project.EndsWith("Tests", StringComparison.Ordinal) || project == "Downright.Conformance", project));

    [Fact]
    public void Nothing_but_tests_references_a_program() =>
        Assert.All(
            new[] { "Downright.Cli", "Downright.Evaluation", "Downright.Evidence", "Downright.Matrix" }.SelectMany(ProjectsThatReference),
            project => Assert.Contains(project, new[] { "Downright.Tests", "Downright.Conformance", "Downright.Adapters.Tests" }));

    [Fact]
    public void The_library_has_no_package_and_no_project_reference() =>
        Assert.Empty(References(Repository.PathOf("src", "Downright", "Downright.csproj"), "PackageReference", "ProjectReference"));

    [Fact]
    public void Models_are_read_without_the_runtime_that_runs_them() =>
        Assert.Equal(["../Downright/Downright.csproj", "Google.Protobuf"], References(Repository.PathOf("src", "Downright.Onnx", "Downright.Onnx.csproj"), "ProjectReference", "PackageReference"));

    [Fact]
    public void The_tool_stays_light()
    {
        string locked = File.ReadAllText(Repository.PathOf("src", "Downright.Cli", "packages.lock.json"));
        Assert.Contains("Google.Protobuf", locked, StringComparison.Ordinal);
        foreach (string heavy in new[] { "OnnxRuntime", "DuckDB", "OpenCvSharp" }) Assert.DoesNotContain(heavy, locked, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Versions_stand_once_in_the_central_file() =>
        Assert.All(Projects(), project => Assert.DoesNotContain(
            XDocument.Load(project).Descendants("PackageReference"),
            reference => reference.Attribute("Version") is not null));

    private static IEnumerable<string> ProjectsThatReference(string name) =>
        from project in Projects()
        where References(project, "ProjectReference").Any(reference => Path.GetFileNameWithoutExtension(reference) == name)
        select Path.GetFileNameWithoutExtension(project);

    private static bool IsAdapter(string project) => Path.GetFileName(project).StartsWith("Downright.Adapters.", StringComparison.Ordinal) && !project.EndsWith("Tests.csproj", StringComparison.Ordinal);

    private static IEnumerable<string> References(string project, params string[] kinds) =>
        from element in XDocument.Load(project).Descendants()
        where kinds.Contains(element.Name.LocalName)
        select element.Attribute("Include")!.Value;

    private static string[] Projects()
    {
        string[] projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories);
        Assert.True(projects.Length >= 7, $"Only {projects.Length} projects were found.");
        return projects;
    }
}
