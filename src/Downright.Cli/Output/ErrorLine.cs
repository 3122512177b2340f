namespace Downright.Cli.Output;

/// <summary>Errors on standard error: one line each, or the whole trace where <c>DOWNRIGHT_TRACE=1</c> asks for it.</summary>
internal static class ErrorLine
{
    /// <summary>Writes an error.</summary>
    public static void Write(Exception error)
    {
        Exception cause = error is AggregateException several ? several.Flatten().InnerExceptions[0] : error;
        Console.Error.WriteLine($"downright: {PlainText.Of(Message(cause))}");
        if (IsTracing) Console.Error.WriteLine(error);
    }

    /// <summary>Writes what is worth knowing, but stops nothing.</summary>
    public static void Warn(string message) => Console.Error.WriteLine($"downright: {PlainText.Of(message)}");

    private static bool IsTracing => Environment.GetEnvironmentVariable("DOWNRIGHT_TRACE") == "1";

    private static string Message(Exception error) => error switch
    {
        UsageException or IOException or ArgumentException or PlatformNotSupportedException => error.Message,
        OutOfMemoryException => "there is not enough memory for images of this size; choose smaller ones, or fewer --jobs",
        _ => $"unexpected error: {error.Message}{(IsTracing ? "" : " (DOWNRIGHT_TRACE=1 shows where)")}",
    };
}
