return await Downright.Evaluation.Tool.RunAsync(args);
