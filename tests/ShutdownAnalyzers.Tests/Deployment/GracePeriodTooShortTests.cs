using Test = ShutdownAnalyzers.Deployment.DeploymentTest<ShutdownAnalyzers.Deployment.GracePeriodTooShortAnalyzer>;

namespace ShutdownAnalyzers.Deployment;

public sealed class GracePeriodTooShortTests
{
    private const string Service = "services:\n  shop:\n    build: .\n";

    [Theory]
    [InlineData("    [|stop_grace_period: 31s|]")]
    [InlineData("    [|stop_grace_period: 0s|]")]
    [InlineData("    [|stop_grace_period: 0m20s|]")]
    [InlineData("    [|stop_grace_period: \"1500ms\"|]")]
    public Task Service_that_states_too_little(string setting) => Test.VerifyAsync(("compose.yaml", $"{Service}{setting}\n"));

    [Theory]
    [InlineData("    stop_grace_period: 32s")]
    [InlineData("    stop_grace_period: 1m")]
    [InlineData("    stop_grace_period: 1h30m")]
    [InlineData("    stop_grace_period: ${GRACE}")]
    [InlineData("    stop_grace_period: {{ grace }}")]
    [InlineData("    stop_grace_period:")]
    [InlineData("    stop_grace_period: 10 parsecs")]
    [InlineData("    environment:\n      GracefulShutdown__ForcedExitTimeout: 00:00:05")]
    [InlineData("    # shutdown-analyzers: ignore SHUT703")]
    public Task Service_that_states_enough_or_what_nobody_knows(string setting) => Test.VerifyAsync(("docker-compose.yml", $"{Service}{setting}\n"));

    [Fact]
    public Task Services_without_a_statement() => Test.VerifyAsync(("/src/compose.yml", """
        x-defaults: &defaults
          stop_grace_period: 40s
        services:
          [|by-folder|]:
            build: ./Shop
          [|by-dockerfile|]:
            build:
              context: .
              dockerfile: Shop/Dockerfile
          [|by-image|]: { image: acme/shop.api@sha256:1234 }
          merged:
            <<: *defaults
            build: Shop
          other-folder:
            build: ./Billing
          other-image:
            image: redis
          workshop:
            image: acme/workshop-api
        """));

    [Fact]
    public Task Service_under_a_tab_or_half_written() => Test.VerifyAsync(("compose.yml", "services:\r\n\tshop:\r\n\t\tbuild: .\r\n  shop\r\n    build: .\r\n  x: [a,\r\n"));

    [Fact]
    public Task Dockerfile_in_the_folder_that_runs_something_else() => Test.VerifyAsync(
        ("compose.yml", "services:\n  sshd:\n    build: { context: ., dockerfile: sshd.Dockerfile }\n  [|shop|]:\n    build: .\n"),
        ("sshd.Dockerfile", "FROM alpine\nCMD [\"sshd\"]\n"),
        ("Dockerfile", "FROM aspnet\nCMD [\"dotnet\", \"Shop.Api.dll\"]\n"));

    [Fact]
    public Task Several_images_of_the_app_s_last_name() => Test.VerifyAsync(("compose.yml", """
        services:
          [|mine|]:
            image: acme/shop-api
          theirs:
            image: acme/node-shop-api
          microsoft:
            image: mcr.microsoft.com/samples/shop-api
        """));

    [Theory]
    [InlineData("shop-api", "[|web|]")]
    [InlineData("ShopApi", "[|web|]")]
    [InlineData("node-shop-api", "web")]
    public Task Ambiguous_images(string image, string service) => Test.VerifyAsync(("compose.yml", $"services:\n  {service}:\n    image: acme/{image}:1\n  other:\n    image: acme/python-shop-api\n"));

    [Fact]
    public Task File_that_lies_over_another() => Test.VerifyAsync(
        ("compose.yml", "services:\n  web:\n    build: .\n  [|job|]:\n    build: .\n"),
        ("compose.override.yml", "services:\n  web:\n    build: .\n    stop_grace_period: 40s\n  job:\n    build: .\n    ports: []\n"));

    [Theory]
    [InlineData("[|terminationGracePeriodSeconds: 31|]", "")]
    [InlineData("[|terminationGracePeriodSeconds: 0|]", "")]
    [InlineData("[|terminationGracePeriodSeconds: 36|]", "lifecycle: { preStop: { sleep: { seconds: 5 } } }")]
    [InlineData("[|terminationGracePeriodSeconds: 36|]", "lifecycle: { preStop: { exec: { command: [sleep, '5'] } } }")]
    [InlineData("[|terminationGracePeriodSeconds: 61|]", "lifecycle: { preStop: { exec: { command: [sh, -c, 'nginx -s quit; sleep 0.5m'] } } }")]
    [InlineData("terminationGracePeriodSeconds: 32", "")]
    [InlineData("terminationGracePeriodSeconds: 37", "lifecycle: { preStop: { sleep: { seconds: 5 } } }")]
    [InlineData("terminationGracePeriodSeconds: 32", "lifecycle: { preStop: { httpGet: { path: /stop, port: 80 } } }")]
    [InlineData("terminationGracePeriodSeconds: $(GRACE)", "")]
    public Task Pod(string grace, string hook) => Test.VerifyAsync(("k8s/shop.yml", $"""
        apiVersion: apps/v1
        kind: Deployment
        spec:
          template:
            spec:
              {grace}
              containers:
                - image: acme/shop-api:1.0
                  {hook}
                - image: sidecar
        """));

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public Task Pods_without_a_statement(string kind) => Test.VerifyAsync(("shop.yaml", $"kind: {kind}\nspec:\n  template:\n    spec:\n      [|containers|]:\n      - image: acme/shop-api\n"));

    [Theory]
    [InlineData("Job")]
    [InlineData("CronJob")]
    [InlineData("ConfigMap")]
    public Task Other_objects(string kind) => Test.VerifyAsync(("shop.yaml", $"kind: {kind}\nspec:\n  template:\n    spec:\n      containers:\n      - image: acme/shop-api\n"));

    [Fact]
    public Task Lone_pod_after_other_documents() => Test.VerifyAsync(("shop.yaml", "\uFEFF# shop\n---\nkind: Namespace\n...\n---\nkind: List\nitems:\n- kind: Pod\n  spec:\n    [|containers|]:\n    - image: 'acme/shop-api'\n"));

    [Fact]
    public Task Template() => Test.VerifyAsync(("deploy/templates/deployment.yaml", "kind: Deployment\nspec:\n  template:\n    spec:\n      {{- if .Values.x }}\n      containers:\n      - image: acme/shop-api\n"));

    [Fact]
    public Task Template_of_values_only() => Test.VerifyAsync(("deploy/templates/deployment.yaml", "kind: Deployment\nmetadata:\n  name: '{{ .Release.Name }}'\nspec:\n  template:\n    spec:\n      containers:\n      - image: acme/shop-api\n"));

    [Fact]
    public Task Name_that_only_ends_like_the_app_s() => Test.VerifyAsync(("compose.yml", "services:\n  workshop:\n    image: acme/workshop-api\n"));

    [Theory]
    [InlineData("[|TimeoutStopSec=31|]")]
    [InlineData("[|TimeoutStopSec=20s 500ms|]")]
    [InlineData("[|TimeoutSec=5|]")]
    [InlineData("TimeoutStopSec=100\n[|TimeoutStopSec=5|]")]
    public Task Unit(string setting) => Test.VerifyAsync(("shop.service", $"[Service]\nExecStart=/opt/shop/Shop.Api\n{setting}\n"));

    [Theory]
    [InlineData("87", "ExecStart=/opt/shop/Shop.Api")]
    [InlineData("88", "[|ExecStart=/opt/shop/Shop.Api|]")]
    public Task Unit_without_a_statement(string forcedExitSeconds, string start) => Test.OfAsync(
        ShopApp.Draining.Replace("AddGracefulShutdown()", $"AddGracefulShutdown(o => o.ForcedExitTimeout = TimeSpan.FromSeconds({forcedExitSeconds}))"),
        ("shop.service", $"[Service]\n{start}\n"));

    [Theory]
    [InlineData("")]
    [InlineData("TimeoutStopSec=32")]
    [InlineData("TimeoutStopSec=1min")]
    [InlineData("TimeoutStopSec=infinity")]
    [InlineData("TimeoutStopSec=0")]
    [InlineData("TimeoutStopSec=5\nSendSIGKILL=no")]
    [InlineData("TimeoutStopSec=5\nType=oneshot")]
    [InlineData("TimeoutSec=5\nTimeoutStopSec=60")]
    public Task Unit_that_waits(string setting) => Test.VerifyAsync(("shop.service", $"[Service]\nExecStart=/opt/shop/Shop.Api\n{setting}\n"));

    [Theory]
    [InlineData("", "32", "33")]
    [InlineData("o => o.ForcedExitTimeout = TimeSpan.FromSeconds(60)", "62", "63")]
    [InlineData("o => { o.LameDuckPeriod = TimeSpan.FromSeconds(10); }", "41", "42")]
    public async Task What_the_package_takes(string options, string tooLittle, string enough)
    {
        var code = ShopApp.Draining.Replace("AddGracefulShutdown()", $"AddGracefulShutdown({options})");
        await Test.OfAsync(code, ("compose.yml", $"{Service}    [|stop_grace_period: {tooLittle}s|]\n"));
        await Test.OfAsync(code, ("compose.yml", $"{Service}    stop_grace_period: {enough}s\n"));
    }

    [Fact]
    public async Task What_the_settings_file_says()
    {
        var production = ("appsettings.Production.json", """{ "GracefulShutdown": { "ForcedExitTimeout": "00:01:00" } }""");
        var all = ("appsettings.json", """{ "Logging": {}, "GracefulShutdown": { "LameDuckPeriod": "00:00:10", "ForcedExitTimeout": "00:00:05" } }""");
        await Test.OfAsync(ShopApp.Draining, ("compose.yml", $"{Service}    [|stop_grace_period: 71s|]\n"), production, all);
        await Test.OfAsync(ShopApp.Draining, ("compose.yml", $"{Service}    stop_grace_period: 72s\n"), production, all);
    }

    [Fact]
    public Task What_the_code_says_over_the_settings_file() => Test.OfAsync(
        ShopApp.Draining.Replace("AddGracefulShutdown()", "AddGracefulShutdown(o => o.ForcedExitTimeout = TimeSpan.FromSeconds(60))"),
        ("compose.yml", $"{Service}    [|stop_grace_period: 62s|]\n"),
        ("appsettings.json", """{ "GracefulShutdown": { "ForcedExitTimeout": "00:00:05" } }"""));

    [Theory]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(args.Length));")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);")]
    public Task Host_that_takes_less_or_what_nobody_knows(string statement) => Test.OfAsync(
        ShopApp.Plain.Replace("var app", $"{statement}\nvar app"),
        ("compose.yml", Service));

    [Fact]
    public Task Program_without_a_host() => new Test(ProjectKind.Console, "System.Threading.Thread.Sleep(-1);", ("compose.yml", Service)).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Large_file() => Test.VerifyAsync(("k8s/all.yaml", string.Concat(Enumerable.Repeat("kind: ConfigMap\ndata: { a: [1, 2, {b: c}] }\n---\n", 20_000)) + "kind: Pod\nspec:\n  [|containers|]:\n  - image: shop-api\n"));
}
