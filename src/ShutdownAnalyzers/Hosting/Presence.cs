namespace ShutdownAnalyzers.Hosting;

/// <summary>Whether an app has something.</summary>
internal enum Presence
{
    /// <summary>All of the code that could bring it was seen, and it is not there.</summary>
    Absent,

    /// <summary>The app hands its builder, services or pipeline to code that cannot be seen.</summary>
    Unknown,

    /// <summary>It is there.</summary>
    Present,
}
