namespace ShutdownAnalyzers.Deployment.Yaml;

/// <summary>Each text as what it says, written as JSON without quotes.</summary>
public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: 1\nb: two words # comment\nc:\nd: x#y", "{a:1,b:two words,c:,d:x#y}")]
    [InlineData("a:\n  b:\n    c: 1\n  d: 2\ne: 3", "{a:{b:{c:1},d:2},e:3}")]
    [InlineData("- a\n- b: 1\n  c: 2\n-\n  - d\n- - e\n  - f", "[a,{b:1,c:2},[d],[e,f]]")]
    [InlineData("a:\n- 1\n- 2\nb:\n  - 3", "{a:[1,2],b:[3]}")]
    [InlineData("a: {b: 1, c: [x, 'y, z'], d}\ne: []", "{a:{b:1,c:[x,y, z],d:},e:[]}")]
    [InlineData("a: [\n  1,\n  # two\n  2\n]\nb: 3", "{a:[1,2],b:3}")]
    [InlineData("a: 'it''s'\nb: \"tab\\tquote\\\" \\x41\\u0042\"\n'c': \"\"", "{a:it's,b:tab\tquote\" AB,c:}")]
    [InlineData("a: one\n  two\nb: \"one\n  two\"", "{a:one two,b:one two}")]
    [InlineData("a: |\n  x: 1\n    y\n\n  z\nb: >-\n  one\n  two\nc: 3", "{a:x: 1\n  y\n\nz,b:one two,c:3}")]
    [InlineData("a: &x\n  b: 1\nc: *x\nd: &y 5\ne: *y\nf: *nobody", "{a:{b:1},c:{b:1},d:5,e:5,f:}")]
    [InlineData("a: !!str 5\nb: !custom\n  c: 1", "{a:5,b:{c:1}}")]
    [InlineData("url: http://x:80/y\ntime: 10:30", "{url:http://x:80/y,time:10:30}")]
    [InlineData("\uFEFFa: 1\r\nb:\r\n- 2\r\n", "{a:1,b:[2]}")]
    [InlineData("{\"a\": {\"b\": [1, true]}}", "{a:{b:[1,true]}}")]
    public void What_is_well_formed(string text, string expected) => Assert.Equal(expected, Assert.Single(Read(text)));

    [Fact]
    public void Documents() => Assert.Equal(["{a:1}", "{b:2}", "{c:3}"], Read("a: 1\n---\nb: 2\n...\n--- # third\nc: 3\n---\n"));

    [Theory]
    [InlineData("a: 1\nb\nc: 3", "{a:1,c:3}")]
    [InlineData("a: 1\n   stray: 2\nc: 3", "{a:1,c:3}")]
    [InlineData("a:\n  - x\n   - y\n  - z\nb: 1", "{a:[x,z],b:1}")]
    [InlineData("a: \"open\nb: 1", "{a:,b:1}")]
    [InlineData("a: 1\n? complex\n: 2\nb: 3", "{a:1,b:3}")]
    [InlineData("a: [1, 2", "{a:[1,2]}")]
    [InlineData("a: {b: 1", "{a:{b:1}}")]
    [InlineData("a: \"x\" rest\nb: 1", "{a:x,b:1}")]
    [InlineData("a: b: c\nd: 1", "{a:b: c,d:1}")]
    public void What_is_half_written(string text, string expected) => Assert.Equal(expected, Read(text).First());

    [Fact]
    public void Merged_keys_give_way_to_own_ones()
    {
        var root = YamlReader.Read("base: &base {a: 1, b: 2}\nmore: &more {a: 9, c: 3}\nuse:\n  <<: [*base, *more]\n  b: 4\n").Single()["use"]!;
        Assert.Equal(["1", "4", "3"], new[] { "a", "b", "c" }.Select(key => root[key]?.Text));
        Assert.Null(root["d"]);
    }

    [Theory]
    [InlineData("a:\n  key: 'value' # x", "'value'")]
    [InlineData("a:\n  key: plain value  # x", "plain value")]
    [InlineData("a:\n  key: [1, 2] ", "[1, 2]")]
    public void Where_it_stands(string text, string expected)
    {
        var span = YamlReader.Read(text).Single()["a"]!["key"]!.Span;
        Assert.Equal(expected, text.Substring(span.Start, span.Length));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("a:\n ")]
    [InlineData("\"a\\\"\n")]
    [InlineData("'")]
    [InlineData("a\n")]
    [InlineData("&a *a\n")]
    public void Whatever_is_repeated_is_read_to_its_end(string part) =>
        Assert.NotNull(Read(string.Concat(Enumerable.Repeat(part, 100_000))));

    private static List<string> Read(string text) => [.. YamlReader.Read(text).Select(static document => Show(document))];

    private static string Show(YamlNode? node) => node switch
    {
        YamlScalar scalar => scalar.Value,
        YamlSequence sequence => $"[{string.Join(',', sequence.Values.Select(Show))}]",
        YamlMapping mapping => $"{{{string.Join(',', mapping.Own.Select(static entry => $"{entry.Key.Value}:{Show(entry.Value)}"))}}}",
        _ => "",
    };
}
