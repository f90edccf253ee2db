using System.CommandLine;
using ShutdownAnalyzers.Benchmarks.Analyzers;
using ShutdownAnalyzers.Benchmarks.Cluster;
using ShutdownAnalyzers.Benchmarks.Corpus;
using ShutdownAnalyzers.Benchmarks.Runtime;
using ShutdownAnalyzers.Benchmarks.Shutdown;

// After a Ctrl+C, what was started is stopped first.
var patient = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
return await new RootCommand("Measures what the analyzers and the runtime cost, against a baseline of the same run.")
{
    AnalyzersCommand.Create(),
    CorpusCommand.Create(),
    RuntimeCommand.Create(),
    CyclesCommand.Create(),
    WebSocketsCommand.Create(),
    ClusterCommand.Create(),
    BalanceCommand.Create(),
}.Parse(args).InvokeAsync(patient);
