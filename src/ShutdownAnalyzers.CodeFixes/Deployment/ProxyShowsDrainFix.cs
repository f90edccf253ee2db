using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT704: asks the next server instead of showing the client that one drains.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProxyShowsDrainFix)), Shared]
public sealed class ProxyShowsDrainFix() : DeploymentFix("SHUT704");
