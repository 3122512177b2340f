namespace Downright.Onnx;

/// <summary>How far a node scales each axis, as far as constants and declared shapes say.</summary>
internal static class ResizeSizes
{
    /// <summary>Longer sides are no images that are worth a verdict.</summary>
    private const double LongestSide = 1 << 20;

    /// <summary>The two spatial axes' sizes and ratios; null where the model leaves them open, with the reason.</summary>
    public static (ImageSize? Source, ImageSize? Target, (double Horizontal, double Vertical)? Ratios, string? Why) Of(OnnxNode node, OnnxScope scope, ResizeAttributes attributes, long opset)
    {
        long?[]? shape = scope.Shape(node.Input(0));
        bool takesRoi = node.Operator == "Resize" && opset >= 11;
        double[]? scales = opset < 9 && node.Operator == "Upsample"
            ? [.. node.Attribute("scales")?.Singles(OnnxFields.AttributeSingles).Take(16).Select(v => (double)v) ?? []]
            : scope.Constant(node.Input(takesRoi ? 2 : 1));
        double[]? sizes = takesRoi ? scope.Constant(node.Input(3)) : null;
        bool isSize = sizes is { Length: > 0 };
        double[] given = isSize ? sizes! : scales ?? [];
        if (given.Length == 0) return (null, null, null, "its sizes are worked out when the model runs");
        if (given.Any(v => !(v > 0 && v <= LongestSide))) return (null, null, null, "its scales or sizes are no numbers of an image");

        int rank = shape?.Length ?? (attributes.Axes is null ? given.Length : 4);
        var inputs = new double?[rank];
        for (int axis = 0; axis < rank; axis++) inputs[axis] = shape?[axis] is { } size and <= (long)LongestSide ? size : null;
        var ratios = new double?[rank];
        var outputs = new double?[rank];
        for (int i = 0; i < given.Length; i++)
        {
            long axis = attributes.Axes is { } axes ? (i < axes.Length ? axes[i] + (axes[i] < 0 ? rank : 0) : -1) : i;
            if (axis < 0 || axis >= rank) return (null, null, null, "its axes do not fit its input");
            outputs[axis] = isSize ? given[i] : inputs[axis] is { } input ? Math.Floor((input * given[i]) + 1e-6) : null;
            ratios[axis] = isSize ? inputs[axis] / given[i] : 1 / given[i];
        }

        for (int axis = 0; attributes.Axes is not null && axis < rank; axis++)
        {
            ratios[axis] ??= Array.IndexOf([.. attributes.Axes.Select(a => a < 0 ? a + rank : a)], axis) < 0 ? 1 : null;
            outputs[axis] ??= inputs[axis];
        }

        if (rank < 2 || Spatial(ratios) is not var (row, column)) return (null, null, null, "it scales other axes than the two of an image");
        ImageSize? source = SizeOf(inputs[column], inputs[row]), target = SizeOf(outputs[column], outputs[row]);
        if (isSize && attributes.KeepsAspect) return (source, null, null, "its sizes are only limits (keep_aspect_ratio_policy)");
        if (ratios[row] is not { } vertical || ratios[column] is not { } horizontal) return (source, target, null, "the size of its input is only known when the model runs");
        return (source, target, (horizontal, vertical), null);
    }

    /// <summary>Rows and columns: the last two axes, or those before the last where the last one keeps its size; null where others change.</summary>
    private static (int Row, int Column)? Spatial(double?[] ratios)
    {
        int last = ratios.Length - 1;
        bool Keeps(int axis) => ratios[axis] == 1;
        bool channelsLast = ratios.Length > 2 && Keeps(last) && !Keeps(last - 2);
        var (row, column) = channelsLast ? (last - 2, last - 1) : (last - 1, last);
        // Batch and channels are not scaled: where their sizes are open, they are taken to stay.
        for (int axis = 0; axis < ratios.Length; axis++)
            if (axis != row && axis != column && ratios[axis] is { } ratio && ratio != 1) return null;
        return (row, column);
    }

    private static ImageSize? SizeOf(double? width, double? height) =>
        width is >= 1 and <= LongestSide && height is >= 1 and <= LongestSide ? new ImageSize((int)width.Value, (int)height.Value) : null;
}
