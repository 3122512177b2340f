namespace Downright.Cli;

/// <summary>A command that cannot be carried out as it was given. The message is one line: what is wrong, and what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
