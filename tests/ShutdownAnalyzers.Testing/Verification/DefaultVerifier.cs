using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Fails with an <see cref="InvalidOperationException"/>, which every test framework shows.</summary>
public class DefaultVerifier : IVerifier
{
    private readonly ImmutableStack<string> _contexts;

    public DefaultVerifier() : this([]) { }

    private DefaultVerifier(ImmutableStack<string> contexts) => _contexts = contexts;

    public void Empty<T>(string collectionName, IEnumerable<T> collection)
    {
        if (collection.Any())
            Fail($"Expected '{collectionName}' to be empty, but it contains: {string.Join(", ", collection)}");
    }

    public void NotEmpty<T>(string collectionName, IEnumerable<T> collection)
    {
        if (!collection.Any())
            Fail($"Expected '{collectionName}' not to be empty.");
    }

    public void Equal<T>(T expected, T actual, string? message = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            Fail(message ?? $"Expected '{expected}', but it is '{actual}'.");
    }

    public void True([DoesNotReturnIf(false)] bool assert, string? message = null)
    {
        if (!assert)
            Fail(message ?? "Expected 'true', but it is 'false'.");
    }

    public void False([DoesNotReturnIf(true)] bool assert, string? message = null)
    {
        if (assert)
            Fail(message ?? "Expected 'false', but it is 'true'.");
    }

    [DoesNotReturn]
    public void Fail(string? message = null) =>
        throw new InvalidOperationException(string.Join(Environment.NewLine, [.. _contexts.Reverse().Select(static context => $"Context: {context}"), message ?? "The test failed."]));

    public void SequenceEqual<T>(IEnumerable<T> expected, IEnumerable<T> actual, IEqualityComparer<T>? equalityComparer = null, string? message = null)
    {
        if (!expected.SequenceEqual(actual, equalityComparer))
            Fail(message ?? $"Expected '{string.Join(", ", expected)}', but it is '{string.Join(", ", actual)}'.");
    }

    public IVerifier PushContext(string context) => new DefaultVerifier(_contexts.Push(context));
}
