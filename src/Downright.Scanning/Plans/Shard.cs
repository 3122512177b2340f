namespace Downright.Scanning.Plans;

/// <summary>A part of a run: inputs that follow each other in the run's list.</summary>
/// <param name="Number">The shard's number, from 0.</param>
/// <param name="Offset">Where its first input's line begins in the list, in bytes.</param>
/// <param name="Inputs">How many inputs it has.</param>
/// <param name="Weight">About how many images they hold.</param>
public sealed record Shard(int Number, long Offset, int Inputs, long Weight);
