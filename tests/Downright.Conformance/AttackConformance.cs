using Downright.Attacks;
using Downright.Conformance.Peers;
using Downright.Scaling;

namespace Downright.Conformance;

/// <summary>Attack images that were made for our scalers, scaled by the real libraries: the target must come out there too.</summary>
public sealed class AttackConformance(PillowPeer pillow, OpenCvPythonPeer openCv, OpenCvOwnPeer openCvOwn)
    : IClassFixture<PillowPeer>, IClassFixture<OpenCvPythonPeer>, IClassFixture<OpenCvOwnPeer>
{
    private static readonly ImageSize Size = new(56, 48);

    [Theory]
    [InlineData("pillow:nearest")]
    [InlineData("pillow:box")]
    [InlineData("pillow:linear")]
    [InlineData("pillow:cubic")]
    [InlineData("pillow:lanczos")]
    public void Pillow_shows_the_target_of_the_attack(string name) => Attack(pillow, name);

    [Theory]
    [InlineData("opencv:nearest")]
    [InlineData("opencv:linear")]
    [InlineData("opencv:cubic")]
    [InlineData("opencv:lanczos4")]
    [InlineData("opencv:area")]
    public void OpenCv_shows_the_target_of_the_attack(string name) => Attack(openCv, name);

    [Theory]
    [InlineData("opencv:nearest")]
    [InlineData("opencv:linear")]
    [InlineData("opencv:cubic")]
    [InlineData("opencv:lanczos4")]
    [InlineData("opencv:area")]
    public void OpenCv_without_ipp_shows_the_target_of_the_attack(string name) => Attack(openCvOwn, name);

    private static void Attack(IPeer peer, string name)
    {
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        foreach (var (width, height) in (ReadOnlySpan<(int, int)>)[(168, 144), (224, 192), (199, 187), (300, 225)])
        {
            PixelImage<byte> source = Waves(new ImageSize(width, height), 0.11, 100), target = Waves(Size, 0.3, 60);
            AttackResult attack = QuadraticAttack.Craft(scaler.OperatorFor(source.Size, Size), source, target, new QuadraticOptions { Scaler = scaler });
            Assert.Equal(0, attack.InfeasibleOutputs);
            byte[] seen = peer.Scale(scaler.Profile, attack.Image, Size), wanted = target.ToArray();
            int largest = seen.Zip(wanted).Max(pair => Math.Abs(pair.First - pair.Second));
            Assert.True(largest <= attack.Epsilon + 1, $"{peer.Name} is {largest} off at {source.Size}");
        }
    }

    private static PixelImage<byte> Waves(ImageSize size, double frequency, double amplitude) =>
        new((from y in Enumerable.Range(0, size.Height)
             from x in Enumerable.Range(0, size.Width)
             from c in Enumerable.Range(0, 3)
             select (byte)(127.5 + (amplitude * Math.Sin((frequency * x) + c) * Math.Cos(frequency * (1.2 + (0.3 * c)) * y)))).ToArray(), size, PixelFormat.Rgb);
}
