return await SessionCluster.Silo.Hosting.SiloProgram.RunAsync(args, Console.Out, Console.Error);
