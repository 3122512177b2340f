namespace Downright.Conformance.Peers;

/// <summary>A library for Python.</summary>
/// <param name="name">The library, as the table names it.</param>
/// <param name="script">The script, beside the test assembly.</param>
public abstract class PythonPeer(string name, string script)
    : PipePeer(name, Pythons(), script, $"No Python here has what {script} imports; DOWNRIGHT_PYTHON names one that does.")
{
    private static string[] Pythons() =>
        Environment.GetEnvironmentVariable("DOWNRIGHT_PYTHON") is { } named ? [named] : ["/usr/bin/python3", "python3"];
}
