using Test = ShutdownAnalyzers.Deployment.DeploymentTest<ShutdownAnalyzers.Deployment.StopSignalNotHandledAnalyzer>;

namespace ShutdownAnalyzers.Deployment;

public sealed class StopSignalNotHandledTests
{
    [Theory]
    [InlineData("SIGHUP")]
    [InlineData("USR1")]
    [InlineData("9")]
    [InlineData("SIGRTMIN+3")]
    [InlineData("\"SIGKILL\"")]
    public Task Image_with_another_signal(string signal) => Test.VerifyAsync(("Dockerfile", $"FROM aspnet\n[|STOPSIGNAL {signal}|]\nENTRYPOINT [\"dotnet\", \"Shop.Api.dll\"]\n"));

    [Theory]
    [InlineData("SIGTERM")]
    [InlineData("sigint")]
    [InlineData("QUIT")]
    [InlineData("15")]
    [InlineData("$SIGNAL")]
    [InlineData("")]
    public Task Image_with_a_signal_the_host_handles(string signal) => Test.VerifyAsync(("Dockerfile", $"FROM aspnet\nSTOPSIGNAL {signal}\nENTRYPOINT [\"dotnet\", \"Shop.Api.dll\"]\n"));

    [Theory]
    [InlineData("ENTRYPOINT [\"nginx\"]")]
    [InlineData("CMD [\"dotnet\", \"Other.dll\"]")]
    [InlineData("")]
    public Task Image_of_another_program(string start) => Test.VerifyAsync(("Dockerfile", $"FROM nginx\nSTOPSIGNAL SIGHUP\n{start}\n"));

    [Fact]
    public Task Image_that_starts_the_app_by_a_script() => Test.VerifyAsync(
        ("Dockerfile", "FROM aspnet\n[|STOPSIGNAL SIGUSR2|]\nCMD [\"/start.sh\"]\n"),
        ("start.sh", "exec dotnet Shop.Api.dll\n"));

    [Fact]
    public Task Image_for_windows() => Test.VerifyAsync(("Dockerfile", "FROM aspnet:10.0-nanoserver\nSTOPSIGNAL SIGHUP\nENTRYPOINT [\"dotnet\", \"Shop.Api.dll\"]\n"));

    [Fact]
    public Task Service() => Test.VerifyAsync(("compose.yml", """
        services:
          built:
            build: .
            [|stop_signal: SIGHUP|]
          named:
            image: registry.local:5000/acme/shop-api:${TAG:-latest}
            [|stop_signal: 'SIGKILL'|]
          run:
            command: [dotnet, Shop.Api.dll]
            [|stop_signal: 10|]
          fine:
            build: .
            stop_signal: SIGINT
          silent:
            build: .
          variable:
            build: .
            stop_signal: ${SIGNAL}
          other:
            image: postgres
            stop_signal: SIGHUP
          other-folder:
            build: ../Billing
            stop_signal: SIGHUP
        """));

    [Theory]
    [InlineData("[|KillSignal=SIGHUP|]")]
    [InlineData("[|KillSignal = USR1|]")]
    [InlineData("KillSignal=SIGTERM\n[|KillSignal=SIGKILL|]")]
    [InlineData("[|KillMode=none|]")]
    [InlineData("[|ExecReload=/bin/kill -HUP $MAINPID|]")]
    [InlineData("[|ExecReload=/usr/bin/kill -s HUP $MAINPID|]")]
    public Task Unit(string setting) => Test.VerifyAsync(("/etc/systemd/shop.service", Exec(setting)));

    [Theory]
    [InlineData("KillSignal=SIGINT")]
    [InlineData("KillSignal=SIGHUP\nKillSignal=SIGTERM")]
    [InlineData("KillMode=mixed")]
    [InlineData("KillMode=control-group")]
    [InlineData("# KillMode=none")]
    [InlineData("; KillSignal=SIGHUP")]
    [InlineData("ExecReload=/bin/kill -USR1 $MAINPID")]
    [InlineData("ExecReload=/opt/shop/reload --HUP")]
    [InlineData("KillSignal")]
    [InlineData("[Install]\nKillMode=none")]
    public Task Unit_that_asks(string setting) => Test.VerifyAsync(("shop.service", Exec(setting)));

    [Fact]
    public Task Unit_of_another_app() => Test.VerifyAsync(("other.service", "[Service]\nExecStart=/usr/bin/dotnet /opt/Other.dll\nKillMode=none\n"));

    [Fact]
    public Task Unit_by_name() => Test.VerifyAsync(("acme-shop-api.service", "[Service]\r\nExecStart=/opt/run\r\n[|KillMode=none|]\r\n"));

    [Theory]
    [InlineData("SIGINT")]
    [InlineData("QUIT")]
    public Task Unit_of_an_app_with_systemd_s_lifetime(string signal) => Test.OfAsync(
        "System.Action<object> UseSystemd = _ => { }; UseSystemd(1); WebApplication.CreateBuilder(args).Build().Run();",
        ("shop.service", Exec($"[|KillSignal={signal}|]")));

    [Fact]
    public Task Reload_that_the_app_handles() => Test.OfAsync(
        """
        using var reload = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGHUP, c => c.Cancel = true);
        WebApplication.CreateBuilder(args).Build().Run();
        """,
        ("shop.service", Exec("ExecReload=/bin/kill -HUP $MAINPID")));

    [Fact]
    public Task Suppressed_in_the_file() => Test.VerifyAsync(("shop.service", Exec("KillMode=none\n# no other way: shutdown-analyzers: ignore SHUT701, SHUT702")));

    private static string Exec(string setting) => $"[Unit]\nDescription=Shop\n\n[Service]\nExecStart=/usr/bin/dotnet /opt/shop/Shop.Api.dll \\\n  --urls http://localhost:5000\n{setting}\n";
}
