using Downright;
using Downright.Adapters.MLNet;
using Microsoft.ML.Data;

// list: a line a scaler, with tabs between name, version, call and whether it is the default.
if (args is ["list"])
{
    foreach (MLNetScaler known in MLNetScaler.All) Console.WriteLine($"{known.Name}\t{MLNetScaler.LibraryVersion}\t{known.Call}\t{known.IsDefault}");
    return 0;
}

if (args.Length != 4 || MLNetScaler.All.FirstOrDefault(s => s.Name == args[0]) is not { } scaler || !ImageSize.TryParse(args[3], out ImageSize size))
{
    Console.Error.WriteLine($"usage: list, or SCALER IN.png OUT.png WxH, where SCALER is one of {string.Join(", ", MLNetScaler.All)}");
    return 2;
}

using MLImage source = MLImage.CreateFromFile(args[1]);
using MLImage scaled = scaler.Resize(source, size);
scaled.Save(args[2]);
return 0;
