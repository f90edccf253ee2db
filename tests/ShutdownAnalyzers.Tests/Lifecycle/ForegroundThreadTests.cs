namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT110.</summary>
public sealed class ForegroundThreadTests
{
    [Theory]
    [InlineData("[|new Thread|](Work).Start();")]
    [InlineData("var thread = [|new Thread|](Work); thread.Start();")]
    [InlineData("Thread thread = [|new|](Work); thread.Name = \"work\"; thread.Start();")]
    [InlineData("var thread = [|new Thread|](() => { }) { Name = \"work\" }; thread.Start();")]
    [InlineData("var thread = [|new System.Threading.Thread|](Work) { IsBackground = false }; thread.Start();")]
    [InlineData("Thread thread; thread = [|new Thread|](Work); thread.Start();")]
    public Task Fires(string statements) => InAppAsync(statements);

    [Theory]
    [InlineData("private readonly Thread _thread; public Worker() { _thread = [|new Thread|](Work); _thread.Start(); }")]
    [InlineData("private readonly Thread _thread = [|new|](Work); public void Start() => _thread.Start();")]
    [InlineData("private Thread? _thread; public void Start() { _thread = [|new Thread|](Work); _thread.Start(); } public void Stop() { _thread = null; }")]
    public Task Fires_in_a_type(string members) => InAppAsync($"class Worker {{ private static void Work() {{ }} {members} }}");

    [Theory]
    [InlineData("new Thread(Work) { IsBackground = true }.Start();")]
    [InlineData("var thread = new Thread(Work); thread.IsBackground = true; thread.Start();")]
    [InlineData("var thread = new Thread(Work); thread.IsBackground = args.Length > 0; thread.Start();")]
    [InlineData("var thread = new Thread(Work); thread.Start(); thread.Join();")]
    [InlineData("var thread = new Thread(Work); thread.Start(); if (!thread.Join(1000)) Console.WriteLine(\"late\");")]
    [InlineData("var thread = new Thread(Work); thread.SetApartmentState(ApartmentState.STA); thread.Start();")]
    [InlineData("var thread = new Thread(Work);")]
    [InlineData("var threads = new List<Thread> { new Thread(Work) }; threads.ForEach(thread => thread.Start());")]
    [InlineData("var thread = new Thread(Work); Run(thread); static void Run(Thread given) => given.Start();")]
    [InlineData("var thread = new Thread(Work); thread.Start(); app.Lifetime.ApplicationStopped.Register(() => thread.Join());")]
    [InlineData("new Own.Thread().Start(); static class Own { public class Thread { public void Start() { } } }")]
    public Task Stays_silent(string statements) => InAppAsync(statements);

    [Theory]
    [InlineData("private readonly Thread _thread = new(Work); public void Start() => _thread.Start(); public void Stop() => _thread.Join();")]
    [InlineData("private readonly Thread _thread = new(Work) { IsBackground = true }; public void Start() => _thread.Start();")]
    [InlineData("public readonly Thread _thread = new(Work); public void Start() => _thread.Start();")]
    [InlineData("private Thread? _thread; public void Start() { _thread = new Thread(Work); _thread.Start(); } public void Stop() => _thread?.Join();")]
    [InlineData("private Thread Make() => new Thread(Work); public void Start() => Make().Start();")]
    public Task Stays_silent_in_a_type(string members) => InAppAsync($"class Worker {{ private static void Work() {{ }} {members} }}");

    [Theory]
    [InlineData((int)ProjectKind.Console)]
    [InlineData((int)ProjectKind.Worker)]
    public Task Stays_silent_without_a_host(int kind) => RuleTest<ForegroundThreadAnalyzer>.VerifyAsync((ProjectKind)kind, "new Thread(() => { }).Start();");

    private static Task InAppAsync(string statements) => RuleTest<ForegroundThreadAnalyzer>.VerifyAsync(ProjectKind.Web, statements.StartsWith("class", StringComparison.Ordinal)
        ? $"WebApplication.Create(args).Run(); {statements}"
        : $"var app = WebApplication.Create(args); app.Run(); static void Work() {{ }} {statements}");
}
