using Shop.Catalogue;

namespace Shop.Reports;

public static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/reports/prices", async (CatalogueCache catalogue) =>
        {
            // The price history comes from the warehouse, which is slow.
            await Task.Delay(Random.Shared.Next(1_000, 3_000));
            return catalogue.All.OrderByDescending(product => product.Price);
        });
}
