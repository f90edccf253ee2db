using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT705: asks the app's own path for readiness.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadinessCannotSeeDrainFix)), Shared]
public sealed class ReadinessCannotSeeDrainFix() : DeploymentFix("SHUT705");
