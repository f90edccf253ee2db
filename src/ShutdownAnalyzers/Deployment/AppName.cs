using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Deployment;

/// <summary>An app's name as images, units and commands spell it: <c>Shop.OrderApi</c> is <c>shop-order-api</c> and <c>shop.orderapi</c> too.</summary>
internal sealed class AppName(string assembly)
{
    private static readonly Regex s_wordStart = new("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.CultureInvariant);

    private static readonly Regex s_variable = new(@"\$\{[^}]*\}|\$\w+", RegexOptions.CultureInvariant);

    private readonly string[] _spellings =
    [
        .. new[] { Kebab(assembly), Kebab(s_wordStart.Replace(assembly, "-")), Kebab(assembly).Replace("-", "") }.Distinct(),
    ];

    public string Text => assembly;

    /// <summary>Whether a name ends in the app's: <c>acme-shop</c> does, <c>workshop</c> does not.</summary>
    public bool Ends(string name) => assembly.Length > 0 && _spellings.Any(spelling => $"-{Kebab(name)}".EndsWith($"-{spelling}", StringComparison.Ordinal));

    /// <summary>Whether a name is the app's and nothing more.</summary>
    public bool Is(string name) => _spellings.Contains(Kebab(name));

    /// <summary>Whether an image's name ends in the app's. Microsoft's own images are nobody's app, however a project is called.</summary>
    public bool IsOfImage(string image) => !image.StartsWith("mcr.microsoft.com/", StringComparison.OrdinalIgnoreCase) && Ends(OfImage(image));

    /// <summary>An image's name without registry, tag and digest.</summary>
    public static string OfImage(string image) => FilePath.NameOf(s_variable.Replace(image, "")).Split('@', ':')[0];

    /// <summary>Whether a path is that of the app's assembly or program.</summary>
    public bool IsFile(string path)
    {
        var name = FilePath.NameOf(path);
        return name.Equals(assembly, StringComparison.OrdinalIgnoreCase)
            || name.Equals(assembly + ".dll", StringComparison.OrdinalIgnoreCase)
            || name.Equals(assembly + ".exe", StringComparison.OrdinalIgnoreCase);
    }

    private static string Kebab(string name) => name.ToLowerInvariant().Replace('.', '-').Replace('_', '-').Replace(' ', '-');
}
