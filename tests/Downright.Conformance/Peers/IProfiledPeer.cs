namespace Downright.Conformance.Peers;

/// <summary>A peer that says which of our profiles are its own.</summary>
public interface IProfiledPeer : IPeer
{
    /// <summary>The names of the profiles that describe the library.</summary>
    static abstract IEnumerable<string> Profiles { get; }

    /// <summary>Whether the library scales bytes so, and not floats alone.</summary>
    static virtual bool TakesBytes(ScalerProfile profile) => true;

    /// <summary>The names of all profiles of a library.</summary>
    static IEnumerable<string> Of(ScalerLibrary library) =>
        ScalerProfile.All.Where(profile => profile.Library == library).Select(profile => profile.Name);
}
