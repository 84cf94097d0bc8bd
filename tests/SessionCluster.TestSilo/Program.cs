return await SessionCluster.TestSilo.Hosting.TestSiloProgram.RunAsync(args);
