using Downright.Attacks;
using Downright.Scaling;
using Downright.Vetting;

namespace Downright.Matrix;

/// <summary>Attacks a row of the matrix with its own operator, through the real library.</summary>
internal static class Confirmation
{
    /// <summary>How far the output may be from the target image, in grey levels.</summary>
    public const double Epsilon = 1;

    /// <summary>What was attacked, and what came of it on each pair.</summary>
    /// <param name="Operator">Where the operator is from: the profile of the library, or recovered from its outputs.</param>
    /// <param name="Gains">Per pair, how many dB more PSNR the attack has than the best one on exact area scaling.</param>
    /// <param name="Errors">Per pair, the largest difference between the library's bytes and the target image.</param>
    public sealed record Outcome(string Operator, IReadOnlyList<double> Gains, IReadOnlyList<int> Errors)
    {
        /// <summary>Whether this is what a verdict says: vulnerable, every output within ε + 2 and 3 dB gained; robust, no more than 1 dB gained.</summary>
        public bool Confirms(string verdict) => verdict switch
        {
            "vulnerable" => Gains.Min() >= 3 && Errors.Max() <= Epsilon + 2,
            "robust" => Gains.Max() <= 1,
            _ => false,
        };
    }

    /// <summary>Attacks a way to scale on all pairs.</summary>
    public static Outcome Attack(Subject subject, IReadOnlyList<AttackPair> pairs)
    {
        IScaler scaler = subject.Open();
        using var end = scaler as IDisposable;
        ScalerProfile? profile = ScalerProfile.All.FirstOrDefault(p => p.Name == subject.Name);
        var gains = new List<double>();
        var errors = new List<int>();
        foreach (AttackPair pair in pairs)
        {
            AttackResult attack = Attack(scaler, profile, pair);
            gains.Add(attack.O2().PsnrDb - pair.PsnrOnArea);
            errors.Add(attack.LargestErrorOf(scaler));
        }

        return new Outcome(profile is null ? "recovered" : "profile", gains, errors);
    }

    private static AttackResult Attack(IScaler scaler, ScalerProfile? profile, AttackPair pair)
    {
        ScalingOperator op = profile is null
            ? BlackBoxRecovery.Recover(scaler, new ScalingGeometry(pair.Source.Size, pair.Target.Size)).Operator
            : ScalingOperator.Compile(profile, pair.Source.Size, pair.Target.Size);

        // A profile's bytes are the library's, and cost no call of a program.
        IScaler bytes = profile is null ? scaler : new ProfileScaler(profile);
        return QuadraticAttack.Craft(op, pair.Source, pair.Target, new QuadraticOptions { Epsilons = [Epsilon], Scaler = bytes, Jobs = 1 });
    }
}
