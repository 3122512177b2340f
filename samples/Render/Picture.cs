namespace Downright.Samples;

/// <summary>A committed picture: its file, its pixels, and what its PNG text says about it.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Image">Its pixels.</param>
/// <param name="Text">Keyword and text, in the order of the file.</param>
internal sealed record Picture(string File, PixelImage<byte> Image, IReadOnlyList<KeyValuePair<string, string>> Text);
