using System.Net;
using System.Security.Cryptography;
using System.Text;
using Downright.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Downright.Evaluation.Study;

/// <summary>The study's page, on this machine alone: images in an order of each participant's own, and their answers.</summary>
internal static class StudyServer
{
    private const int LongestName = 64;

    private static readonly (string Path, string Resource, string Type)[] Files =
    [
        ("/", "study.html", "text/html; charset=utf-8"),
        ("/study.css", "study.css", "text/css"),
        ("/study.js", "study.js", "text/javascript"),
    ];

    /// <summary>Makes the server.</summary>
    /// <param name="images">The images.</param>
    /// <param name="answers">Where the answers go.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    public static WebApplication Create(IReadOnlyList<StudyImage> images, AnswerStore answers, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        // Other sites could otherwise reach the page under a name of theirs.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["localhost", "127.0.0.1"]);
        WebApplication app = builder.Build();
        app.UseHostFiltering();
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            context.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        foreach (var (path, resource, type) in Files) app.MapGet(path, () => Results.Stream(typeof(StudyServer).Assembly.GetManifestResourceStream(resource)!, type));
        app.MapGet("/next", (string participant) => Next(images, answers, participant));
        app.MapGet("/images/{index:int}", (int index) => (uint)index < (uint)images.Count
            ? Results.Bytes(new VipsImageCodec().EncodePng(images[index].Craft()), "image/png")
            : Results.NotFound());
        app.MapPost("/answers", (AnswerRequest request) => Add(images, answers, request));
        return app;
    }

    private static IResult Next(IReadOnlyList<StudyImage> images, AnswerStore answers, string participant)
    {
        if (participant.Length is 0 or > LongestName) return Results.BadRequest();
        var done = answers.All().Where(a => a.Participant == participant).Select(a => a.Image).ToHashSet();
        int[] left = [.. Enumerable.Range(0, images.Count).Where(i => !done.Contains(images[i].Key)).OrderBy(i => Draw(participant, images[i].Key), StringComparer.Ordinal)];
        if (left.Length == 0) return Results.Json(new { answered = done.Count, total = images.Count });
        StudyImage image = images[left[0]];
        string[] labels = [.. new[] { image.Source, image.Target, image.Other }.OrderBy(label => Draw(participant, image.Key + label), StringComparer.Ordinal)];
        return Results.Json(new { answered = done.Count, total = images.Count, index = left[0], labels });
    }

    private static IResult Add(IReadOnlyList<StudyImage> images, AnswerStore answers, AnswerRequest request)
    {
        if (request.Participant is not { Length: > 0 and <= LongestName } || (uint)request.Index >= (uint)images.Count || request.Visible is null) return Results.BadRequest();
        StudyImage image = images[request.Index];
        answers.Add(new Answer(request.Participant, image.Key, image.Kind, image.Scaler, image.Bin, request.Visible.Contains(image.Source), request.Visible.Contains(image.Target), request.Visible.Contains(image.Other)));
        return Results.NoContent();
    }

    // An order that nobody can guess from another participant's, and that stays when the page is loaded again.
    private static string Draw(string participant, string what) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{participant}\n{what}")));

    /// <summary>An answer as the page sends it.</summary>
    /// <param name="Participant">Who.</param>
    /// <param name="Index">The image's number.</param>
    /// <param name="Visible">The labels that were ticked.</param>
    internal sealed record AnswerRequest(string Participant, int Index, string[] Visible);
}
