namespace Shop.Orders;

/// <summary>Stands in for the bank, which takes its time.</summary>
public sealed class PaymentProvider
{
    public Task ChargeAsync(Order order) => Task.Delay(Random.Shared.Next(1_000, 3_000));
}
