namespace Downright.Vetting;

/// <summary>What each library offers instead of a setting that is not robust.</summary>
internal static class SafeSettings
{
    private static readonly (ScalerLibrary Library, string Profile, string Setting)[] Settings =
    [
        (ScalerLibrary.Downright, "downright:area", "downright:area"),
        (ScalerLibrary.OpenCv, "opencv:area", "opencv:area (INTER_AREA), while both axes shrink"),
        (ScalerLibrary.Pillow, "pillow:box", "pillow:box (Resampling.BOX), or any filter but NEAREST"),
        (ScalerLibrary.TensorFlow, "tensorflow:linear+antialias", "tensorflow:linear+antialias (antialias=True), or tensorflow:area"),
        (ScalerLibrary.TensorFlow1, "tensorflow1:area", "tensorflow1:area (ResizeMethod.AREA)"),
        (ScalerLibrary.Torch, "torch:linear+antialias", "torch:linear+antialias (antialias=True)"),
        (ScalerLibrary.Onnx, "onnx:linear+antialias", "onnx:linear+antialias (antialias=1, from opset 18 on)"),
    ];

    /// <summary>The robust profile of each library that is recommended.</summary>
    public static IEnumerable<ScalerProfile> Profiles => Settings.Select(s => ScalerProfile.Parse(s.Profile));

    /// <summary>The robust setting of a profile's library, in words.</summary>
    public static string? For(ScalerProfile profile) => Array.Find(Settings, s => s.Library == profile.Library).Setting;

    /// <summary>What a scaler does where one axis grows, where that is known.</summary>
    public static string? NoteWhereOneAxisGrows(string scaler) =>
        scaler == "opencv:area" ? "INTER_AREA falls back to linear interpolation as soon as one axis grows, by a single pixel" : null;
}
