namespace Downright.Vetting;

/// <summary>
/// Vets one black box. It is called from one thread, geometry after geometry; what is made of its outputs in between is worked
/// out for all geometries at once.
/// </summary>
internal sealed class BlackBox(IScaler scaler, TimeSpan limit, CancellationToken cancellation)
{
    private readonly GuardedScaler _scaler = new(scaler, limit, cancellation);
    private string? _givenUp;

    public IReadOnlyList<GeometryVerdict> Vet(IReadOnlyList<ScalingGeometry> geometries, VettingPolicy policy)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        BlackBoxGeometry[] all = [.. geometries.Select(geometry => new BlackBoxGeometry(scaler.Name, geometry, policy))];
        foreach (BlackBoxGeometry one in all) Guard(one, one.Show);
        Parallel.ForEach(all, parallel, one => one.Solve());
        // What was shown to a scaler before it was given up still counts.
        foreach (BlackBoxGeometry one in all.TakeWhile(_ => _givenUp is null)) Guard(one, one.ShowMore);
        var verdicts = new GeometryVerdict[all.Length];
        Parallel.For(0, all.Length, parallel, i => verdicts[i] = all[i].Judge());
        return verdicts;
    }

    private void Guard(BlackBoxGeometry geometry, Action<GuardedScaler> show)
    {
        try
        {
            if (_givenUp is not null) throw new ProbeFailure($"not measured, since {_givenUp}");
            if (!geometry.HasFailed) show(_scaler);
        }
        catch (ProbeFailure failure)
        {
            if (failure.IsLasting) _givenUp = failure.Message;
            geometry.Fail(failure.Message);
        }
    }
}
