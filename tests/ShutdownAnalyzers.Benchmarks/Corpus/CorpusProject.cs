using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShutdownAnalyzers.Benchmarks.Corpus;

/// <summary>
/// A project of somebody else's, read without building it: its sources, its references to its neighbours and what kind of program
/// it is. Packages are not restored, so what comes from them does not bind.
/// </summary>
internal sealed class CorpusProject
{
    private static readonly string[] s_testFrameworks = ["xunit", "NUnit", "MSTest", "Microsoft.NET.Test.Sdk", "<IsTestProject>true"];
    private static readonly string[] s_symbols =
        ["TRACE", "RELEASE", "NET", "NET10_0", .. Enumerable.Range(5, 6).Select(static version => $"NET{version}_0_OR_GREATER"), "NETCOREAPP", "NETCOREAPP3_0_OR_GREATER", "NETCOREAPP3_1_OR_GREATER"];

    private readonly string _settings;
    private readonly XDocument _file;

    private CorpusProject(string path, string text)
    {
        Path = path;
        _file = XDocument.Parse(text);
        _settings = text + string.Concat(SettingsAbove(path).Select(File.ReadAllText));
    }

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview, DocumentationMode.Parse, preprocessorSymbols: s_symbols);

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public bool IsTest => s_testFrameworks.Any(name => _file.ToString().Contains(name, StringComparison.OrdinalIgnoreCase));

    public bool IsProgram => Sdk.EndsWith(".Web", StringComparison.Ordinal) || Sdk.EndsWith(".Worker", StringComparison.Ordinal) || Values("OutputType").Any(static type => type is "Exe" or "WinExe");

    /// <summary>The paths of the projects that this one references.</summary>
    public IEnumerable<string> References => Items("ProjectReference").Select(path => System.IO.Path.GetFullPath(path.Replace('\\', '/'), Folder));

    private string Sdk => (string?)_file.Root!.Attribute("Sdk") ?? "";

    /// <summary>null for what is no SDK-style project.</summary>
    public static CorpusProject? Read(string path)
    {
        try
        {
            var project = new CorpusProject(path, File.ReadAllText(path));
            return project.Sdk.Length > 0 ? project : null;
        }
        catch (System.Xml.XmlException)
        {
            return null;
        }
    }

    public IEnumerable<SyntaxTree> Parse(ISet<string> foldersOfProjects)
    {
        var usings = string.Concat(GlobalUsings().Distinct().Select(static name => $"global using {name};\n"));
        yield return CSharpSyntaxTree.ParseText(usings, ParseOptions, System.IO.Path.Combine(Folder, "obj", "GlobalUsings.g.cs"));

        foreach (var file in Sources(Folder, foldersOfProjects))
            yield return CSharpSyntaxTree.ParseText(File.ReadAllText(file), ParseOptions, file);
    }

    private IEnumerable<string> GlobalUsings()
    {
        foreach (var name in Items("Using"))
            yield return name;

        if (!_settings.Contains("<ImplicitUsings>enable", StringComparison.OrdinalIgnoreCase) && !_settings.Contains("<ImplicitUsings>true", StringComparison.OrdinalIgnoreCase))
            yield break;

        foreach (var name in (string[])["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"])
            yield return name;

        if (Sdk.EndsWith(".Web", StringComparison.Ordinal))
            foreach (var name in (string[])["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing"])
                yield return name;

        if (Sdk.EndsWith(".Web", StringComparison.Ordinal) || Sdk.EndsWith(".Worker", StringComparison.Ordinal))
            foreach (var name in (string[])["Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"])
                yield return name;
    }

    private static IEnumerable<string> Sources(string folder, ISet<string> foldersOfProjects)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs"))
            yield return file;

        foreach (var inner in Directory.EnumerateDirectories(folder))
            if (System.IO.Path.GetFileName(inner) is not ("bin" or "obj" or "node_modules") && !foldersOfProjects.Contains(inner))
                foreach (var file in Sources(inner, foldersOfProjects))
                    yield return file;
    }

    private static IEnumerable<string> SettingsAbove(string path)
    {
        for (var folder = System.IO.Path.GetDirectoryName(path); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            if (System.IO.Path.Combine(folder, "Directory.Build.props") is var settings && File.Exists(settings))
                yield return settings;
    }

    private IEnumerable<string> Values(string name) => _file.Descendants().Where(element => element.Name.LocalName == name).Select(static element => element.Value.Trim());

    private IEnumerable<string> Items(string name) =>
        from element in _file.Descendants()
        where element.Name.LocalName == name
        let include = (string?)element.Attribute("Include")
        where include is not null && !include.Contains('$') && !include.Contains('*')
        select include;
}
