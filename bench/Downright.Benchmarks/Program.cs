using BenchmarkDotNet.Running;
using Downright.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(PreventionBenchmarks).Assembly).Run(args);
