using System.Reflection;

namespace ShutdownAnalyzers.Generated;

/// <summary>What is public is a promise: a change of it shows up as a change of the baseline, in review.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("ShutdownAnalyzers.Runtime")]
    [InlineData("ShutdownAnalyzers.Runtime.AspNetCore")]
    public void The_public_api_is_the_baseline(string assembly) =>
        new GeneratedFile($"src/{assembly}/PublicApi.txt").ShouldBe(PublicApi.Of(Assembly.Load(assembly)));
}
