namespace Downright.Scanning;

/// <summary>A run that cannot go on. The message is one line for people: what is wrong, and what would be right.</summary>
/// <param name="message">One line.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class ScanException(string message, Exception? innerException = null) : IOException(message, innerException);
