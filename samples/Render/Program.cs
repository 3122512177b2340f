using Downright.Files;
using Downright.Samples;

if (args is not ([] or [_]) || !Directory.Exists(args.FirstOrDefault("samples")))
{
    Console.Error.WriteLine("There is no folder to write to: run this from the repository's root, or give one existing folder.");
    return 2;
}

string folder = args.FirstOrDefault("samples");
var codec = new VipsImageCodec();
foreach (Picture picture in Gallery.Draw())
{
    string path = Path.Combine(folder, picture.File);
    codec.Encode(picture.Image, path, new EncodeOptions { Overwrite = true, PngText = picture.Text });
    Console.WriteLine($"{path}: {picture.Image.Size}, {new FileInfo(path).Length:N0} bytes");
}

return 0;
