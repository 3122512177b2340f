using Downright.Evidence;

const string Usage = """
    usage: Downright.Evidence measure PHOTOS MODEL RESULTS [THREADS [break-points|attacks|fidelity [SCALER]]]
           Downright.Evidence tables RESULTS DOCUMENTS
    """;
switch (args)
{
    case ["measure", var photos, var model, var results, .. var rest] when rest.Length <= 3:
        Directory.CreateDirectory(results);
        Study.Measure(photos, model, results, rest is [var threads, ..] ? int.Parse(threads) : Environment.ProcessorCount, rest is [_, var part, ..] ? part : null, rest is [_, _, var scaler] ? scaler : null);
        return 0;
    case ["tables", var results, var documents]:
        Tables.Write(results, documents);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
