using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT203: installs the half of the drain that is missing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DrainHalfInstalledFix))]
[Shared]
public sealed class DrainHalfInstalledFix() : AppFix("SHUT203");
