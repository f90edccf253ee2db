using System.CommandLine;
using ShutdownAnalyzers.Benchmarks.Runtime;

return await new RootCommand("Measures what the analyzers and the runtime cost, against a baseline of the same run.")
{
    RuntimeCommand.Create(),
}.Parse(args).InvokeAsync();
