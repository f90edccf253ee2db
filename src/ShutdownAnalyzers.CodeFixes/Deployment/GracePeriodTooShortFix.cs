using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT703: waits for as long as the app may take.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GracePeriodTooShortFix)), Shared]
public sealed class GracePeriodTooShortFix() : DeploymentFix("SHUT703");
