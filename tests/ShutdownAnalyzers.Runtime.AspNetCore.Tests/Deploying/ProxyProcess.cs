using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>A reverse proxy as Debian packages it, in the foreground, with its files in a folder of its own.</summary>
internal sealed class ProxyProcess : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shutdown-proxy-");
    private readonly AppProcess _process;

    private ProxyProcess(string command, string configuration, Func<string, string[]> arguments)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "proxy.conf"), configuration);
        _process = AppProcess.StartCommand(Find(command)!, _folder.FullName, arguments(_folder.FullName));
    }

    public static ProxyProcess Nginx(string servers) => new("nginx", $$"""
        user root;
        daemon off;
        worker_processes 1;
        pid nginx.pid;
        error_log error.log;
        events { worker_connections 4096; }
        http {
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
        {{servers}}
        }
        """, static folder => ["-p", folder, "-c", "proxy.conf", "-e", "error.log"]);

    public static ProxyProcess HAProxy(string configuration) => new("haproxy", configuration, static _ => ["-db", "-f", "proxy.conf"]);

    /// <inheritdoc cref="Requirement.Check" />
    public static void Require(string command) => Requirement.Check(command, Find(command) is not null, package: command);

    /// <summary>Waits until the proxy listens there.</summary>
    public async Task WaitForAsync(int port, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await ListensAsync(port, cancellation))
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(30))
                throw new AppFailedException($"The proxy does not listen on port {port}:\n{_process.Output}");
            await Task.Delay(20, cancellation);
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    // Debian installs them where only root looks.
    private static string? Find(string command) => $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/local/sbin".Split(':')
        .Select(folder => Path.Combine(folder, command))
        .FirstOrDefault(File.Exists);

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
