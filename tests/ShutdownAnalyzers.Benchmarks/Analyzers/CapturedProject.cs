using System.Text.Json;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>A real web project in a temporary folder, and the command line that <c>dotnet build</c> would give the compiler for it.</summary>
internal sealed class CapturedProject : IDisposable
{
    private readonly DirectoryInfo _scratch;

    private CapturedProject(DirectoryInfo scratch, string folder) => (_scratch, Folder) = (scratch, folder);

    public string Folder { get; }

    /// <summary>The next compilation's arguments.</summary>
    public string ResponseFile => Path.Combine(_scratch.FullName, "csc.rsp");

    public int Files { get; private set; }

    public int Lines { get; private set; }

    /// <summary>The compiler's arguments without any analyzer or generator, and without what would keep them from running: a project may have them switched off.</summary>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>What the SDK's generators make, as the sources that a compilation without them needs.</summary>
    public IReadOnlyList<string> GeneratedSources { get; private set; } = [];

    /// <summary>The assemblies of analyzers and generators that the SDK brings by itself.</summary>
    public IReadOnlyList<string> SdkAnalyzers { get; private set; } = [];

    public string Compiler { get; private set; } = "";

    public static async Task<CapturedProject> CreateAsync(IReadOnlyList<(string Path, string Text)> files, CancellationToken cancellation)
    {
        var scratch = NewScratch();
        var project = new CapturedProject(scratch, scratch.CreateSubdirectory("Shop").FullName);
        project.Write("Shop.csproj", """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
            </Project>
            """);
        foreach (var (path, text) in files)
            project.Write(path, text);

        await project.CaptureAsync(cancellation);
        return project;
    }

    /// <summary>Somebody's project, where it is. It is restored and compiled there; nothing else is written.</summary>
    public static async Task<CapturedProject> OfAsync(FileInfo file, CancellationToken cancellation)
    {
        var project = new CapturedProject(NewScratch(), file.DirectoryName!);
        await project.CaptureAsync(cancellation);
        return project;
    }

    /// <returns>The argument that makes these rules report warnings.</returns>
    public string WithWarnings(IEnumerable<string> rules)
    {
        var file = Path.Combine(_scratch.FullName, "warnings.globalconfig");
        File.WriteAllLines(file, ["is_global = true", "global_level = 1000", .. rules.Select(static rule => $"dotnet_diagnostic.{rule}.severity = warning")]);
        return $"/analyzerconfig:{file}";
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    private static DirectoryInfo NewScratch() => Directory.CreateTempSubdirectory("shutdown-benchmark-");

    private void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task CaptureAsync(CancellationToken cancellation)
    {
        // An output that is never there: the arguments are given also where everything is up to date.
        var output = await new DotnetCli(Folder, packageCache: null, cancellation).RunAsync(
            "msbuild", "-restore", "-t:Compile", "-p:Configuration=Release", "-p:NonExistentFile=never-there", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true",
            "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath");
        using var answer = JsonDocument.Parse(string.Join('\n', output));

        string[] arguments = [.. answer.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(static item => item.GetProperty("Identity").GetString()!)];
        Arguments = [.. arguments.Where(static argument => CompilerRun.AnalyzerOf(argument) is null && !argument.StartsWith("/skipanalyzers", StringComparison.Ordinal))];
        SdkAnalyzers = [.. arguments.Select(CompilerRun.AnalyzerOf).OfType<string>()];
        string[] sources = [.. Arguments.Where(IsSource)];
        (Files, Lines) = (sources.Length, sources.Sum(source => File.ReadLines(Path.Combine(Folder, source)).Count()));
        Compiler = Path.Combine(answer.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!, "bincore", "csc.dll");

        var generated = _scratch.CreateSubdirectory("generated");
        await CompilerRun.MeasureAsync(this, [.. SdkAnalyzers.Select(CompilerRun.Analyzer), "/skipanalyzers+", $"/generatedfilesout:{generated.FullName}"], cancellation);
        GeneratedSources = [.. generated.EnumerateFiles("*.cs", SearchOption.AllDirectories).Select(static file => file.FullName)];
    }

    // An option begins with a slash, and so may a path.
    private static bool IsSource(string argument) =>
        argument.EndsWith(".cs", StringComparison.Ordinal) && (!argument.StartsWith('/') || File.Exists(argument));
}
