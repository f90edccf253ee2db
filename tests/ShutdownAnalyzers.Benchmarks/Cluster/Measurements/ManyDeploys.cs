using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>Whether the supervisor grows from deploy to deploy.</summary>
internal static class ManyDeploys
{
    // Of a heap that is collected now and then.
    private const double Noise = 1.1;

    public static async Task MeasureAsync(int deploys, Goals goals, CancellationToken cancellation)
    {
        await using var cluster = await OurCluster.StartAsync(cancellation);
        var table = new Table().Title("The supervisor after many deploys").AddColumns("deploys", "memory, MB", "descriptors", "children");
        List<ProcessFigures> marks = [];
        for (var deploy = 1; deploy <= deploys; deploy++)
        {
            await cluster.DeployAsync(cancellation);
            if (deploy != deploys && deploy is not (10 or 100)) continue; // The first ones warm it up.

            var figures = ProcessFigures.Of(cluster.Supervisor);
            table.AddRow($"{deploy}", $"{figures.Megabytes:0.0}", $"{figures.Descriptors}", $"{figures.Children}");
            Console.WriteLine($"After {deploy} of {deploys} deploys: {figures}");
            marks.Add(figures);
        }

        AnsiConsole.Write(table);
        if (marks is not [var early, .., var last])
            return;

        goals.Add($"descriptors and children over {deploys} deploys", $"{last.Descriptors}, {last.Children}", $"{early.Descriptors}, {early.Children}", (last.Descriptors, last.Children) == (early.Descriptors, early.Children));
        goals.Add($"memory over {deploys} deploys", $"{last.Megabytes:0.0} MB", $"at most {Noise * early.Megabytes:0.0} MB", last.Megabytes <= Noise * early.Megabytes);
    }
}
