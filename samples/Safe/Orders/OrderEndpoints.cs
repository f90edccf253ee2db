using Shop.Catalogue;

namespace Shop.Orders;

public static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        // Paid on invoice: the order is all there is to it.
        routes.MapPost("/orders", async (Order order, CatalogueCache catalogue, OrderJournal journal) =>
        {
            if (catalogue.Find(order.Sku) is null) return Results.NotFound();

            await journal.AppendAsync(order);
            return Results.Created($"/orders/{order.Id}", order);
        });

        // Paid by card: the customer waits for the bank.
        routes.MapPost("/checkout", async (
            Order order, CatalogueCache catalogue, OrderJournal journal, PaymentProvider payments) =>
        {
            if (catalogue.Find(order.Sku) is null) return Results.NotFound();

            await journal.AppendAsync(order);
            await payments.ChargeAsync(order);
            return Results.Created($"/orders/{order.Id}", order);
        });
    }
}
