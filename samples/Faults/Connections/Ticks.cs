/// <summary>Sends ticks for as long as the client listens.</summary>
internal static class Ticks
{
    public static async Task SendAsync(HttpContext context)
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync("tick\n");
            await context.Response.Body.FlushAsync();
            await Task.WhenAny(Task.Delay(100, context.RequestAborted));
        }

        Console.WriteLine(context.RequestAborted.IsCancellationRequested ? "stream cut" : "stream ended");
    }
}
