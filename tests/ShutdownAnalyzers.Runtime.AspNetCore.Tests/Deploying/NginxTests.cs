using ShutdownAnalyzers.Generated;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>Two instances behind a real nginx, restarted one after another under load, for the table in docs/deploying.md.</summary>
[Collection(nameof(Alone))]
public sealed class NginxTests
{
    private const string Default = "error timeout";
    private const string Retry503 = "error timeout http_503";
    private const string Retry503AndPosts = "error timeout http_503 non_idempotent";

    private const string NoLameDuck = "`Reject`, no lame duck";
    private const string MaxFails = "`Serve`, `max_fails=1`";

    private static readonly Setting[] s_settings =
    [
        .. from nextUpstream in (string[])[Default, Retry503, Retry503AndPosts]
           from keepAlive in (bool[])[false, true]
           select new Setting(nextUpstream, keepAlive),
    ];

    private static readonly Column<Setting>[] s_columns =
    [
        new("plain Kestrel", ["--plain=true"], LosesNothing: static (_, method) => method == "GET"),
        new(NoLameDuck, ["--GracefulShutdown:LameDuckPeriod=00:00:00"], Retries503),
        new("`Reject`", [], Retries503),
        new("`Serve`", ["--GracefulShutdown:DrainMode=Serve"], LosesNothing: static (_, _) => true),
        // For longer than nginx's own 10 s, so that no machine is so slow that the first app is back in the list before the second one stops.
        new(MaxFails, ["--GracefulShutdown:DrainMode=Serve"], LosesNothing: static (_, _) => false)
        {
            Setting = static setting => setting with { Failures = "max_fails=1 fail_timeout=60s" },
        },
    ];

    [Fact]
    public async Task A_rolling_restart_loses_what_the_table_says()
    {
        ProxyProcess.Require("nginx");

        var table = await ProxyMatrix.RunAsync(["`proxy_next_upstream`", "`keepalive`"], s_settings, s_columns, ProxyProcess.Nginx);

        Assert.Empty(table.BrokenPromises);
        Assert.NotEqual(0, table.LostIn(NoLameDuck));
        Assert.NotEqual(0, table.LostIn(MaxFails));
        new GeneratedFile("docs/deploying.md", "nginx").ShouldShow(table.ToMarkdown(), table.Pattern());
    }

    private static bool Retries503(Setting setting, string method) =>
        setting.NextUpstream == Retry503AndPosts || (setting.NextUpstream == Retry503 && method == "GET");

    /// <summary>The sample, but for what is named here. One of them is the sample itself.</summary>
    private sealed record Setting(string NextUpstream, bool KeepAlive) : IProxySetting
    {
        public string Failures { get; init; } = "max_fails=0";

        public string[] Labels => [$"`{NextUpstream}`", KeepAlive ? "on" : "off"];

        public string Configure(int[] apps, int port)
        {
            var servers = DeploySample.Read("nginx/shop.conf")
                .With("shop", $"shop{port}", times: 2)
                .With("5001 max_fails=0", $"{apps[0]} {Failures}")
                .With("5002 max_fails=0", $"{apps[1]} {Failures}")
                .With("8080", $"{port}")
                .With($"proxy_next_upstream {Retry503};", $"proxy_next_upstream {NextUpstream};");
            return KeepAlive ? servers : servers.With("keepalive 32;", "").With("proxy_http_version 1.1;", "").With("""proxy_set_header Connection "";""", "");
        }
    }
}
