using System.Text.Json;
using System.Text.Json.Serialization;
using Downright.Cli;

namespace Downright.Evaluation.Classifiers;

/// <summary>How a model wants its pixels: value = (byte − mean) × scale, a mean and a scale a channel, in the model's order of channels.</summary>
internal sealed record Preprocessing
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Known conventions, by name.</summary>
    public static IReadOnlyDictionary<string, Preprocessing> Presets { get; } = new Dictionary<string, Preprocessing>
    {
        ["torchvision"] = new() { Mean = [123.675, 116.28, 103.53], Scale = [1 / 58.395, 1 / 57.12, 1 / 57.375] },
        ["caffe"] = new() { Channels = "bgr", Mean = [104, 117, 123], Scale = [1, 1, 1] },
        ["tf-slim"] = new() { Layout = "nhwc", Mean = [127.5, 127.5, 127.5], Scale = [1 / 127.5, 1 / 127.5, 1 / 127.5] },
    };

    /// <summary>Width and height of the input; the model's own unless given.</summary>
    public int[]? Size { get; init; }

    /// <summary><c>rgb</c> or <c>bgr</c>.</summary>
    public string Channels { get; init; } = "rgb";

    /// <summary>What is taken off each channel, in grey levels.</summary>
    public double[] Mean { get; init; } = [0, 0, 0];

    /// <summary>What the rest is multiplied by.</summary>
    public double[] Scale { get; init; } = [1, 1, 1];

    /// <summary><c>nchw</c> (planes) or <c>nhwc</c> (interleaved).</summary>
    public string Layout { get; init; } = "nchw";

    /// <summary><c>float32</c> or <c>float16</c>; the model's own unless given.</summary>
    public string? Type { get; init; }

    /// <summary>A preset by its name, or the JSON file of that name.</summary>
    /// <exception cref="UsageException">There is neither, or the file does not say it right.</exception>
    public static Preprocessing Load(string name)
    {
        if (Presets.TryGetValue(name, out Preprocessing? preset)) return preset;
        if (!File.Exists(name)) throw new UsageException($"--preprocessing: there is no file {name}, and no preset of that name; there are {string.Join(", ", Presets.Keys)}");
        try
        {
            Preprocessing read = JsonSerializer.Deserialize<Preprocessing>(File.ReadAllBytes(name), Json) ?? throw new JsonException("it is null");
            return read.WhatIsWrong() is { } wrong ? throw new UsageException($"{name}: {wrong}") : read;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{name}: this is no description of preprocessing ({e.Message})");
        }
    }

    private string? WhatIsWrong()
    {
        if (Size is not null and not [> 0 and <= 4096, > 0 and <= 4096]) return "size is [width, height], each from 1 to 4096";
        if (Channels is not ("rgb" or "bgr")) return $"channels is rgb or bgr, not '{Channels}'";
        if (Layout is not ("nchw" or "nhwc")) return $"layout is nchw or nhwc, not '{Layout}'";
        if (Type is not (null or "float32" or "float16")) return $"type is float32 or float16, not '{Type}'";
        if (Mean is not { Length: 3 } || Scale is not { Length: 3 }) return "mean and scale have three numbers each";
        return null;
    }
}
