namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>What there is to measure of a project.</summary>
internal enum Measurement
{
    /// <summary>The SDK's compiler, cold, with each subject alone.</summary>
    Compiler,

    /// <summary>The same, on top of the analyzers that the SDK brings.</summary>
    OnTop,

    /// <summary>The compiler in this process, warm.</summary>
    Warm,

    /// <summary>The rules' own callbacks, by the driver's clock.</summary>
    Callbacks,

    /// <summary>What an editor waits for after an edit; in a generated project only.</summary>
    Edits,
}
