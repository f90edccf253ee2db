using System.Collections.Concurrent;

namespace Shop.Carts;

public sealed record CartItem(string Sku, int Quantity);

public sealed record Cart(Guid Id, IReadOnlyList<CartItem> Items, DateTimeOffset ChangedAt);

public sealed class CartStore
{
    private readonly ConcurrentDictionary<Guid, Cart> _carts = new();

    public Cart? Find(Guid id) => _carts.GetValueOrDefault(id);

    public Cart Add(Guid id, CartItem item) =>
        _carts.AddOrUpdate(
            id,
            _ => new Cart(id, [item], DateTimeOffset.UtcNow),
            (_, cart) => cart with { Items = [.. cart.Items, item], ChangedAt = DateTimeOffset.UtcNow });

    public int RemoveUntouchedSince(DateTimeOffset moment) =>
        _carts.Count(cart => cart.Value.ChangedAt < moment && _carts.TryRemove(cart));
}
