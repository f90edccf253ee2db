namespace Drain;

/// <summary>Somebody whose request is in flight when the app is told to stop.</summary>
internal static class Client
{
    public static async Task<string> GetAsync(string url)
    {
        using var http = new HttpClient();
        try
        {
            using var response = await http.GetAsync(url);
            return ((int)response.StatusCode).ToString();
        }
        catch (HttpRequestException)
        {
            return "a cut connection";
        }
    }
}
