using System.Diagnostics;
using Spectre.Console;

namespace Tour;

/// <summary>Tells what the tour does while it does it: a spinner on a terminal, plain lines in a file.</summary>
internal sealed class Narrator(IAnsiConsole console, int steps)
{
    private static readonly TimeSpan s_glance = TimeSpan.FromSeconds(1);

    // In a log, a sign of life is enough.
    private static readonly TimeSpan s_sign = TimeSpan.FromSeconds(10);

    private int _step;

    /// <summary>Runs one step and shows how long it takes.</summary>
    /// <param name="title">What is done, as a user would say it.</param>
    /// <param name="work">Does it; what it hands to its argument is shown as the current state.</param>
    public async Task<T> StepAsync<T>(string title, Func<Action<Func<string>>, Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        console.MarkupLineInterpolated($"[bold]{++_step}/{steps}[/] {title}");

        Func<string> state = () => "";
        var working = work(tell => state = tell);
        await ShowAsync(working, () => $"{watch.Elapsed.TotalSeconds:0} s{Detail(state())}");

        var result = await working;
        console.MarkupLineInterpolated($"    [grey]done in {watch.Elapsed.TotalSeconds:0.0} s{Detail(state())}[/]");
        return result;
    }

    public void Command(string command) => console.MarkupLineInterpolated($"    [blue]$ {command}[/]");

    public void Line(string text) => console.MarkupLineInterpolated($"    {text}");

    public void Show(Table table) => console.Write(table);

    private static string Detail(string state) => state.Length == 0 ? "" : $", {state}";

    private Task ShowAsync(Task working, Func<string> state) => console.Profile.Capabilities.Interactive
        ? console.Status().StartAsync(Markup.Escape(state()), status => RepeatAsync(working, s_glance, () => status.Status(Markup.Escape(state()))))
        : RepeatAsync(working, s_sign, () => Line($"… {state()}"));

    private static async Task RepeatAsync(Task working, TimeSpan pause, Action show)
    {
        while (await Task.WhenAny(working, Task.Delay(pause)) != working) show();
    }
}
