using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT406: installs the package, which ends the process with 1 if a background service has failed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FailedServiceExitsZeroFix)), Shared]
public sealed class FailedServiceExitsZeroFix() : AppFix("SHUT406");
