using Microsoft.CodeAnalysis.CSharp;

namespace ShutdownAnalyzers.Robustness;

/// <summary>An editor runs the rules over half-typed code all day: whatever it is, none of them throws.</summary>
public sealed class NeverThrowsTests
{
    private const int Cuts = 50;

    [Fact]
    public async Task On_code_that_breaks_off_anywhere()
    {
        var app = await AllRules.EmptyAppAsync();
        foreach (var source in RepositorySources.Cases())
            for (var cut = 1; cut <= Cuts; cut++)
                await AllRules.RunAsync(app, source[..(source.Length * cut / Cuts)]);
    }

    [Fact]
    public async Task On_code_with_a_piece_missing()
    {
        var app = await AllRules.EmptyAppAsync();
        foreach (var source in RepositorySources.Cases())
            for (var piece = 0; piece < 10; piece++)
                await AllRules.RunAsync(app, source.Remove(source.Length * piece / 10, source.Length / 10));
    }

    [Fact]
    public async Task On_the_sources_of_this_repository()
    {
        var app = await AllRules.EmptyAppAsync();
        foreach (var (_, sources) in RepositorySources.Projects())
            await AllRules.RunAsync(app, sources);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task On_syntax_soup(int seed)
    {
        var app = await AllRules.EmptyAppAsync();
        var words = Words();
        var random = new Random(seed);
        for (var bowl = 0; bowl < 100; bowl++)
            await AllRules.RunAsync(app, string.Join(' ', random.GetItems(words, 200)));
    }

    // The tests' own words, so that the soup tastes of timers, hosts and pipelines.
    private static string[] Words() =>
    [
        .. RepositorySources.Cases()
            .SelectMany(static source => SyntaxFactory.ParseTokens(source))
            .Select(static token => token.Text)
            .Where(static text => text.Length > 0)
            .Concat(["{", "}", "(", ")", ";", "=>", "new Timer(", "app.Run();", "class C : IDisposable {", "await", "??=", "?.", "[..", "partial", "yield return"]),
    ];
}
