using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Runtime;

namespace ShutdownAnalyzers.Hosting;

public sealed class ShutdownSettingsTests
{
    [Theory]
    [InlineData("", "00:00:30")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(60));", "00:01:00")]
    [InlineData("builder.Services.Configure<HostOptions>(o => { o.ShutdownTimeout = TimeSpan.FromMinutes(1.5); });", "00:01:30")]
    [InlineData("builder.Services.AddOptions<HostOptions>().Configure(o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);", "-00:00:00.0010000")]
    [InlineData("builder.Services.AddSingleton(new HostOptions { ShutdownTimeout = new TimeSpan(0, 2, 3) });", "00:02:03")]
    [InlineData("builder.WebHost.UseShutdownTimeout(TimeSpan.FromMinutes(2));", "00:02:00")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Times.Long);", "1.00:00:00")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Times.Circle);", "unknown")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Times.Changing);", "unknown")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.Parse(args[0]));", "unknown")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(args.Length));", "unknown")]
    [InlineData("builder.Services.Configure<HostOptions>(o => { if (args.Length > 0) o.ShutdownTimeout = TimeSpan.Zero; else o.ShutdownTimeout = TimeSpan.MaxValue; });", "unknown")]
    [InlineData("new Other().ShutdownTimeout = TimeSpan.FromSeconds(1);", "00:00:30")]
    [InlineData("builder.Services.Configure<HostOptions>(o => Console.WriteLine(o.ShutdownTimeout));", "00:00:30")]
    public async Task The_host_s_timeout(string statement, string expected)
    {
        var settings = await ReadAsync(statement);
        Assert.Equal(expected, Text(settings.ShutdownTimeout));
    }

    [Theory]
    [InlineData("builder.AddGracefulShutdown();", "00:00:01 00:00:20 00:00:30")]
    [InlineData("builder.AddGracefulShutdown(o => o.DrainTimeout = TimeSpan.FromSeconds(40));", "00:00:01 00:00:40 00:00:30")]
    [InlineData("builder.Services.AddGracefulShutdown(o => { o.LameDuckPeriod = default; o.ForcedExitTimeout = new(1, 0, 0); });", "00:00:00 00:00:20 01:00:00")]
    [InlineData("builder.Services.Configure<ShutdownAnalyzers.Runtime.GracefulShutdownOptions>(o => o.LameDuckPeriod = TimeSpan.FromMilliseconds(500));", "00:00:00.5000000 00:00:20 00:00:30")]
    public async Task The_package_s_limits(string statement, string expected)
    {
        var settings = await ReadAsync(statement);
        Assert.Equal(expected, $"{Text(settings.LameDuckPeriod)} {Text(settings.DrainTimeout)} {Text(settings.ForcedExitTimeout)}");
    }

    private static string Text(TimeLimit limit) => limit.Value?.ToString() ?? "unknown";

    private static async Task<ShutdownSettings> ReadAsync(string statement)
    {
        var compilation = await Analysis.CompileAsync("TestProject", OutputKind.ConsoleApplication, $$"""
            var builder = WebApplication.CreateBuilder(args);
            {{statement}}

            static class Times
            {
                public static readonly TimeSpan Long = TimeSpan.FromDays(1);
                public static readonly TimeSpan Circle = Circle;
                public static TimeSpan Changing = TimeSpan.FromDays(1);
            }

            class Other
            {
                public TimeSpan ShutdownTimeout { get; set; }
            }
            """, MetadataReference.CreateFromFile(typeof(IGracefulShutdown).Assembly.Location));
        return new(compilation, TestContext.Current.CancellationToken);
    }
}
