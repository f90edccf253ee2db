using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>What of <c>samples/deploy</c> no test can run: it parses, and the platform gives the app the time that its options take.</summary>
public sealed class DeploySamplesTests
{
    private static readonly TimeSpan s_toWriteTheReport = TimeSpan.FromSeconds(2);

    [Fact]
    public void Kubernetes_waits_for_the_lame_duck_and_the_forced_exit()
    {
        var documents = Parse("kubernetes/shop.yaml");
        var pod = At(documents[0], "spec", "template", "spec");
        var container = ((YamlSequenceNode)At(pod, "containers"))[0];
        var settings = ((YamlSequenceNode)At(container, "env")).ToDictionary(static entry => Text(At(entry, "name")), static entry => Text(At(entry, "value")));

        AssertLeavesTime(TimeSpan.FromSeconds(int.Parse(Text(At(pod, "terminationGracePeriodSeconds")))), settings);
        Assert.NotEqual(At(container, "readinessProbe", "httpGet", "path"), At(container, "livenessProbe", "httpGet", "path"));
        Assert.Equal(At(documents[0], "spec", "template", "metadata", "labels"), At(documents[1], "spec", "selector"));
    }

    [Fact]
    public void Compose_waits_for_the_forced_exit()
    {
        var shop = At(Parse("compose/compose.yaml")[0], "services", "shop-one");
        var settings = ((YamlMappingNode)At(shop, "environment")).ToDictionary(static entry => Text(entry.Key), static entry => Text(entry.Value));

        AssertLeavesTime(TimeSpan.FromSeconds(int.Parse(Text(At(shop, "stop_grace_period")).TrimEnd('s'))), settings);
    }

    [Fact]
    public void Port_of_a_sample_is_not_found_in_a_longer_number() =>
        Assert.Equal("from45001 127.0.0.1:50021", "from45001 127.0.0.1:5001".With("5001", "50021"));

    [Fact]
    public void Compose_has_the_nginx_that_the_tests_run() => Assert.Equal(
        DeploySample.Read("nginx/shop.conf").With("127.0.0.1:5001", "shop-one:8080").With("127.0.0.1:5002", "shop-two:8080").With("127.0.0.1:8080", "80"),
        DeploySample.Read("compose/shop.conf"));

    [Fact]
    public async Task Systemd_understands_its_unit()
    {
        const string Analyze = "/usr/bin/systemd-analyze";
        Assert.SkipUnless(File.Exists(Analyze), "systemd-analyze is not installed: apt-get install systemd");
        var folder = Directory.CreateTempSubdirectory("shutdown-unit-");
        try
        {
            var unit = Path.Combine(folder.FullName, "shop@5001.service");
            File.WriteAllText(unit, DeploySample.Read("systemd/shop@.service").With("/usr/bin/dotnet", Environment.ProcessPath!));
            using var verify = Process.Start(new ProcessStartInfo(Analyze, ["verify", "--man=no", unit]) { RedirectStandardError = true })!;

            Assert.Equal("", await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await verify.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, verify.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Systemd_waits_for_the_forced_exit()
    {
        var unit = DeploySample.Read("systemd/shop@.service").Split('\n').Select(static line => line.Split('=', 2)).Where(static pair => pair.Length == 2).ToDictionary(static pair => pair[0], static pair => pair[1]);

        AssertLeavesTime(TimeSpan.FromSeconds(int.Parse(unit["TimeoutStopSec"])), settings: []);
    }

    private static void AssertLeavesTime(TimeSpan grace, Dictionary<string, string> settings)
    {
        var options = new GracefulShutdownOptions();
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static pair => KeyValuePair.Create(pair.Key.Replace("__", ":"), (string?)pair.Value)))
            .Build().GetSection("GracefulShutdown").Bind(options);

        Assert.True(new GracefulShutdownOptionsValidator().Validate(null, options).Succeeded);
        Assert.InRange(grace, options.LameDuckPeriod + options.ForcedExitTimeout + s_toWriteTheReport, TimeSpan.FromMinutes(1));
    }

    private static IReadOnlyList<YamlNode> Parse(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(DeploySample.Read(file)));
        return [.. stream.Documents.Select(static document => document.RootNode)];
    }

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, static (at, key) => at[key]);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
