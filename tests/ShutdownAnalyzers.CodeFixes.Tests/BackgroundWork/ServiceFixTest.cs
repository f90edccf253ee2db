using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>Tests of a fix on members of a background service.</summary>
internal static class ServiceFixTest<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    public static Task VerifyAsync(string members, string fixedMembers) =>
        FixTest<TAnalyzer, TCodeFix>.VerifyAsync(ProjectKind.ClassLib, Service(members), Service(fixedMembers));

    /// <summary>The finding stays, and no fix is offered.</summary>
    public static Task NoFixAsync(string members) => VerifyAsync(members, members);

    private static string Service(string members) => $$"""
        using System.Threading.Channels;
        using Microsoft.Extensions.Hosting;

        public abstract class Worker : BackgroundService
        {
            protected Channel<int> _jobs = Channel.CreateUnbounded<int>();
            protected Task _work = Task.CompletedTask;
            protected SemaphoreSlim _gate = new(1);

        {{string.Join('\n', members.Split('\n').Select(static line => line.Length == 0 ? line : "    " + line))}}

            protected Task SaveAsync(int job, string? note = null, CancellationToken cancel = default) => Task.CompletedTask;
        }
        """;
}
