using System.CommandLine;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>What the rules cost a compiler and an editor, beside no analyzer and beside one that does nothing.</summary>
internal static class AnalyzersCommand
{
    public static Command Create()
    {
        var files = new Option<int[]>("--files") { Description = "How many files the generated project has; several figures show how the cost grows.", DefaultValueFactory = static _ => [2_000], AllowMultipleArgumentsPerToken = true };
        var project = new Option<FileInfo?>("--project") { Description = "A project to measure in place of the generated one. It must restore and compile." };
        var measurements = new Option<Measurement[]>("--measure") { Description = "What to measure.", DefaultValueFactory = static _ => Enum.GetValues<Measurement>(), AllowMultipleArgumentsPerToken = true };
        var rounds = new Option<int>("--rounds") { Description = "Measurements of each, taken in turn.", DefaultValueFactory = static _ => 5 };
        var peers = new Option<bool>("--peers") { Description = "Measure other packages of analyzers, too." };
        files.Validators.Add(static result => { if (result.GetValueOrDefault<int[]>().Any(static count => count < 40)) result.AddError("--files must be at least 40."); });
        rounds.Validators.Add(static result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--rounds must be at least 1."); });
        OptionValidation.AcceptExistingOnly(project!);

        var command = new Command("analyzers", "The rules' share of the compiler's time, cold and after an edit.") { files, project, measurements, rounds, peers };
        command.SetAction(async (arguments, cancellation) =>
        {
            var cost = new AnalyzersCost(arguments.GetRequiredValue(measurements), arguments.GetValue(rounds), arguments.GetValue(peers), cancellation);
            if (arguments.GetValue(project) is { } file)
            {
                await cost.MeasureAsync(() => CapturedProject.OfAsync(file, cancellation), isGenerated: false);
                return;
            }

            foreach (var count in arguments.GetRequiredValue(files))
                await cost.MeasureAsync(() => CapturedProject.CreateAsync([.. GeneratedShop.Files(count)], cancellation), isGenerated: true);
        });
        return command;
    }
}
