using System.Collections.Concurrent;

namespace Downright.Kernels;

/// <summary>
/// The forms of rows where windows of a <see cref="WindowSet"/> are crowded. Each is built when a row first needs it;
/// as many as there is room for are kept.
/// </summary>
internal sealed class WindowForms
{
    private readonly WindowSet _set;
    private readonly WindowGeometry _geometry;
    private readonly double[] _rowWeights;
    private readonly int _levels;
    private readonly int[] _formOf;
    private readonly WindowForm?[] _kept;
    private readonly ConcurrentBag<WindowFormBuilder> _builders = [];
    private readonly long _roomAtFirst;
    private long _room;

    /// <param name="set">The set.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="rowWeights">The weights of the image's rows.</param>
    /// <param name="levels">The number of bits of a rank.</param>
    /// <param name="formOf">The form of each row, −1 for those without crowded windows.</param>
    /// <param name="room">The bytes that may be kept.</param>
    public WindowForms(WindowSet set, WindowGeometry geometry, double[] rowWeights, int levels, int[] formOf, long room)
    {
        _set = set;
        _geometry = geometry;
        _rowWeights = rowWeights;
        _levels = levels;
        _formOf = formOf;
        _kept = new WindowForm?[formOf.Max() + 1];
        _roomAtFirst = _room = room;
    }

    /// <summary>The bytes of the forms that are kept.</summary>
    public long KeptBytes => _roomAtFirst - Interlocked.Read(ref _room);

    /// <summary>Whether a row has crowded windows.</summary>
    public bool Has(int y) => _formOf[y] >= 0;

    /// <summary>A builder for one thread, to be given back.</summary>
    public WindowFormBuilder RentBuilder() =>
        _builders.TryTake(out WindowFormBuilder? idle) ? idle : new WindowFormBuilder(_set, _geometry, _rowWeights, _levels);

    public void Return(WindowFormBuilder builder) => _builders.Add(builder);

    /// <summary>The form of a row, valid until the builder builds another.</summary>
    public WindowForm Of(int y, WindowFormBuilder builder)
    {
        ref WindowForm? kept = ref _kept[_formOf[y]];
        if (Volatile.Read(ref kept) is { } known) return known;
        builder.Build(y);
        if (Interlocked.Add(ref _room, -builder.Form.CopyBytes) < 0)
        {
            Interlocked.Add(ref _room, builder.Form.CopyBytes);
            return builder.Form;
        }

        WindowForm copy = builder.Form.Copy();
        Volatile.Write(ref kept, copy);
        return copy;
    }
}
