using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Robustness;

/// <summary>The sources at hand: this repository's own, and those its tests are about.</summary>
internal static partial class RepositorySources
{
    private static readonly string s_root = Root();

    /// <summary>The folders of the projects, each with its sources.</summary>
    public static IEnumerable<(string Project, string[] Sources)> Projects() =>
        Files("*.csproj")
            .Select(static project => Path.GetDirectoryName(project)!)
            .Select(static folder => (Path.GetRelativePath(s_root, folder), Files("*.cs", folder).Select(File.ReadAllText).ToArray()))
            .Where(static project => project.Item2.Length > 0);

    public static string Page(string id) => File.ReadAllText(Path.Combine(s_root, "docs", "rules", $"{id}.md"));

    /// <summary>What the rules are about: the faulty sample, and every text of several lines in the tests of rules and fixes, its marks taken out.</summary>
    public static IEnumerable<string> Cases() =>
        Files("*.cs", Path.Combine(s_root, "samples", "Unsafe")).Select(File.ReadAllText).Concat(TestCases());

    private static IEnumerable<string> TestCases() =>
        Files("*Tests.cs", Path.Combine(s_root, "tests"))
            .SelectMany(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes())
            .OfType<LiteralExpressionSyntax>()
            .Where(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText.Contains('\n'))
            .Select(static literal => Mark().Replace(literal.Token.ValueText, ""))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string pattern, string? folder = null) =>
        Directory.EnumerateFiles(folder ?? s_root, pattern, SearchOption.AllDirectories)
            .Where(static file => !BuildOutput().IsMatch(Path.GetRelativePath(s_root, file)))
            .Order(StringComparer.Ordinal);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"\[\||\|\]|\{\|[\w#]+:|\|\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"(^|[/\\])(artifacts|bin|obj)[/\\]")]
    private static partial Regex BuildOutput();
}
