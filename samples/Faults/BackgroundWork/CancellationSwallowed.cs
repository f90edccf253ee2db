namespace BackgroundWork;

internal sealed class Retrier : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Ready.Signal();
        var failures = 0;
        while (true)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);
            }
            catch (Exception) // SHUT402
            {
                if (++failures == 1000)
                    Console.WriteLine("Failed 1000 times");
            }
        }
    }
}
