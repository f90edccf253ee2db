using Shop.Carts;
using Shop.Catalogue;
using Shop.Orders;
using Shop.Reports;

var builder = WebApplication.CreateBuilder(args);
builder.AddGracefulShutdown();

// A deploy should not have to wait for the old instance.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));

builder.Services.AddSingleton<CatalogueCache>();
builder.Services.AddSingleton<CartStore>();
builder.Services.AddSingleton<OrderJournal>();
builder.Services.AddSingleton<PaymentProvider>();
builder.Services.AddHostedService<CartSweeper>();

var app = builder.Build();
app.UseDrain();

app.MapCatalogue();
app.MapCarts();
app.MapOrders();
app.MapReports();

app.Run();
