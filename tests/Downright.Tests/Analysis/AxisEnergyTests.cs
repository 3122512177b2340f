using CsCheck;
using Downright.Analysis;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Analysis;

public sealed class AxisEnergyTests
{
    private static readonly Gen<(BandedMatrix Axis, string Case)> Axes = Gen.Select(
        Gen.OneOf("opencv:nearest", "opencv:linear", "opencv:cubic", "opencv:lanczos4", "opencv:area", "pillow:linear", "pillow:cubic", "pillow:lanczos", "downright:area"),
        Gen.Int[1, 60],
        Gen.Int[1, 24],
        (scaler, source, target) => (Axis(scaler, source, target), $"{scaler} {source} to {target}"));

    [Fact]
    public void Energy_and_bound_are_those_of_the_full_gram_matrix() => Axes.Sample(
        t =>
        {
            var reference = new ReferenceEnergy(t.Axis);
            AxisEnergy energy = AxisEnergy.Of(t.Axis);
            Assert.Equal(reference.Energy, energy.Energy, 1e-7 * reference.Energy);
            Assert.Equal(reference.Bound, energy.Bound, 2e-6 * reference.Bound);
            Assert.InRange(energy.Bound, 0, reference.Bound * (1 + 1e-9));
        },
        iter: 300,
        print: t => t.Case);

    [Fact]
    public void No_pattern_of_signs_is_cheaper_than_the_bound() => Gen.Select(Axes, Gen.Bool.Array[24]).Sample(
        (t, positive) =>
        {
            // Shifts outside the range of L are no shifts that an attack could make.
            if (t.Axis.Rows > t.Axis.Columns) return true;
            double[] signs = [.. positive.Take(t.Axis.Rows).Select(p => p ? 1.0 : -1.0)];
            return new ReferenceEnergy(t.Axis).Cost(signs) >= AxisEnergy.Of(t.Axis).Bound * (1 - 1e-9);
        },
        iter: 200);

    [Theory]
    [InlineData("downright:area", 903, 224, 1)]
    [InlineData("opencv:area", 896, 224, 1)]
    [InlineData("opencv:nearest", 896, 224, 0.25)]
    [InlineData("opencv:linear", 672, 224, 1 / 3.0)]
    [InlineData("opencv:linear", 896, 224, 0.5)]
    [InlineData("opencv:lanczos4", 1120, 224, 0.2)]
    [InlineData("opencv:linear", 100, 224, 1)]
    [InlineData("opencv:linear", 1, 1000, 1)]
    [InlineData("opencv:nearest", 5000, 1, 1 / 5000.0)]
    public void Known_axes_have_known_energies(string scaler, int source, int target, double expected) =>
        Assert.Equal(expected, AxisEnergy.Of(Axis(scaler, source, target)).Energy, 1e-6);

    [Theory]
    [InlineData("pillow:box")]
    [InlineData("pillow:linear")]
    [InlineData("pillow:hamming")]
    [InlineData("pillow:cubic")]
    [InlineData("pillow:lanczos")]
    [InlineData("opencv:area")]
    [InlineData("downright:area")]
    public void Kernels_that_widen_with_the_ratio_are_even_at_every_ratio(string scaler)
    {
        for (int source = 200; source < 3000; source += 83)
            Assert.True(AxisEnergy.Of(Axis(scaler, source, 224)).IsEven, $"{scaler} {source}");
    }

    [Theory]
    [InlineData("opencv:nearest", 0.46)]
    [InlineData("opencv:linear", 0.72)]
    [InlineData("opencv:cubic", 0.72)]
    [InlineData("opencv:lanczos4", 0.72)]
    public void Kernels_of_fixed_width_are_uneven_from_a_ratio_of_2_2_on(string scaler, double largest)
    {
        for (int source = 493; source < 3000; source += 83)
            Assert.InRange(AxisEnergy.Of(Axis(scaler, source, 224)).Bound, 0, largest);
    }

    [Theory]
    [InlineData(100, 89, false)]
    [InlineData(10, 9, true)]
    [InlineData(100, 91, true)]
    [InlineData(100, 100, true)]
    [InlineData(100, 101, true)]
    public void Nine_tenths_are_even(int source, int target, bool even) =>
        Assert.Equal(even, AxisEnergy.Of(Axis("opencv:nearest", source, target)).IsEven);

    [Fact]
    public void A_bound_of_nine_tenths_is_even_though_its_sums_are_rounded()
    {
        AxisEnergy axis = AxisEnergy.Of(Axis("onnx:linear+align-corners", 8, 5));
        Assert.InRange(axis.Bound, 0.9 - 1e-12, 0.9 + 1e-12);
        Assert.True(axis.IsEven);
    }

    [Fact]
    public void Every_profile_has_a_finite_energy_above_its_bound()
    {
        foreach (ScalerProfile profile in ScalerProfile.All)
        {
            foreach (var (source, target) in new[] { (37, 5), (64, 48), (5, 37), (9, 9), (1, 4), (7, 1) })
            {
                AxisEnergy energy = AxisEnergy.Of(Axis(profile.Name, source, target));
                Assert.True(energy.Bound > 0 && energy.Bound <= energy.Energy * (1 + 1e-6) && energy.Energy <= 1 + 1e-6, $"{profile} {source} to {target}: {energy}");
            }
        }
    }

    [Fact]
    public void Opencv_area_is_uneven_where_the_other_axis_grows()
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:area"), new ImageSize(1024, 223), new ImageSize(224, 224));

        Assert.True(AxisEnergy.Of(op.Left).IsEven);
        Assert.False(AxisEnergy.Of(op.Right).IsEven);
    }

    [Fact]
    public void Outputs_without_samples_are_left_out()
    {
        var builder = new BandedMatrixBuilder(3, 4);
        builder.Add(0, [0.5, 0.5]);
        builder.Add(0, []);
        builder.Add(2, [0.5, 0.5]);

        AxisEnergy energy = AxisEnergy.Of(builder.Build());

        Assert.Equal(1, energy.Energy, 1e-12);
        Assert.Equal(1, energy.Bound, 1e-5);
    }

    private static BandedMatrix Axis(string scaler, int source, int target) =>
        ScalingOperator.Compile(ScalerProfile.Parse(scaler), new ImageSize(source, source), new ImageSize(target, target)).Right;
}
