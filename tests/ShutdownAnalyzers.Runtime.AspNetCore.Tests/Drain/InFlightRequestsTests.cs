using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Drain;

public sealed class InFlightRequestsTests
{
    private readonly InFlightRequests _requests = new(new PhaseLine(new()), new OpenConnections(new()));

    [Fact]
    public void Many_at_once_are_counted_and_known_each_by_its_own_slot()
    {
        var contexts = Enumerable.Range(0, 100).Select(static _ => new DefaultHttpContext()).ToArray();
        var slots = contexts.Select(_requests.Enter).ToArray();

        Assert.Equal(100, _requests.Count);
        Assert.Equal(contexts, slots.Select(static slot => slot.Context));

        Array.ForEach(slots, static slot => slot.Leave());
        Assert.Equal(0, _requests.Count);
        Assert.Equal(100, _requests.Total);
    }

    [Fact]
    public async Task Slots_are_used_again_by_requests_that_end_on_another_thread()
    {
        var slots = new HashSet<RequestSlot>();
        using BlockingCollection<RequestSlot> begun = [], ended = [];
        var ends = OnItsOwnThread(() =>
        {
            foreach (var slot in begun.GetConsumingEnumerable())
            {
                slot.Leave();
                ended.Add(slot);
            }
        });
        await OnItsOwnThread(() =>
        {
            for (var request = 0; request < 1_000; request++)
            {
                var slot = _requests.Enter(new DefaultHttpContext());
                slots.Add(slot);
                begun.Add(slot);
                ended.Take();
            }

            begun.CompleteAdding();
        });
        await ends;

        Assert.Equal((0, 1_000), (_requests.Count, _requests.Total));
        Assert.InRange(slots.Count, 1, 100);
    }

    [Fact]
    public async Task No_slot_is_given_to_two_threads()
    {
        var begun = new ConcurrentQueue<(RequestSlot Slot, HttpContext Context)>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OnItsOwnThread(() =>
        {
            for (var request = 0; request < 10_000; request++)
            {
                var context = new DefaultHttpContext();
                begun.Enqueue((_requests.Enter(context), context));
                if (request % 3 != 0)
                    EndOne();
            }

            while (EndOne())
            {
                // Whoever has begun them.
            }
        })));

        Assert.Equal((0, 80_000), (_requests.Count, _requests.Total));

        bool EndOne()
        {
            if (!begun.TryDequeue(out var one))
                return false;

            Assert.Same(one.Context, one.Slot.Context);
            one.Slot.Leave();
            return true;
        }
    }

    private static Task OnItsOwnThread(Action action) => Task.Factory.StartNew(action, TaskCreationOptions.LongRunning);
}
