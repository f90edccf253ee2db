using System.Collections.Immutable;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>Every setting there is. A rule's page documents those that the rule reads.</summary>
internal static class Options
{
    public static readonly Option<bool> AnalyzeTestProjects = new("analyze_test_projects", false, ParseBool);

    /// <summary>The user's own middleware methods that drain (SHUT201, SHUT203).</summary>
    public static readonly Option<ImmutableArray<string>> DrainMethods = new("drain_methods", [], ParseNames);

    /// <summary>The user's own methods that register a shutdown handler (SHUT101, SHUT203, SHUT207, SHUT601).</summary>
    public static readonly Option<ImmutableArray<string>> ShutdownHandlerMethods = new("shutdown_handler_methods", [], ParseNames);

    /// <summary>The user's own methods that take over the disposal of what they are given (SHUT301).</summary>
    public static readonly Option<ImmutableArray<string>> OwnershipTakingMethods = new("ownership_taking_methods", [], ParseNames);

    /// <summary>Report apps whose builder or app is handed to a method we cannot see, too.</summary>
    public static readonly Option<bool> StrictShutdownHandler = new("SHUT101.strict", false, ParseBool);

    /// <summary>Report what is wrong in a deployment file at the app's run call, where an editor and <c>dotnet format</c> can fix it (SHUT7xx).</summary>
    public static readonly Option<bool> DeploymentFindingsAtRunCall = new("deployment_findings_at_run_call", false, ParseBool);

    private static bool ParseBool(string text) => bool.TryParse(text, out var value) && value;

    private static ImmutableArray<string> ParseNames(string text) =>
        [.. text.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(static name => name.Trim()).Where(static name => name.Length > 0)];
}
