using Downright.Attacks;
using Downright.Scaling;
using Downright.Vetting;

namespace Downright.Matrix;

/// <summary>Attacks a row of the matrix with its own operator, through the real library.</summary>
internal static class Confirmation
{
    /// <summary>How far the output may be from the target image, in grey levels.</summary>
    public const double Epsilon = 1;

    /// <summary>Attacks a way to scale on all pairs.</summary>
    public static ConfirmationRow Attack(Library library, Subject subject, IReadOnlyList<AttackPair> pairs)
    {
        IScaler scaler = subject.Open();
        using var end = scaler as IDisposable;
        ScalerProfile? profile = ScalerProfile.All.FirstOrDefault(p => p.Name == subject.Name);
        var gains = new List<double>();
        var errors = new List<int>();
        foreach (AttackPair pair in pairs)
        {
            AttackResult attack = Attack(scaler, profile, pair);
            gains.Add(Math.Round(attack.O2().PsnrDb - pair.PsnrOnArea, 2));
            errors.Add(attack.LargestErrorOf(scaler));
        }

        return new ConfirmationRow(library.Name, library.Version, subject.Name, profile is null ? "recovered" : "profile", gains, errors);
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
