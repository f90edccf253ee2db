using System.Text.Json;

namespace Shop.Orders;

/// <summary>Every order on a line of its own; what stands in the file is shipped.</summary>
public sealed class OrderJournal(IConfiguration configuration)
{
    private readonly string _path = configuration["Orders:Journal"] ?? "orders.jsonl";
    private readonly SemaphoreSlim _writing = new(1, 1);

    public async Task AppendAsync(Order order)
    {
        var line = JsonSerializer.Serialize(order, JsonSerializerOptions.Web) + "\n";

        await _writing.WaitAsync();
        try
        {
            await File.AppendAllTextAsync(_path, line);
        }
        finally
        {
            _writing.Release();
        }
    }
}
