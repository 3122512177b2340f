namespace Downright.Vetting;

/// <summary>A scaler under test did not do what a scaler does. The message is the reason, as the verdict states it.</summary>
internal sealed class ProbeFailure(string reason, bool isLasting = false) : Exception(reason)
{
    /// <summary>Whether there is no point in calling the scaler again.</summary>
    public bool IsLasting { get; } = isLasting;
}
