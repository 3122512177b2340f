namespace Downright.Adapters.Tests;

/// <summary>Files of the checkout that the tests were built from.</summary>
internal static class Checkout
{
    public static string Read(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Downright.slnx"))) return File.ReadAllText(Path.Combine([folder.FullName, .. parts]));
        }

        throw new InvalidOperationException("The tests run from a checkout: no folder above them holds Downright.slnx.");
    }
}
