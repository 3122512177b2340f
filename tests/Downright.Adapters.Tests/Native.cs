namespace Downright.Adapters.Tests;

/// <summary>Skips a test where a library's native part does not load.</summary>
internal static class Native
{
    /// <param name="library">What the reason names.</param>
    /// <param name="version">Asks the library for its version.</param>
    public static void SkipUnlessThere(string library, Func<string> version)
    {
        string? missing = null;
        try
        {
            Assert.NotEmpty(version());
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            missing = $"{library}'s native library does not load here: {e.GetBaseException().Message}";
        }

        Assert.SkipWhen(missing is not null, missing ?? "");
    }
}
