namespace Downright.Vetting;

/// <summary>What is known about a scaler's resistance to image-scaling attacks, from best to worst.</summary>
public enum Verdict
{
    /// <summary>A bound shows that no attack gains much over one on exact area scaling.</summary>
    Robust,

    /// <summary>Neither the bound nor an attack decides it, or the scaler could not be measured; the reasons say which.</summary>
    Undetermined,

    /// <summary>An attack is much cheaper than on exact area scaling.</summary>
    Vulnerable,
}
