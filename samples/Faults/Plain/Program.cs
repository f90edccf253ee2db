// A program without a host that wants to hear of its end: what SHUT104 is about.
AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("journal closed");

Console.WriteLine("ready");
for (var page = 0; page < 600; page++)
    Thread.Sleep(TimeSpan.FromMilliseconds(100));
