using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.ProjectFiles;

/// <summary>
/// A project file or one it imports. It is parsed to decide and edited as text, so that comments, indentation,
/// line endings and the byte-order mark stay as they are.
/// </summary>
internal sealed class MsBuildFile
{
    private readonly SourceText _text;
    private readonly Layout _layout;
    private readonly XElement _root;
    private readonly Dictionary<XElement, XmlElementSpan> _spans;

    private MsBuildFile(SourceText text, XElement root)
    {
        _text = text;
        _layout = new Layout(text);
        _root = root;
        _spans = root.DescendantsAndSelf()
            .Zip(XmlElementSpan.All(text.ToString()), static (element, span) => (element, span))
            .ToDictionary(static pair => pair.element, static pair => pair.span);
    }

    /// <summary>Whether this is a project that builds with an SDK, and so restores packages by <c>PackageReference</c>.</summary>
    public bool UsesSdk =>
        _root.Attribute("Sdk") is not null || Children(_root, "Sdk").Any() || Children(_root, "Import").Any(static import => import.Attribute("Sdk") is not null);

    /// <returns>null for a text that is no MSBuild file: half-typed, not well-formed, or something else.</returns>
    public static MsBuildFile? Read(SourceText text)
    {
        try
        {
            var document = XDocument.Parse(text.ToString());
            return document is { DocumentType: null, Root: { Name.LocalName: "Project" } root } ? new(text, root) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Whether an item of this type names the package, under whatever condition, to include or to update it.</summary>
    public bool Names(string itemType, string package) =>
        _root.Descendants().Any(item => item.Name.LocalName == itemType && (Lists(item.Attribute("Include"), package) || Lists(item.Attribute("Update"), package)));

    /// <summary>The text with one more item: after the last of its type that holds without a condition, or else in a group of its own.</summary>
    public SourceText WithItem(string itemType, string item)
    {
        var sibling = Unconditional(Children(_root, "ItemGroup"))
            .SelectMany(group => Unconditional(Children(group, itemType)))
            .LastOrDefault();

        return _text.WithChanges(sibling is null ? InGroupOfItsOwn(item) : After(_spans[sibling].Whole, [item], blankLine: false));
    }

    private TextChange InGroupOfItsOwn(string item)
    {
        var step = StepOfIndentation();
        string[] group = ["<ItemGroup>", step + item, "</ItemGroup>"];
        if (_root.Elements().LastOrDefault(static child => child.Name.LocalName is "PropertyGroup" or "ItemGroup") is { } last)
            return After(_spans[last].Whole, group, blankLine: true);

        var root = _spans[_root];
        var newLine = _layout.NewLineAt(root.StartTag.Start);
        var lines = string.Concat(group.Select(line => newLine + step + line));
        return root.ClosesItself
            ? new(TextSpan.FromBounds(root.Whole.End - "/>".Length, root.Whole.End), $">{lines}{newLine}</{_root.Name.LocalName}>")
            : new(new(root.StartTag.End, 0), lines + (EndsLine(root.StartTag.End) ? "" : newLine));
    }

    /// <summary>What the first indented element has more than its parent, or else two spaces.</summary>
    private string StepOfIndentation()
    {
        foreach (var element in _root.Descendants())
        {
            var (outer, inner) = (IndentOf(element.Parent!), IndentOf(element));
            if (inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal))
                return inner.Substring(outer.Length);
        }

        return "  ";
    }

    private string IndentOf(XElement element) => _layout.IndentAt(_spans[element].Whole.Start);

    /// <summary>Lines behind an element, indented as it is; if it shares its line with others, in that line.</summary>
    private TextChange After(TextSpan element, string[] lines, bool blankLine)
    {
        if (!_layout.StartsLine(element.Start) || !EndsLine(element.End))
            return new(new(element.End, 0), string.Concat(lines.Select(static line => line.Trim())));

        var newLine = _layout.NewLineAt(element.End);
        var indentation = _layout.IndentAt(element.Start);
        var inserted = string.Concat(lines.Select(line => newLine + indentation + line));
        return new(new(_text.Lines.GetLineFromPosition(element.End).End, 0), blankLine ? newLine + inserted : inserted);
    }

    /// <summary>Whether at most a comment follows in the line.</summary>
    private bool EndsLine(int position)
    {
        var rest = _text.ToString(TextSpan.FromBounds(position, _text.Lines.GetLineFromPosition(position).End)).Trim();
        return rest.Length == 0 || (rest.StartsWith("<!--", StringComparison.Ordinal) && rest.IndexOf("-->", StringComparison.Ordinal) == rest.Length - "-->".Length);
    }

    private static bool Lists(XAttribute? names, string package) =>
        names is not null && names.Value.Split(';').Any(name => name.Trim().Equals(package, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    private static IEnumerable<XElement> Unconditional(IEnumerable<XElement> elements) => elements.Where(static element => element.Attribute("Condition") is null);
}
