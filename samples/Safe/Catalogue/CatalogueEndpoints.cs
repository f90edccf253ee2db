namespace Shop.Catalogue;

public static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/products");

        products.MapGet("/", (CatalogueCache catalogue) => catalogue.All);

        products.MapGet("/{sku}", (string sku, CatalogueCache catalogue) =>
            catalogue.Find(sku) is { } product ? Results.Ok(product) : Results.NotFound());
    }
}
