namespace ShutdownAnalyzers.Load;

/// <summary>The orders of a run, counted one by one: what the clients were told against what is stored.</summary>
public sealed class OrderAudit(ILookup<bool, Guid> sentByAnswered, IReadOnlyCollection<Guid> stored)
{
    private const bool Answered = true;
    private readonly HashSet<Guid> _stored = [.. stored];

    /// <summary>Orders the customer was promised and nobody will ship.</summary>
    public int AnsweredButNotStored => sentByAnswered[Answered].Count(order => !_stored.Contains(order));

    /// <summary>Orders that will be shipped though the customer was told nothing, and may order again.</summary>
    public int StoredButNotAnswered => sentByAnswered[!Answered].Count(_stored.Contains);

    /// <summary>Orders that will be shipped more than once.</summary>
    public int StoredTwice => stored.Count - _stored.Count;

    public int Stored => stored.Count;
}
