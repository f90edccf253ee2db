namespace ShutdownAnalyzers.Hosting;

/// <summary>What kind of app an entry point runs. Rules hand it to their fixes as the diagnostic's property <c>HostKind</c>.</summary>
internal enum HostKind
{
    /// <summary>No host: a plain program that blocks by itself.</summary>
    Console,

    /// <summary><c>WebApplication.CreateBuilder</c> and its variants: builder and app in one place.</summary>
    MinimalWeb,

    /// <summary>A generic or web host whose pipeline is made by a <c>Startup</c> class or a <c>Configure</c> lambda.</summary>
    Startup,

    /// <summary><c>Host.CreateApplicationBuilder</c>, <c>Host.CreateDefaultBuilder</c>, <c>new HostBuilder()</c> with no web server.</summary>
    GenericHost,
}
