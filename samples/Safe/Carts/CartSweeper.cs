namespace Shop.Carts;

/// <summary>Throws away the carts that nobody has touched for half an hour.</summary>
public sealed class CartSweeper(CartStore carts, ILogger<CartSweeper> logger) : IHostedService
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(30);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = SweepAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (await timer.WaitForNextTickAsync())
        {
            var removed = carts.RemoveUntouchedSince(DateTimeOffset.UtcNow - Abandoned);
            logger.LogInformation("Removed {Count} abandoned carts", removed);
        }
    }
}
