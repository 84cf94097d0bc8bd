using System.Runtime.InteropServices;
using SessionCluster.Cli.Hosting;

using var interruption = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await SessionctlProgram.RunAsync(args, CliHost.OfProcess(), interruption.Token);

void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interruption.Cancel();
}
