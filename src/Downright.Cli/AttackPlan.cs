using System.CommandLine;
using System.Globalization;
using Downright.Attacks;
using Downright.Cli.Options;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Cli;

/// <summary>One attack, checked and ready to be crafted, and the scaler that it is judged by.</summary>
internal sealed class AttackPlan
{
    private static readonly ScalerProfile Area = new(ScalerLibrary.Downright, ScalerAlgorithm.Area);

    private readonly AttackImages _images;
    private readonly PixelImage<byte> _source;
    private readonly PixelImage<byte> _target;
    private readonly ScalingOperator _operator;
    private readonly AttackMethod _method;
    private readonly QuadraticOptions _options;
    private readonly AdaptiveOptions? _adaptive;
    private readonly Evasion? _evasion;
    private readonly int _freePixels;
    private readonly int _limit;
    private readonly ulong _seed;

    private AttackPlan(ParseResult arguments, AttackArguments options, AttackImages images, PixelImage<byte> source, PixelImage<byte> target, int jobs)
    {
        AttackedDefence? against = arguments.GetResult(options.Against) is null ? null : arguments.GetValue(options.Against);
        ScalerProfile scaler = against == AttackedDefence.Area ? Area : arguments.ValueOr(options.Scaler, new PreventionOptions().Scaler);
        _images = images;
        _source = source;
        _target = target;
        _evasion = arguments.GetResult(options.Evade) is null ? null : arguments.GetValue(options.Evade);
        _method = arguments.ValueOr(options.Method, scaler.Algorithm == ScalerAlgorithm.Area ? AttackMethod.AreaL2 : AttackMethod.Quadratic);
        _freePixels = arguments.ValueOr(options.FreePixels, 2);
        _limit = arguments.ValueOr(options.Limit, 10);
        _seed = arguments.ValueOr(options.Seed, 1UL);
        var exact = new ProfileScaler(scaler);
        _operator = exact.OperatorFor(source.Size, target.Size);
        _options = new QuadraticOptions
        {
            Epsilons = arguments.ValueOr(options.Epsilon, [1.0]),
            Steps = arguments.ValueOr(options.Steps, AttackSteps.Joint),
            FindLeastEpsilon = arguments.GetValue(options.LeastEpsilon),
            Mask = MaskIn(arguments, options),
            Scaler = exact,
            Jobs = jobs,
        };
        Judge = exact;
        if (_options.Mask is not null && _method is AttackMethod.Nearest or AttackMethod.Restricted)
            throw new UsageException("--mask and --region do not go with --method nearest or restricted, which decide themselves which pixels change");
        if (FilterOf(against) is { } filter)
        {
            if (_method != AttackMethod.Quadratic) throw new UsageException($"--method is quadratic with --against {NameOf(filter)}: the strategies build on it");
            var defence = new PreventionOptions { Scaler = scaler, Method = filter, Seed = _seed };
            Judge = new SafeScaler(defence);
            _adaptive = new AdaptiveOptions
            {
                Strategy = arguments.ValueOr(options.Strategy, filter == PreventionMethod.Mean ? AdaptiveStrategy.Joint : AdaptiveStrategy.Window),
                Defence = defence,
                Delta = arguments.ValueOr(options.Delta, 0.5),
                Overlap = !arguments.GetValue(options.NoOverlap),
                Quadratic = _options,
            };
        }
        else
        {
            foreach (Option option in new Option[] { options.Strategy, options.Delta, options.NoOverlap })
                if (arguments.GetResult(option) is { Implicit: false }) throw new UsageException($"{option.Name} goes with --against median, random or mean");
        }
    }

    /// <summary>The scaler, with the defence before it, whose bytes O1 compares.</summary>
    public IScaler Judge { get; }

    /// <summary>Reads the images and checks that the options fit each other.</summary>
    public static AttackPlan Create(ParseResult arguments, AttackArguments options, AttackImages images, string[] paths, ImageSize size, int jobs)
    {
        PixelImage<byte> target = images.ReadTarget(paths[^1], size);
        PixelImage<byte> source = arguments.GetValue(options.Sources) is { } folder ? images.ReadNearest(folder, target) : images.Read(paths[0]);
        (source, target) = AttackImages.Alike(source, target);
        if (arguments.GetResult(options.Evade) is not null && arguments.GetValue(options.Evade).Kind == EvasionKind.Histogram)
            target = DetectionEvasion.MatchHistogram(target, source);
        return new AttackPlan(arguments, options, images, source, target, jobs);
    }

    /// <summary>Crafts the attack image.</summary>
    /// <param name="progress">Told which share is done, 0–1.</param>
    /// <param name="cancellation">Stops the attack.</param>
    public AttackResult Craft(IProgress<double> progress, CancellationToken cancellation)
    {
        AttackResult attack = _adaptive is not null ? AdaptiveAttack.Craft(_operator, _source, _target, _adaptive, progress, cancellation) : _method switch
        {
            AttackMethod.Nearest => NearestAttack.Craft(_operator, _source, _target),
            AttackMethod.Weak => WeakAttack.Craft(_operator, _target, _options, progress, cancellation),
            AttackMethod.Restricted => RestrictedAttack.Craft(_operator, _source, _target, _options, _freePixels, _limit, progress, cancellation),
            AttackMethod.AreaL0 => AreaAttack.Craft(_operator, _source, _target, AreaNorm.L0, _options, progress, cancellation),
            AttackMethod.AreaL1 => AreaAttack.Craft(_operator, _source, _target, AreaNorm.L1, _options, progress, cancellation),
            AttackMethod.AreaL2 => AreaAttack.Craft(_operator, _source, _target, AreaNorm.L2, _options, progress, cancellation),
            _ => QuadraticAttack.Craft(_operator, _source, _target, _options, progress, cancellation),
        };
        return _evasion switch
        {
            { Kind: EvasionKind.Jpeg } e => DetectionEvasion.Reencode(attack, image => _images.ThroughJpeg(image, (int)e.Amount), string.Create(CultureInfo.InvariantCulture, $"jpeg={e.Amount}")),
            { Kind: EvasionKind.Suppress } e => DetectionEvasion.SuppressFrequencies(attack, e.Amount),
            { Kind: EvasionKind.Peaks } e => DetectionEvasion.AddPeaks(attack, e.Amount),
            _ => attack,
        };
    }

    /// <summary>Against the random filter, what the attack reaches over fresh draws.</summary>
    public ExpectedOutput? Expected(AttackResult attack) =>
        _adaptive?.Defence is { Method: PreventionMethod.Random } defence ? ExpectedOutput.Of(attack, defence, seed: _seed) : null;

    /// <summary>The mark that every attack image carries: what it is, and what made it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Marks(AttackResult attack) =>
    [
        new("Software", "Downright"),
        new("Comment", "image-scaling attack test image"),
        new("Attack", string.Create(CultureInfo.InvariantCulture, $"method {attack.Method}, scaler {Judge.Name}, size {_target.Size}, epsilon {attack.Epsilon}, steps {NameOf(_options.Steps)}{Details()}")),
    ];

    private static PreventionMethod? FilterOf(AttackedDefence? defence) => defence switch
    {
        AttackedDefence.Median => PreventionMethod.Median,
        AttackedDefence.Random => PreventionMethod.Random,
        AttackedDefence.Mean => PreventionMethod.Mean,
        _ => null,
    };

    private string Details()
    {
        string details = "";
        if (_method == AttackMethod.Restricted) details += $", free pixels {_freePixels}, limit {_limit}";
        if (_adaptive is not null) details += string.Create(CultureInfo.InvariantCulture, $", delta {_adaptive.Delta}, overlap {(_adaptive.Overlap ? "yes" : "no")}");
        if (_evasion is { Kind: EvasionKind.Histogram }) details += ", target histogram matched";
        if (_options.Mask is not null) details += ", masked";
        return details;
    }

    private PixelImage<byte>? MaskIn(ParseResult arguments, AttackArguments options)
    {
        PixelImage<byte>? mask = arguments.GetValue(options.Mask) is { } path ? _images.ReadMask(path) : null;
        if (arguments.GetResult(options.Region) is null) return mask;
        if (mask is not null) throw new UsageException("--mask and --region are two ways to say the same; give one of them");
        int[] region = arguments.GetValue(options.Region)!;
        if ((long)region[0] + region[2] > _source.Width || (long)region[1] + region[3] > _source.Height)
            throw new UsageException($"--region {string.Join(',', region)} leaves the source image of {_source.Size}");
        var samples = new byte[_source.Size.Pixels];
        for (int y = region[1]; y < region[1] + region[3]; y++) samples.AsSpan((y * _source.Width) + region[0], region[2]).Fill(255);
        return new PixelImage<byte>(samples, _source.Size, PixelFormat.Gray);
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
