using System.Runtime.InteropServices;

namespace Downright.Conformance.Peers;

/// <summary>
/// PyTorch's own C interface (torch/csrc/stable/c/shim.h): an operator is called by its name, with a stack of 64-bit
/// values that its results replace. DOWNRIGHT_LIBTORCH names the folder that holds libtorch_cpu.so, such as
/// runtimes/linux-x64/native of the NuGet package libtorch-cpu-linux-x64: at 600 MB it is restored by nobody who did not
/// ask for it.
/// </summary>
internal static partial class LibTorch
{
    private const string Library = "torch_cpu";

    private static readonly Lazy<nint> Handle = new(Load);

    static LibTorch() =>
        NativeLibrary.SetDllImportResolver(typeof(LibTorch).Assembly, static (name, _, _) => name == Library ? Handle.Value : 0);

    /// <summary>The version of the C interface, such as 2.10.0.</summary>
    /// <exception cref="DllNotFoundException">The library does not load here.</exception>
    public static Version Version
    {
        get
        {
            ulong version = AbiVersion();
            return new Version((int)(version >> 56), (int)(version >> 48) & 255, (int)(version >> 40) & 255);
        }
    }

    /// <summary>Calls an operator that takes an image of planes, a target size and further values, and makes an image.</summary>
    /// <param name="name">The operator, such as <c>aten::upsample_bilinear2d</c>.</param>
    /// <param name="planes">Channels × height × width samples: bytes or floats.</param>
    /// <param name="shape">Batch, channels, height and width.</param>
    /// <param name="size">The target size.</param>
    /// <param name="others">The values after the size; 0 for false and for none.</param>
    public static unsafe T[] Call<T>(string name, T[] planes, ReadOnlySpan<long> shape, ImageSize size, params ReadOnlySpan<ulong> others)
        where T : unmanaged
    {
        long[] strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1];
        fixed (T* samples = planes)
        fixed (long* sizes = shape, steps = strides)
        {
            Check(CreateTensor(samples, 4, sizes, steps, 0, typeof(T) == typeof(byte) ? ByteType() : FloatType(), 0, 0, out nint tensor));
            Check(NewList(2, out nint list));
            Check(Push(list, (ulong)size.Height));
            Check(Push(list, (ulong)size.Width));

            // The call takes the tensor and the list, and leaves a tensor of ours.
            ulong[] stack = [(ulong)tensor, (ulong)list, .. others];
            Check(CallDispatcher(name, "", stack, AbiVersion()));
            nint result = (nint)stack[0];
            T[] copy = Copy<T>(result, (int)shape[1], size);
            Check(Delete(result));
            return copy;
        }
    }

    private static unsafe T[] Copy<T>(nint tensor, int channels, ImageSize size)
        where T : unmanaged
    {
        Check(Data(tensor, out void* data));
        Check(Strides(tensor, out long* strides));
        var samples = new T[channels * size.Pixels];
        int i = 0;
        for (int c = 0; c < channels; c++)
        {
            for (int y = 0; y < size.Height; y++)
            {
                for (int x = 0; x < size.Width; x++) samples[i++] = ((T*)data)[(c * strides[1]) + (y * strides[2]) + (x * strides[3])];
            }
        }

        return samples;
    }

    private static void Check(int error)
    {
        if (error != 0) throw new InvalidOperationException("PyTorch refused the call; it says why on the error stream.");
    }

    private static nint Load()
    {
        string folder = Environment.GetEnvironmentVariable("DOWNRIGHT_LIBTORCH") is { Length: > 0 } named
            ? named
            : throw new DllNotFoundException("DOWNRIGHT_LIBTORCH names no folder that holds it.");

        // Its own dependencies first: the loader does not look beside it.
        foreach (string dependency in Directory.GetFiles(folder, "libgomp*.so*").Append(Path.Combine(folder, "libc10.so"))) NativeLibrary.Load(dependency);
        return NativeLibrary.Load(Path.Combine(folder, "libtorch_cpu.so"));
    }

    [LibraryImport(Library, EntryPoint = "aoti_torch_abi_version")]
    private static partial ulong AbiVersion();

    [LibraryImport(Library, EntryPoint = "aoti_torch_dtype_uint8")]
    private static partial int ByteType();

    [LibraryImport(Library, EntryPoint = "aoti_torch_dtype_float32")]
    private static partial int FloatType();

    [LibraryImport(Library, EntryPoint = "aoti_torch_create_tensor_from_blob")]
    private static unsafe partial int CreateTensor(void* data, long dimensions, long* sizes, long* strides, long offset, int type, int device, int deviceIndex, out nint tensor);

    [LibraryImport(Library, EntryPoint = "torch_new_list_reserve_size")]
    private static partial int NewList(nuint size, out nint list);

    [LibraryImport(Library, EntryPoint = "torch_list_push_back")]
    private static partial int Push(nint list, ulong value);

    [LibraryImport(Library, EntryPoint = "torch_call_dispatcher", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallDispatcher(string name, string overload, ulong[] stack, ulong version);

    [LibraryImport(Library, EntryPoint = "aoti_torch_get_data_ptr")]
    private static unsafe partial int Data(nint tensor, out void* data);

    [LibraryImport(Library, EntryPoint = "aoti_torch_get_strides")]
    private static unsafe partial int Strides(nint tensor, out long* strides);

    [LibraryImport(Library, EntryPoint = "aoti_torch_delete_tensor_object")]
    private static partial int Delete(nint tensor);
}
