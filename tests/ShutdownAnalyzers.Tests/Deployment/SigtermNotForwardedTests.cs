using Test = ShutdownAnalyzers.Deployment.DeploymentTest<ShutdownAnalyzers.Deployment.SigtermNotForwardedAnalyzer>;

namespace ShutdownAnalyzers.Deployment;

public sealed class SigtermNotForwardedTests
{
    [Theory]
    [InlineData("ENTRYPOINT [|dotnet Shop.Api.dll|]")]
    [InlineData("CMD [|dotnet Shop.Api.dll|]")]
    [InlineData("entrypoint [|dotnet /app/Shop.Api.dll --urls http://+:8080|]")]
    [InlineData("ENTRYPOINT [|./Shop.Api|]")]
    [InlineData("ENTRYPOINT [|cd /app && dotnet Shop.Api.dll|]")]
    [InlineData("ENTRYPOINT [|ASPNETCORE_URLS=http://+:$PORT dotnet Shop.Api.dll|]")]
    [InlineData("CMD [|gosu app dotnet Shop.Api.dll|]")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\", [|\"dotnet Shop.Api.dll\"|]]")]
    [InlineData("ENTRYPOINT [\"/bin/bash\", \"-ec\", [|\"./migrate; dotnet Shop.Api.dll\"|]]")]
    [InlineData("ENTRYPOINT [\"/bin/sh\", \"-c\"]\nCMD [[|\"dotnet Shop.Api.dll\"|]]")]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\nCMD [|./migrate && dotnet Shop.Api.dll|]")]
    public Task Shell_that_waits_for_the_app(string instruction) => InFinalStage(instruction);

    [Theory]
    [InlineData("ENTRYPOINT [\"dotnet\", \"Shop.Api.dll\"]")]
    [InlineData("ENTRYPOINT exec dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT ./migrate && exec dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\", \"exec dotnet Shop.Api.dll $ARGS\"]")]
    [InlineData("ENTRYPOINT tini -- dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT [\"/usr/bin/tini\", \"--\"]\nCMD dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT [\"dumb-init\", \"sh\", \"-c\", \"dotnet Shop.Api.dll\"]")]
    [InlineData("ENTRYPOINT [\"bash\", \"-c\", \"dotnet Shop.Api.dll\"]")]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\nENTRYPOINT dotnet Shop.Api.dll")]
    [InlineData("SHELL [\"powershell\", \"-Command\"]\nENTRYPOINT dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT dotnet Other.dll")]
    [InlineData("ENTRYPOINT dotnet test Shop.Api.Tests.dll")]
    [InlineData("CMD echo Shop.Api.dll")]
    [InlineData("ENTRYPOINT nginx -g 'daemon off;'")]
    [InlineData("ENTRYPOINT dotnet Shop.Api.dll & wait")]
    [InlineData("ENTRYPOINT trap 'kill -TERM $PID' TERM; dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT dotnet Shop.Api.dll\nENTRYPOINT [\"dotnet\", \"Shop.Api.dll\"]")]
    [InlineData("HEALTHCHECK CMD dotnet Shop.Api.dll --health")]
    [InlineData("RUN <<EOF\nCMD dotnet Shop.Api.dll\nEOF")]
    [InlineData("# ENTRYPOINT dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\", \"dotnet Shop")]
    public Task App_that_is_told(string instruction) => InFinalStage(instruction);

    [Fact]
    public Task Stage_that_the_final_one_is_made_from() => Test.VerifyAsync(("Dockerfile", """
        FROM aspnet:10.0 AS base
        ENTRYPOINT [|dotnet Shop.Api.dll|]

        FROM sdk:10.0 AS build
        ENTRYPOINT dotnet Shop.Api.dll --build

        FROM base AS final
        COPY --from=build /app .
        """));

    [Fact]
    public Task Earlier_stage() => Test.VerifyAsync(("Dockerfile", """
        FROM sdk:10.0 AS debug
        ENTRYPOINT dotnet Shop.Api.dll

        FROM aspnet:10.0
        ENTRYPOINT ["dotnet", "Shop.Api.dll"]
        """));

    [Theory]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2022")]
    [InlineData("mcr.microsoft.com/windows/servercore:ltsc2022")]
    public Task Windows_image(string image) => Test.VerifyAsync(("Dockerfile", $"FROM {image}\nENTRYPOINT dotnet Shop.Api.dll\n"));

    [Fact]
    public Task Windows_escape() => Test.VerifyAsync(("Dockerfile", "# escape=`\nFROM aspnet\nENTRYPOINT dotnet `\n  Shop.Api.dll\n"));

    [Fact]
    public Task Command_over_several_lines() => Test.VerifyAsync(("Dockerfile", "FROM aspnet\r\nENTRYPOINT [|dotnet \\\r\n  # the app\r\n  Shop.Api.dll|]\r\n"));

    [Fact]
    public Task Json_over_several_lines() => Test.VerifyAsync(("Dockerfile", "FROM aspnet\nENTRYPOINT [\"dotnet\", \\\n  \"Shop.Api.dll\"]\n"));

    [Theory]
    [InlineData("Dockerfile.prod")]
    [InlineData("shop.Dockerfile")]
    [InlineData("docker/Dockerfile")]
    [InlineData("Containerfile")]
    public Task Names_of_a_dockerfile(string name) => Test.VerifyAsync((name, "FROM aspnet\nENTRYPOINT [|dotnet Shop.Api.dll|]\n"));

    [Fact]
    public Task Compose_command() => Test.VerifyAsync(("compose.yml", """
        services:
          text:
            command: [|sh -c "./migrate && dotnet Shop.Api.dll"|]
          list:
            entrypoint: ["/bin/sh", "-c", [|"dotnet Shop.Api.dll"|]]
          lines:
            command:
              - sh
              - -c
              - [||
                  ./migrate
                  dotnet Shop.Api.dll
        |]  fine:
            command: sh -c "./migrate && exec dotnet Shop.Api.dll"
          no-shell:
            command: dotnet Shop.Api.dll
          other:
            command: sh -c "node server.js"
          with-init:
            init: true
            command: sh -c "dotnet Shop.Api.dll"
        """));

    [Fact]
    public Task Pod_command() => Test.VerifyAsync(("k8s/shop.yaml", """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          template:
            spec:
              containers:
              - name: shop
                command: ["/bin/sh", "-c"]
                args: [[|"sleep 1; dotnet Shop.Api.dll"|]]
              - name: other
                command: ["/bin/sh", "-c", "dotnet Other.dll"]
        ---
        kind: Job
        spec:
          template:
            spec:
              containers:
              - command: ["sh", "-c", "dotnet Shop.Api.dll migrate"]
        """));

    [Theory]
    [InlineData("#!/bin/sh\nset -e\n[|dotnet Shop.Api.dll \"$@\"|]\n")]
    [InlineData("#!/bin/bash\r\n./migrate\r\n[|./Shop.Api|]\r\n\r\n# done\r\n")]
    [InlineData("#!/bin/sh\ncat <<EOF\nexec it\nEOF\n[|dotnet Shop.Api.dll|]")]
    [InlineData("#!/bin/sh\nif [ -z \"$A\" ]; then\n  A=1\nfi\n[|dotnet Shop.Api.dll|]\n")]
    public Task Entry_script(string script) => Test.VerifyAsync(("docker-entrypoint.sh", script));

    [Theory]
    [InlineData("#!/bin/sh\nexec dotnet Shop.Api.dll \"$@\"\n")]
    [InlineData("#!/bin/sh\ntrap 'kill $pid' TERM\ndotnet Shop.Api.dll\n")]
    [InlineData("#!/bin/sh\ndotnet Shop.Api.dll &\nwait\n")]
    [InlineData("#!/bin/sh\ndotnet Shop.Api.dll | tee log\n")]
    [InlineData("#!/bin/sh\nexec \"$@\"\n")]
    [InlineData("#!/bin/sh\ndotnet Shop.Api.dll migrate\nexec dotnet Shop.Api.dll\n")]
    [InlineData("#!/bin/sh\nexec tini -- dotnet Shop.Api.dll\n")]
    [InlineData("#!/bin/sh\nwhile true; do\n  dotnet Shop.Api.dll\ndone\n")]
    [InlineData("")]
    public Task Entry_script_that_steps_aside(string script) => Test.VerifyAsync(("entrypoint.sh", script));

    [Fact]
    public Task Script_that_the_image_starts() => Test.VerifyAsync(
        ("Dockerfile", "FROM aspnet\nENTRYPOINT [\"/app/start.sh\"]\n"),
        ("start.sh", "[|dotnet Shop.Api.dll|]\n"));

    [Theory]
    [InlineData("CMD [\"dotnet\", \"Shop.Api.dll\"]", "set -e\n[|\"$@\"|]\n")]
    [InlineData("CMD [\"dotnet\", \"Shop.Api.dll\"]", "set -e\nexec \"$@\"\n")]
    [InlineData("CMD [\"dotnet\", \"Shop.Api.dll\"]", "trap 'kill $!' TERM\n\"$@\"\n")]
    [InlineData("CMD [\"dotnet\", \"Other.dll\"]", "\"$@\"\n")]
    public Task Script_that_runs_the_command_of_the_image(string command, string script) => Test.VerifyAsync(
        ("Dockerfile", $"FROM aspnet\nENTRYPOINT [\"/docker-entrypoint.sh\"]\n{command}\n"),
        ("docker-entrypoint.sh", script));

    [Fact]
    public Task Script_that_runs_whatever_it_is_given() => Test.VerifyAsync(("docker-entrypoint.sh", "\"$@\"\n"));

    [Fact]
    public Task Script_behind_an_init() => Test.VerifyAsync(
        ("Dockerfile", "FROM aspnet\nENTRYPOINT [\"tini\", \"--\", \"/app/entrypoint.sh\"]\n"),
        ("entrypoint.sh", "dotnet Shop.Api.dll\n"));

    [Fact]
    public Task Script_of_a_developer() => Test.VerifyAsync(("run.sh", "dotnet Shop.Api.dll\n"));

    [Fact]
    public Task Suppressed_in_the_file() => Test.VerifyAsync(("Dockerfile", "# shutdown-analyzers: ignore SHUT701\nFROM aspnet\nENTRYPOINT dotnet Shop.Api.dll\n"));

    [Fact]
    public Task Other_rule_suppressed_in_the_file() => Test.VerifyAsync(("Dockerfile", "# shutdown-analyzers: ignore SHUT702, SHUT703\nFROM aspnet\nENTRYPOINT [|dotnet Shop.Api.dll|]\n"));

    [Fact]
    public Task Program_that_ends_by_itself() => new Test(ProjectKind.Console, "System.Console.WriteLine();", ("Dockerfile", "FROM runtime\nENTRYPOINT dotnet Shop.Api.dll\n"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Program_without_a_host() => new Test(ProjectKind.Console, "System.Threading.Thread.Sleep(-1);", ("Dockerfile", "FROM runtime\nENTRYPOINT [|dotnet Shop.Api.dll|]\n"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task At_the_run_call_for_a_host_that_fixes_code_only()
    {
        var test = new Test(ProjectKind.Web, "WebApplication.CreateBuilder(args).Build().[|Run|]();", ("Dockerfile", "FROM aspnet\nENTRYPOINT dotnet Shop.Api.dll\n"));
        test.Set("shutdown_analyzers.deployment_findings_at_run_call", "true");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task InFinalStage(string instruction) => Test.VerifyAsync(("Dockerfile", $"FROM mcr.microsoft.com/dotnet/aspnet:10.0\nWORKDIR /app\n{instruction}\n"));
}
