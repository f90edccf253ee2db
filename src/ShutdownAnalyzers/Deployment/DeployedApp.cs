using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Deployment.Containers;
using ShutdownAnalyzers.Deployment.Kubernetes;
using ShutdownAnalyzers.Deployment.Nginx;
using ShutdownAnalyzers.Deployment.Shell;
using ShutdownAnalyzers.Deployment.Systemd;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Deployment;

/// <summary>The app that is deployed: what in a file is its own, and what its code says about its shutdown.</summary>
internal sealed class DeployedApp
{
    /// <summary>Programs that run another one in their place.</summary>
    private static readonly ImmutableArray<string> s_wrappers = ["gosu", "su-exec", "setpriv", "chpst", "env", "nice", "sudo", "runuser"];

    /// <summary>What tells one instance of a server from the next: <c>shop-1</c>, <c>shop2</c>.</summary>
    private static readonly char[] s_instance = [.. "-_0123456789"];

    private readonly Compilation _compilation;
    private readonly AnalyzerOptions _options;
    private readonly CancellationToken _cancel;
    private readonly AppName _name;
    private readonly string? _folder;
    private List<string>? _images;

    private DeployedApp(Compilation compilation, HostKind host, AnalyzerOptions options, CancellationToken cancel)
    {
        _compilation = compilation;
        _options = options;
        _cancel = cancel;
        _name = new AppName(compilation.AssemblyName ?? "");
        _folder = options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) ? FilePath.Combine("", folder) : null;
        Shutdown = new DeployedShutdown(compilation, host, options, cancel);
    }

    public string Name => _name.Text;

    public DeployedShutdown Shutdown { get; }

    /// <summary>The other files that deploy the app.</summary>
    public IEnumerable<DeploymentFile> Files => _options.AdditionalFiles.Select(file => DeploymentFile.Of(file, _cancel)).OfType<DeploymentFile>();

    /// <returns>null for what is not deployed by itself: a library, a program that ends by itself, a part of a platform.</returns>
    public static DeployedApp? Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancel) =>
        !Hosting.Platform.Owns(compilation, options) && RunCall.Of(compilation, cancel) is { } run ? new(compilation, run.Host, options, cancel) : null;

    public bool Owns(ComposeService service) => IsBuiltBy(service.Dockerfile) || IsImage(service.Image) || IsRunBy(service.Command);

    /// <summary>Whether requests to this group of servers are requests to the app: it has its name, or it is the only group in the project's own file.</summary>
    public bool Owns(NginxDirective upstream, NginxFile file) =>
        upstream.Arguments.Any(_name.Ends)
        || upstream.Block.Any(server => server.Name == "server" && server.Arguments.Any(address => _name.Ends(address.Split(':', '.')[0].TrimEnd(s_instance))))
        || _folder is not null && FilePath.Combine("", file.Path).StartsWith(_folder + "/", StringComparison.Ordinal) && file.Upstreams.Take(2).Count() == 1;

    public bool Owns(Container container) => IsImage(container.Image) || IsRunBy(container.Command);

    /// <summary>Whether the image starts the app, by itself or through a script.</summary>
    public bool IsStartedBy(Dockerfile dockerfile) => dockerfile.StartWords.Any(word => _name.IsFile(word) || Files.OfType<ShellScript>().Any(script => script.Name == FilePath.NameOf(word) && script.Commands.Any(IsRunBy)));

    public bool Owns(UnitFile unit) =>
        _name.Ends(unit.Unit) || unit["ExecStart"] is { } start && ShellText.Commands(start.Value).Any(command => command.Words.Any(word => _name.IsFile(word.Value)));

    /// <summary>Whether the command runs the app, be it through a program that runs another one in its place.</summary>
    public bool IsRunBy(ShellCommand command)
    {
        var call = command.Call.Select(static word => word.Value).SkipWhile(static word => word == "exec").ToList();
        if (call.Count == 0 || !call.Any(_name.IsFile))
            return false;

        var program = FilePath.NameOf(call[0]);
        return program == "dotnet" || _name.IsFile(call[0]) || s_wrappers.Contains(program);
    }

    private bool IsRunBy(ImmutableArray<Argument> command) =>
        IsRunBy(new ShellCommand([.. command.Select(static argument => new ShellWord(argument.Value, argument.Span))], "", IsPlain: true))
        || command.Any(argument => ShellText.Commands(argument.Value).Any(part => part.Words.Length > 1 && IsRunBy(part)));

    /// <summary>Whether this Dockerfile stands in the project's folder and, if it can be seen, starts the app.</summary>
    private bool IsBuiltBy(string? path) =>
        path is not null
        && FilePath.Combine("", FilePath.FolderOf(path)) == _folder
        && Files.OfType<Dockerfile>().FirstOrDefault(file => FilePath.Combine("", file.Path) == path) is var seen
        && (seen is null || !seen.StartWords.Any() || IsStartedBy(seen));

    /// <summary>Whether an image is the app's. Of several whose names end in the app's, the one that has no more to its name.</summary>
    private bool IsImage(string? image)
    {
        if (image is null || !_name.IsOfImage(image))
            return false;

        _images ??= [.. Files.SelectMany(ImagesOf).OfType<string>().Where(_name.IsOfImage).Select(AppName.OfImage).Distinct(StringComparer.OrdinalIgnoreCase)];
        return _images.Count == 1 || _name.Is(AppName.OfImage(image));
    }

    private static IEnumerable<string?> ImagesOf(DeploymentFile file) => file switch
    {
        ComposeFile compose => compose.Services.Select(static service => service.Image),
        ManifestFile manifest => manifest.Workloads.SelectMany(static workload => workload.Containers).Select(static container => container.Image),
        _ => [],
    };

    /// <summary>The paths of the app's health checks.</summary>
    public IEnumerable<string> HealthPaths =>
        from mention in _compilation.MentionsOf("MapHealthChecks")
        let path = mention.Call?.ArgumentList.Arguments.FirstOrDefault()?.Expression
        where path is not null
        let value = mention.Model.GetConstantValue(path, _cancel).Value as string
        where value is not null
        select value;

    /// <summary>Whether the code mentions this name as that of something it calls or reads.</summary>
    public bool Mentions(params string[] names) => names.Any(name => _compilation.MentionsOf(name).Any());
}
