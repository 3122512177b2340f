namespace Downright.Files;

/// <summary>
/// An image file that could not be read or written. The message is one line for people: which file, what is wrong with
/// it, and what would be right.
/// </summary>
public sealed class ImageFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: which file, what is wrong, what would be right.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public ImageFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
