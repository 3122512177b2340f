namespace Downright.Files;

/// <summary>
/// Where the pixels of a stored image go when its EXIF orientation (1–8) is applied: pixel (x, y) of the file becomes
/// the pixel number Origin + x · StepX + y · StepY of the image.
/// </summary>
/// <param name="Size">The size of the image after the orientation is applied.</param>
/// <param name="Origin">The number of the pixel that the file's first pixel becomes.</param>
/// <param name="StepX">From one pixel of a stored row to the next.</param>
/// <param name="StepY">From one stored row to the next.</param>
internal readonly record struct Orientation(ImageSize Size, long Origin, long StepX, long StepY)
{
    /// <summary>Whether the stored image already stands as it should.</summary>
    public bool IsUpright => Origin == 0 && StepX == 1;

    /// <summary>The placement for an EXIF value; anything but 2–8 leaves the image as it is stored.</summary>
    public static Orientation Of(int exif, int width, int height)
    {
        long w = width, h = height;
        var upright = new ImageSize(width, height);
        return exif switch
        {
            2 => new Orientation(upright, w - 1, -1, w),
            3 => new Orientation(upright, (w * h) - 1, -1, -w),
            4 => new Orientation(upright, w * (h - 1), 1, -w),
            5 => new Orientation(new ImageSize(height, width), 0, h, 1),
            6 => new Orientation(new ImageSize(height, width), h - 1, h, -1),
            7 => new Orientation(new ImageSize(height, width), (w * h) - 1, -h, -1),
            8 => new Orientation(new ImageSize(height, width), h * (w - 1), -h, 1),
            _ => new Orientation(upright, 0, 1, w),
        };
    }
}
