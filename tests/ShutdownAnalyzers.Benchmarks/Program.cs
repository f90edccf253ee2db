using System.CommandLine;
using ShutdownAnalyzers.Benchmarks.Analyzers;
using ShutdownAnalyzers.Benchmarks.Corpus;
using ShutdownAnalyzers.Benchmarks.Runtime;
using ShutdownAnalyzers.Benchmarks.Shutdown;

return await new RootCommand("Measures what the analyzers and the runtime cost, against a baseline of the same run.")
{
    AnalyzersCommand.Create(),
    CorpusCommand.Create(),
    RuntimeCommand.Create(),
    CyclesCommand.Create(),
    WebSocketsCommand.Create(),
}.Parse(args).InvokeAsync();
