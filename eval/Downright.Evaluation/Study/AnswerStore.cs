using Microsoft.Data.Sqlite;

namespace Downright.Evaluation.Study;

/// <summary>The answers of a study, in an SQLite file.</summary>
internal sealed class AnswerStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    /// <summary>Opens the file, or makes it.</summary>
    public AnswerStore(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE IF NOT EXISTS answers (
                participant TEXT NOT NULL, image TEXT NOT NULL, kind TEXT NOT NULL, scaler TEXT NOT NULL, bin INTEGER NOT NULL,
                source INTEGER NOT NULL, target INTEGER NOT NULL, other INTEGER NOT NULL, answered_at TEXT NOT NULL,
                PRIMARY KEY (participant, image))
            """;
        command.ExecuteNonQuery();
    }

    /// <summary>Stores an answer; a second one to the same image counts instead of the first.</summary>
    public void Add(Answer answer)
    {
        lock (_gate)
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO answers VALUES ($participant, $image, $kind, $scaler, $bin, $source, $target, $other, $at)";
            command.Parameters.AddWithValue("$participant", answer.Participant);
            command.Parameters.AddWithValue("$image", answer.Image);
            command.Parameters.AddWithValue("$kind", answer.Kind);
            command.Parameters.AddWithValue("$scaler", answer.Scaler);
            command.Parameters.AddWithValue("$bin", answer.Bin);
            command.Parameters.AddWithValue("$source", answer.Source);
            command.Parameters.AddWithValue("$target", answer.Target);
            command.Parameters.AddWithValue("$other", answer.Other);
            command.Parameters.AddWithValue("$at", TimeProvider.System.GetUtcNow().ToString("O"));
            command.ExecuteNonQuery();
        }
    }

    /// <summary>All answers.</summary>
    public IReadOnlyList<Answer> All()
    {
        lock (_gate)
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "SELECT participant, image, kind, scaler, bin, source, target, other FROM answers ORDER BY participant, image";
            using SqliteDataReader reader = command.ExecuteReader();
            List<Answer> answers = [];
            while (reader.Read())
                answers.Add(new Answer(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetBoolean(5), reader.GetBoolean(6), reader.GetBoolean(7)));
            return answers;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}

/// <summary>What somebody saw in an image.</summary>
/// <param name="Participant">Who: a random name.</param>
/// <param name="Image">The image's key.</param>
/// <param name="Kind">The kind of attack.</param>
/// <param name="Scaler">The attacked scaler.</param>
/// <param name="Bin">The number of the ratio's bin.</param>
/// <param name="Source">Whether the source is visible.</param>
/// <param name="Target">Whether the target is visible.</param>
/// <param name="Other">Whether what is in neither is visible.</param>
internal sealed record Answer(string Participant, string Image, string Kind, string Scaler, int Bin, bool Source, bool Target, bool Other);
