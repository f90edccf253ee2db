using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ShutdownAnalyzers.Runtime;

public sealed class GracefulShutdownOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(Validate(static _ => { }).Succeeded);

    public static TheoryData<string, string> OutOfRange => new()
    {
        { "LameDuckPeriod=-00:00:01", "GracefulShutdown:LameDuckPeriod is -00:00:01; allowed is 00:00:00 to 01:00:00." },
        { "LameDuckPeriod=10675199.02:48:05.4775807", "GracefulShutdown:LameDuckPeriod is 10675199.02:48:05.4775807; allowed is 00:00:00 to 01:00:00." },
        { "DrainMode=7", "GracefulShutdown:DrainMode is 7; allowed is Reject or Serve." },
        { "DrainStatusCode=500", "GracefulShutdown:DrainStatusCode is 500; allowed is 503 or 502." },
        { "RetryAfter=1.00:00:00", "GracefulShutdown:RetryAfter is 1.00:00:00; allowed is 00:00:00 to 01:00:00." },
        { "DrainTimeout=02:00:00", "GracefulShutdown:DrainTimeout is 02:00:00; allowed is 00:00:00 to 01:00:00." },
        { "ExemptPaths:0=health", "GracefulShutdown:ExemptPaths is 'health'; allowed is a path that starts with '/'." },
        { "ForcedExitTimeout=00:00:21", "GracefulShutdown:ForcedExitTimeout is 00:00:21; allowed is more than LameDuckPeriod and DrainTimeout together (00:00:21), up to 1.00:00:00." },
        { "ForcedExitTimeout=-00:00:00.001", "GracefulShutdown:ForcedExitTimeout is -00:00:00.0010000; allowed is more than LameDuckPeriod and DrainTimeout together (00:00:21), up to 1.00:00:00." },
        { "ForcedExitCode=0", "GracefulShutdown:ForcedExitCode is 0; allowed is 1 to 255." },
        { "ForcedExitCode=256", "GracefulShutdown:ForcedExitCode is 256; allowed is 1 to 255." },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void An_option_out_of_range_is_named_with_its_value_and_the_range(string setting, string message)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(setting));

        Assert.Contains(message, failure.Failures);
    }

    [Fact]
    public void Each_option_out_of_range_is_named()
    {
        var result = Validate(static options =>
        {
            options.DrainStatusCode = 200;
            options.ForcedExitCode = -1;
        });

        Assert.Equal(2, result.Failures!.Count());
    }

    [Fact]
    public void The_section_binds_and_code_has_the_last_word()
    {
        var options = Read(["DrainMode=Serve", "DrainTimeout=00:00:05", "ExemptPaths:0=/health", "ForcedExitCode=3"], static options => options.ForcedExitCode = 4);

        Assert.Equal(DrainMode.Serve, options.DrainMode);
        Assert.Equal(TimeSpan.FromSeconds(5), options.DrainTimeout);
        Assert.Equal(["/health"], options.ExemptPaths);
        Assert.Equal(4, options.ForcedExitCode);
    }

    [Fact]
    public void Adding_it_again_only_adds_to_the_options()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddGracefulShutdown(static options => options.ForcedExitCode = 2);
        var services = builder.Services.Count;
        builder.AddGracefulShutdown(static options => options.DrainStatusCode = 502);
        using var host = builder.Build();

        Assert.Equal(services + 1, builder.Services.Count);
        var options = host.Services.GetRequiredService<GracefulShutdownOptions>();
        Assert.Equal((2, 502), (options.ForcedExitCode, options.DrainStatusCode));
    }

    [Fact]
    public void The_hosts_own_timeout_comes_on_top()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddGracefulShutdown(static options => options.DrainTimeout = TimeSpan.FromSeconds(9));
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        using var host = builder.Build();

        Assert.Equal(TimeSpan.FromSeconds(1 + 9 + 5), host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    private static ValidateOptionsResult Validate(Action<GracefulShutdownOptions> change)
    {
        var options = new GracefulShutdownOptions();
        change(options);
        return new GracefulShutdownOptionsValidator().Validate(null, options);
    }

    private static GracefulShutdownOptions Read(string setting) => Read([setting], null);

    private static GracefulShutdownOptions Read(string[] settings, Action<GracefulShutdownOptions>? configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => setting.Split('=')).Select(static pair => KeyValuePair.Create($"GracefulShutdown:{pair[0]}", (string?)pair[1])));
        builder.AddGracefulShutdown(configure);
        using var host = builder.Build();
        return host.Services.GetRequiredService<GracefulShutdownOptions>();
    }
}
