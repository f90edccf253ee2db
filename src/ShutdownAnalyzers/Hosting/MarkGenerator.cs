using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.BackgroundWork;
using ShutdownAnalyzers.Drain;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Lifecycle;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// Writes into an assembly what it registers, so that whoever hands it a builder knows: a build compiles against reference
/// assemblies, which have no code left to look at. No mark means unknown; a program needs none for what it does not register.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class MarkGenerator : IIncrementalGenerator
{
    internal const string Registered = "registered";

    private const string NotRegistered = "none";

    private static readonly Registration[] s_registrations = [new ShutdownHandler(), new DrainMiddleware(), new GracefulShutdownServices(), new DrainReadiness(), new ExitCode()];

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // From the compilation and the cached facts of its files: a syntax provider would visit every node of every file.
        var marks = context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (input, cancel) => Marks(input.Left, new AnalyzerOptions([], input.Right), cancel));

        context.RegisterSourceOutput(marks, static (output, source) =>
        {
            if (source.Length > 0)
                output.AddSource("ShutdownAnalyzers.Marks.g.cs", source);
        });
    }

    private static string Marks(Compilation compilation, AnalyzerOptions options, CancellationToken cancel)
    {
        if (TestProject.IsOff(compilation, options) || !FrameworkTypes.Of(compilation).CanPutAnAppTogether())
            return "";

        return string.Concat(s_registrations.Select(registration => Mark(registration, compilation, options, cancel)));
    }

    private static string Mark(Registration registration, Compilation compilation, AnalyzerOptions options, CancellationToken cancel)
    {
        var ownMethods = compilation.SyntaxTrees.FirstOrDefault() is { } tree ? registration.OwnMethods.In(tree, options) : [];
        return registration.In(compilation, ownMethods, cancel) switch
        {
            Presence.Present => Attribute(registration.Mark, Registered),
            Presence.Absent when compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary => Attribute(registration.Mark, NotRegistered),
            _ => "",
        };
    }

    private static string Attribute(string key, string value) =>
        $"[assembly: global::System.Reflection.AssemblyMetadata({SymbolDisplay.FormatLiteral(key, true)}, {SymbolDisplay.FormatLiteral(value, true)})]\n";
}
