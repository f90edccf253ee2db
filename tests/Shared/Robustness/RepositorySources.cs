using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Robustness;

/// <summary>The sources at hand: this repository's own, and those its tests are about.</summary>
internal static partial class RepositorySources
{
    /// <summary>The folders of the projects, each with its sources.</summary>
    public static IEnumerable<(string Project, string[] Sources)> Projects() =>
        Files("*.csproj")
            .Select(static project => Path.GetDirectoryName(project)!)
            .Select(static folder => (Path.GetRelativePath(Repository.Root, folder), Files("*.cs", folder).Select(File.ReadAllText).ToArray()))
            .Where(static project => project.Item2.Length > 0);

    public static string Page(string id) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", $"{id}.md"));

    /// <summary>What the rules are about: the faulty sample, and every source in the tests of rules and fixes, its marks taken out.</summary>
    public static IEnumerable<string> Cases() =>
        Files("*.cs", Path.Combine(Repository.Root, "samples", "Unsafe")).Select(File.ReadAllText).Concat(TestCases());

    private static IEnumerable<string> TestCases() =>
        Files("*Tests.cs", Path.Combine(Repository.Root, "tests"))
            .SelectMany(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes())
            .OfType<LiteralExpressionSyntax>()
            .Where(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression))
            .Select(static literal => Mark().Replace(literal.Token.ValueText, ""))
            .Where(static text => text.Contains('\n') || IsAboutATimer(text))
            .Select(static text => IsAboutATimer(text) ? Cache(text) : text)
            .Distinct(StringComparer.Ordinal);

    // The tests of timers give only the members that matter.
    private static bool IsAboutATimer(string text) => text.Contains("_timer") && !text.Contains("class ");

    private static string Cache(string members) => $$"""
        class Cache : System.IDisposable
        {
            private System.Threading.Timer? _timer = new(_ => { }, null, 0, 1000);

            {{members}}
        }
        """;

    private static IEnumerable<string> Files(string pattern, string? folder = null) =>
        Directory.EnumerateFiles(folder ?? Repository.Root, pattern, SearchOption.AllDirectories)
            .Where(static file => !BuildOutput().IsMatch(Path.GetRelativePath(Repository.Root, file)))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\[\||\|\]|\{\|[\w#]+:|\|\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"(^|[/\\])(artifacts|bin|obj)[/\\]")]
    private static partial Regex BuildOutput();
}
