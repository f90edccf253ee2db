using Shop.Catalogue;

namespace Shop.Carts;

public static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder routes)
    {
        var carts = routes.MapGroup("/carts/{id:guid}");

        carts.MapGet("/", (Guid id, CartStore store) =>
            store.Find(id) is { } cart ? Results.Ok(cart) : Results.NotFound());

        carts.MapPost("/items", (Guid id, CartItem item, CartStore store, CatalogueCache catalogue) =>
            catalogue.Find(item.Sku) is null ? Results.NotFound() : Results.Ok(store.Add(id, item)));
    }
}
