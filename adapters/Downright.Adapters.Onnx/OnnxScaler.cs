using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Downright.Adapters.Onnx;

/// <summary>
/// ONNX Runtime's operator <c>Resize</c> with one set of attributes, on the CPU, with the runtime's own bytes. Names are
/// those of the profiles: <c>onnx:linear+antialias</c>, <c>onnx:nearest+asymmetric+floor</c>.
/// </summary>
public sealed class OnnxScaler : IScaler
{
    private readonly Lazy<OnnxResize> _resize;

    private OnnxScaler(ScalerProfile profile)
    {
        Profile = profile;
        _resize = new Lazy<OnnxResize>(() => new OnnxResize(profile, floats: HasFloatsOnly));
    }

    /// <summary>Every mode, coordinate transformation and rounding that the profiles name, with antialias and without.</summary>
    public static IReadOnlyList<OnnxScaler> All { get; } = [.. ScalerProfile.All.Where(p => p.Library == ScalerLibrary.Onnx).Select(p => new OnnxScaler(p))];

    /// <summary>What to use of ONNX where <see cref="SafeTensorResizing"/> is not to be had: linear with antialias, from opset 18 on.</summary>
    public static OnnxScaler Safest { get; } = All.First(scaler => scaler.Name == "onnx:linear+antialias");

    /// <summary>ONNX Runtime's version.</summary>
    /// <exception cref="DllNotFoundException">The native library is not there.</exception>
    public static string LibraryVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>What it should compute.</summary>
    public ScalerProfile Profile { get; }

    /// <inheritdoc/>
    public string Name => Profile.Name;

    /// <summary>The attributes that differ from the operator's defaults.</summary>
    public string Call
    {
        get
        {
            List<string> attributes = [$"mode=\"{ResizeModel.ModeOf(Profile)}\""];
            if (Profile.Coordinates != OnnxCoordinates.HalfPixel) attributes.Add($"coordinate_transformation_mode=\"{ResizeModel.CoordinatesOf(Profile)}\"");
            if (Profile.Rounding != OnnxRounding.RoundPreferFloor) attributes.Add($"nearest_mode=\"{ResizeModel.RoundingOf(Profile)}\"");
            if (Profile.CubicCoefficient != ScalerProfile.DefaultCubicCoefficient) attributes.Add(string.Create(CultureInfo.InvariantCulture, $"cubic_coeff_a={Profile.CubicCoefficient}"));
            if (Profile.Antialias) attributes.Add("antialias=1");
            return $"Resize({string.Join(", ", attributes)})";
        }
    }

    /// <summary>Whether it is what the operator does unless told otherwise.</summary>
    public bool IsDefault => Name == "onnx:nearest";

    /// <summary>The runtime has no kernel for bytes there: models cast them to floats and back.</summary>
    private bool HasFloatsOnly => Profile is { Algorithm: ScalerAlgorithm.Cubic, Antialias: false };

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new PixelImage<byte>(HasFloatsOnly ? ScaleFloats(image, size) : _resize.Value.Run(image, size), size, image.Format);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private byte[] ScaleFloats(PixelImage<byte> image, ImageSize size)
    {
        float[] floats = Array.ConvertAll(image.ToArray(), sample => (float)sample);
        float[] scaled = _resize.Value.Run(new PixelImage<float>(floats, image.Size, image.Format), size);
        return Array.ConvertAll(scaled, sample => (byte)Math.Clamp(MathF.Round(sample), 0, byte.MaxValue));
    }
}
