using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT701: starts the app without a shell, or in the shell's place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SigtermNotForwardedFix)), Shared]
public sealed class SigtermNotForwardedFix() : DeploymentFix("SHUT701");
