namespace Downright.Onnx;

/// <summary>A file is no ONNX model, or one that is not supported. The message is one line.</summary>
public sealed class OnnxFormatException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, and what would be right.</param>
    /// <param name="cause">What noticed it, or null.</param>
    public OnnxFormatException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
