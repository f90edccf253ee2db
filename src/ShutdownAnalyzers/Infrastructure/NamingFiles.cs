using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>
/// Which files of a compilation name what, by their text. An edit makes a new compilation of the same files but one, and every rule
/// asks it for names: the files are gone through once for them all.
/// </summary>
internal sealed class NamingFiles
{
    private static readonly ConditionalWeakTable<Compilation, NamingFiles> s_perCompilation = new();

    private readonly Dictionary<string, List<SyntaxTree>> _files = new(StringComparer.Ordinal);

    private NamingFiles(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var name in TreeFacts.Of(tree).Words)
            {
                if (!_files.TryGetValue(name, out var files))
                    _files.Add(name, files = []);
                files.Add(tree);
            }
    }

    /// <summary>The files with this watched name, in the compilation's order.</summary>
    public static IReadOnlyList<SyntaxTree> Of(Compilation compilation, string watchedName)
    {
        if (s_perCompilation.GetValue(compilation, static c => new NamingFiles(c))._files.TryGetValue(watchedName, out var files))
            return files;

        TreeFacts.EnsureWatched(watchedName);
        return [];
    }
}
