// Each fault needs a process of its own: the first argument says which.
switch (args.FirstOrDefault())
{
    case "SHUT102":
        Signals.WaitForSigterm();
        break;
    default:
        Console.Error.WriteLine("Usage: Lifecycle SHUT102");
        return 2;
}

return 0;
