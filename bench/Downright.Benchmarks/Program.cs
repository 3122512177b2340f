using BenchmarkDotNet.Running;
using Downright.Benchmarks;

// "ratios [file]" compares the preventions with OpenCV pair by pair; everything else goes to BenchmarkDotNet.
if (args is ["ratios", ..]) return PreventionRatios.Run(args.ElementAtOrDefault(1));

BenchmarkSwitcher.FromAssembly(typeof(PreventionBenchmarks).Assembly).Run(args);
return 0;
