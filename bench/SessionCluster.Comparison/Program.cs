using SessionCluster.Comparison.Rounds;
using SessionCluster.Comparison.Serving;

// "serve" is what the comparison starts as the server's process; people call it without a verb.
return args is ["serve"] ? await ServedSilo.RunAsync() : await ComparisonRun.RunAsync(args);
