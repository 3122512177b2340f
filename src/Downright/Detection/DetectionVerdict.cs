namespace Downright.Detection;

/// <summary>What detection says of an image.</summary>
public enum DetectionVerdict
{
    /// <summary>Nothing speaks for an attack, or there is nothing that an attack could use.</summary>
    Clean,

    /// <summary>The score reaches its threshold.</summary>
    Attack,
}
