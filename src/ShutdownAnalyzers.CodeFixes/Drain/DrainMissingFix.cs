using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT201: installs the package's drain, and the graceful shutdown it is a part of.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DrainMissingFix))]
[Shared]
public sealed class DrainMissingFix() : AppFix("SHUT201");
