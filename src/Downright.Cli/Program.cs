return await Downright.Cli.Tool.RunAsync(args);
