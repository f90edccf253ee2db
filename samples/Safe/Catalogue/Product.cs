namespace Shop.Catalogue;

public sealed record Product(string Sku, string Name, decimal Price);
