namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>Software that a test needs and a machine may lack.</summary>
internal static class Requirement
{
    /// <summary>Skips the test where the software is missing, unless the environment says that it must be there.</summary>
    public static void Check(string name, bool isInstalled, string package)
    {
        if (isInstalled)
            return;

        var variable = $"SHUTDOWN_REQUIRE_{name.ToUpperInvariant()}";
        if (Environment.GetEnvironmentVariable(variable) == "1")
            Assert.Fail($"{name} is not installed, and {variable}=1 says that it must be.");
        Assert.Skip($"{name} is not installed: apt-get install {package}");
    }
}
