using BenchmarkDotNet.Running;
using Downright.Benchmarks;

// "ratios [file]" compares the preventions with OpenCV pair by pair, "peers [file]" the scalers with the real libraries,
// "published [file]" sets our filters' times beside the published ones', "windows [file]" times large windows, "crowded [file]"
// those that considered pixels crowd, "threads [file]" all cores,
// "attacks [file]" times the attacks, "scan [file]" measures the rates of data-set scans; everything else goes to
// BenchmarkDotNet.
if (args is ["ratios", ..]) return PreventionRatios.Run(args.ElementAtOrDefault(1));
if (args is ["published", ..]) return PublishedFilters.Run(args.ElementAtOrDefault(1));
if (args is ["windows", ..]) return WindowTimes.Run(args.ElementAtOrDefault(1));
if (args is ["crowded", ..]) return CrowdedTimes.Run(args.ElementAtOrDefault(1));
if (args is ["threads", ..]) return ThreadTimes.Run(args.ElementAtOrDefault(1));
if (args is ["attacks", ..]) return AttackTimes.Run(args.ElementAtOrDefault(1));
if (args is ["scan", ..]) return ScanRates.Run(args.ElementAtOrDefault(1));
if (args is ["peers", ..]) return PeerComparison.Run(args.ElementAtOrDefault(1));

BenchmarkSwitcher.FromAssembly(typeof(PreventionBenchmarks).Assembly).Run(args);
return 0;
