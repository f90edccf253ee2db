namespace Shop.Orders;

public sealed record Order(Guid Id, string Sku, int Quantity);
