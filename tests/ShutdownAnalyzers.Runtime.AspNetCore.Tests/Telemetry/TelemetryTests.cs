using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Telemetry;

/// <summary>What OpenTelemetry's own SDK collects of a shutdown. Alone in the process: other apps have the same meter.</summary>
[Collection(nameof(TelemetryTests))]
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class TelemetryTests
{
    private const string Name = "ShutdownAnalyzers.Runtime";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_follow_the_shutdown()
    {
        using var collected = new MetricSink();
        using var reader = new BaseExportingMetricReader(collected);
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(Name).AddReader(reader).Build();
        var goOn = new TaskCompletionSource();
        await using var app = await StartAsync(goOn.Task);
        using var keptAlive = await RawConnection.OpenAsync(app.Server());
        using var http = app.Client();
        var slow = http.GetAsync("/slow", Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == 1);
        Assert.Equal(0, Collect("shutdown.phase"));
        Assert.Equal(1, Collect("shutdown.active_requests"));
        Assert.Equal(0, Collect("shutdown.open_websockets"));

        var stopped = await app.BeginToDrainAsync();
        await keptAlive.SendAsync("/count");
        Assert.StartsWith("HTTP/1.1 503", await keptAlive.ReceiveToEndAsync());
        Assert.Equal(2, Collect("shutdown.phase"));
        goOn.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await slow).StatusCode);
        await stopped;

        Assert.Equal(4, Collect("shutdown.phase"));
        Assert.Equal(0, Collect("shutdown.active_requests"));
        Assert.Equal(1, Collect("shutdown.rejected_requests"));
        Assert.Equal(1, Collect("shutdown.drained_requests"));
        Assert.Equal(1, Collect("shutdown.drain.duration")); // How many drains it has measured.

        double Collect(string metric)
        {
            reader.Collect();
            return collected.Latest[metric];
        }
    }

    [Fact]
    public async Task A_shutdown_is_one_trace()
    {
        using var spans = new SpanSink();
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(Name).AddProcessor(new SimpleActivityExportProcessor(spans)).Build();
        await using (var app = await StartAsync(Task.CompletedTask))
        {
            app.Shutdown().OnDraining("flush", static _ => ValueTask.CompletedTask);
            await app.StopAsync(Cancellation);
        }

        var shutdown = Assert.Single(spans.All, static span => span.OperationName == "shutdown");
        Assert.Equal("StopApplication", shutdown.GetTagItem("shutdown.cause"));
        Assert.All(
            (string[])["shutdown.lame_duck", "shutdown.drain", "shutdown.hook"],
            name => Assert.Equal(shutdown.SpanId, Assert.Single(spans.All, span => span.OperationName == name).ParentSpanId));
        Assert.Equal("flush", Assert.Single(spans.All, static span => span.OperationName == "shutdown.hook").GetTagItem("shutdown.hook.name"));
    }

    private static Task<WebApplication> StartAsync(Task goOn) =>
        LocalApp.StartAsync(LocalApp.NewBuilder(static options => options.LameDuckPeriod = TimeSpan.Zero), app => app.MapGet("/slow", () => goOn));

    /// <summary>The latest value of each metric; a histogram's is the number of its measurements.</summary>
    private sealed class MetricSink : BaseExporter<Metric>
    {
        public Dictionary<string, double> Latest { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    Latest[metric.Name] = metric.MetricType switch
                    {
                        MetricType.LongGauge => point.GetGaugeLastValueLong(),
                        MetricType.Histogram => point.GetHistogramCount(),
                        _ => point.GetSumLong(),
                    };
                }
            }

            return ExportResult.Success;
        }
    }

    private sealed class SpanSink : BaseExporter<Activity>
    {
        public List<Activity> All { get; } = [];

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
                All.Add(span);
            return ExportResult.Success;
        }
    }
}
