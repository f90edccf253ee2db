using System.Text;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

public class WorkerMessageTests
{
    [Fact]
    public void A_message_is_an_object_with_its_type() =>
        Assert.Equal("""{"type":"online"}""", Written(new WorkerMessage(WorkerMessage.Online)));

    [Fact]
    public void A_load_comes_across_whole()
    {
        var message = new WorkerMessage(WorkerMessage.Status) { Load = new WorkerLoad(InFlight: 3, Requests: 5_000_000_000, MemoryBytes: 7_000_000_000) };

        Assert.Equal(message, Read(Written(message)));
    }

    [Theory]
    [InlineData("""{"type":"from the future"}""", "from the future")]
    [InlineData("""{"type":"online","more":{"load":[1]}}""", "online")]
    [InlineData("{}", "")]
    public void What_is_unknown_is_no_fault(string json, string type) => Assert.Equal(new WorkerMessage(type), Read(json));

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"status","load":7}""")]
    [InlineData("""{"type":"status","load":{}}""")]
    [InlineData("""{"type":"status","load":{"inFlight":"x","requests":1,"memoryBytes":1}}""")]
    [InlineData("""{"type":"status","load":{"inFlight":9999999999,"requests":1,"memoryBytes":1}}""")]
    public void Whatever_is_wrong_with_one_is_one_exception(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    private static string Written(WorkerMessage message) => Encoding.UTF8.GetString(WorkerMessageFormat.Instance.Write(message));

    private static WorkerMessage Read(string json) => WorkerMessageFormat.Instance.Read(new(Encoding.UTF8.GetBytes(json)));
}
