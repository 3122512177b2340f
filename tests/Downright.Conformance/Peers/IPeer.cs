namespace Downright.Conformance.Peers;

/// <summary>A real library that scales, beside which our scalers are run.</summary>
public interface IPeer
{
    /// <summary>The library, as the table names it.</summary>
    string Name { get; }

    /// <summary>The library's own version.</summary>
    string Version { get; }

    /// <summary>Why the library cannot run here, or null where it can.</summary>
    string? Missing { get; }

    /// <summary>The channels that its images may have.</summary>
    /// <param name="floats">Whether of its float images.</param>
    IReadOnlyList<int> Channels(bool floats);

    /// <summary>Scales interleaved bytes; returns target height × target width × channels of them.</summary>
    byte[] Scale(ScalerProfile profile, PixelImage<byte> image, ImageSize size);

    /// <summary>Scales interleaved floats; returns target height × target width × channels of them.</summary>
    float[] Scale(ScalerProfile profile, PixelImage<float> image, ImageSize size);
}
