using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT702: stops the app by SIGTERM.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopSignalNotHandledFix)), Shared]
public sealed class StopSignalNotHandledFix() : DeploymentFix("SHUT702");
