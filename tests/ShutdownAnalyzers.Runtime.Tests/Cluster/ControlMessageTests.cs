using System.Text;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

public class ControlMessageTests
{
    [Fact]
    public void A_command_says_no_more_than_it_asks_for() =>
        Assert.Equal("""{"command":"stop","inDetail":false,"timeoutSeconds":1.5}""", Written(new ControlRequest(ControlRequest.Stop) { TimeoutSeconds = 1.5 }));

    [Fact]
    public void A_deploy_comes_across_whole()
    {
        var environment = new Dictionary<string, string> { ["GREETING"] = "¡hola! \"\n", ["EMPTY"] = "" };
        var deployment = new DeployRequest { WorkerCount = 3, Environment = environment, Folder = "/release/2", TimeoutSeconds = 0.5, OneByOne = true };

        var read = Read(Written(new ControlRequest(ControlRequest.Deploy) { Deployment = deployment }));

        Assert.Equal(environment, read.Deployment!.Environment);
        Assert.Equal(deployment with { Environment = read.Deployment.Environment }, read.Deployment);
    }

    [Theory]
    [InlineData("""{"command":"deploy","deployment":{}}""")]
    [InlineData("""{"command":"deploy","deployment":{"environment":null,"folder":null,"timeoutSeconds":null}}""")]
    [InlineData("""{"command":"deploy","deployment":{"from the future":[1]}}""")]
    public void What_a_deploy_does_not_say_stays(string json)
    {
        var deployment = Read(json).Deployment!;

        Assert.Empty(deployment.Environment);
        Assert.Equal(new DeployRequest { Environment = deployment.Environment }, deployment);
        Assert.True(deployment.IsSound);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"command":7}""")]
    [InlineData("""{"command":"status","inDetail":1}""")]
    [InlineData("""{"command":"stop","timeoutSeconds":"1"}""")]
    [InlineData("""{"command":"deploy","deployment":7}""")]
    [InlineData("""{"command":"deploy","deployment":{"workerCount":99999999999}}""")]
    [InlineData("""{"command":"deploy","deployment":{"environment":["A=1"]}}""")]
    [InlineData("""{"command":"deploy","deployment":{"environment":{"A":null}}}""")]
    [InlineData("""{"command":"deploy","deployment":{"environment":{"A":1}}}""")]
    public void Whatever_is_wrong_with_one_is_one_exception(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void An_answer_comes_across_whole()
    {
        var worker = new WorkerStatus(Pid: 17, Number: 0, WorkerState.Online, UptimeSeconds: 1.5, InFlight: 2, Restarts: 3, MemoryBytes: 5_000_000_000);
        var reply = new ControlReply { Progress = "Ready.", Output = "workers online: 1", ExitCode = 0, Status = new ClusterStatus([worker]) };

        var json = ControlReplyFormat.Instance.Write(reply);
        var read = ControlReplyFormat.Instance.Read(new(json.ToArray()));

        Assert.Equal(worker, Assert.Single(read.Status!.Workers));
        Assert.Equal(reply with { Status = read.Status }, read);
    }

    [Fact]
    public void An_answer_that_is_not_the_last_has_no_exit_code() =>
        Assert.Equal(new ControlReply { Progress = "Ready." }, ControlReplyFormat.Instance.Read(new("""{"progress":"Ready."}"""u8.ToArray())));

    private static string Written(ControlRequest request) => Encoding.UTF8.GetString(ControlRequestFormat.Instance.Write(request));

    private static ControlRequest Read(string json) => ControlRequestFormat.Instance.Read(new(Encoding.UTF8.GetBytes(json)));
}
