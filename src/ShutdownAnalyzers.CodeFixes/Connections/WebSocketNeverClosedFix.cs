using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT501: adds the package, whose drain closes WebSockets.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WebSocketNeverClosedFix)), Shared]
public sealed class WebSocketNeverClosedFix() : AppFix("SHUT501");
