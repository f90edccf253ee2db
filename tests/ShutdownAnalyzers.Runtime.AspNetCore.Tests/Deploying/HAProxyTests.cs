using ShutdownAnalyzers.Generated;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>Two instances behind a real HAProxy, restarted one after another under load, for the table in docs/deploying.md.</summary>
[Collection(nameof(Alone))]
public sealed class HAProxyTests
{
    private const string RetryRefused = "`option redispatch 1`";
    private const string Retry503 = "and `retry-on conn-failure 503`";
    private const string Check = "and `httpchk GET /ready`";

    private const string NoLameDuck = "`Reject`, no lame duck";

    private static readonly Setting[] s_settings =
    [
        .. from step in (string[])["defaults", RetryRefused, Retry503, Check]
           from reuse in (string[])["never", "safe"]
           select new Setting(step, reuse),
    ];

    private static readonly Column<Setting>[] s_columns =
    [
        new("plain Kestrel", ["--plain=true"], LosesNothing: static (_, _) => false),
        new(NoLameDuck, ["--GracefulShutdown:LameDuckPeriod=00:00:00"], Retries503),
        new("`Reject`", [], Retries503),
        new("`Serve`", ["--GracefulShutdown:DrainMode=Serve"], LosesNothing: static (setting, _) => setting.Step != "defaults"),
    ];

    [Fact]
    public async Task A_rolling_restart_loses_what_the_table_says()
    {
        ProxyProcess.Require("haproxy");

        var table = await ProxyMatrix.RunAsync(["HAProxy", "`http-reuse`"], s_settings, s_columns, ProxyProcess.HAProxy, monitor: "/all-up");

        Assert.Empty(table.BrokenPromises);
        Assert.NotEqual(0, table.LostIn(NoLameDuck));
        new GeneratedFile("docs/deploying.md", "haproxy").ShouldShow(table.ToMarkdown(), table.Pattern());
    }

    private static bool Retries503(Setting setting, string method) => setting.Step is Retry503 or Check;

    /// <summary>The sample, or what comes before it: each step adds something to the one above.</summary>
    private sealed record Setting(string Step, string Reuse) : IProxySetting
    {
        public string[] Labels => [Step, $"`{Reuse}`"];

        public string Configure(int[] apps, int port)
        {
            var sample = DeploySample.Read("haproxy/haproxy.cfg")
                .With("defaults", $"defaults from{port}")
                .With("nbsrv(shop)", $"nbsrv(back{port})")
                .With("default_backend shop", $"default_backend back{port}")
                .With("backend shop", $"backend back{port}\n    http-reuse {Reuse}")
                .With("frontend shop", $"frontend front{port}")
                .With("5001", $"{apps[0]}")
                .With("5002", $"{apps[1]}")
                .With("8080", $"{port}");
            if (Step != Check)
                sample = sample.With("option httpchk GET /ready", "").With("check inter 200ms fall 1 rise 1", "maxconn 1000");
            if (Step is not (Check or Retry503))
                sample = sample.With("retry-on conn-failure 503", "");
            return Step == "defaults" ? sample.With("option redispatch 1", "") : sample;
        }
    }
}
