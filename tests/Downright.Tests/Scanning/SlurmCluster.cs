using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Downright.Tests.Scanning;

/// <summary>A Slurm cluster of three nodes on this machine, which only its loopback sees; its nodes can lose their power.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SlurmCluster : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private const UnixFileMode OpenToRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private static readonly string[] Programs = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch", "/usr/bin/squeue", "/usr/bin/scontrol"];

    private readonly string _folder;
    private readonly Dictionary<string, string> _environment;

    public SlurmCluster(string folder, int coresOfNode)
    {
        Assert.SkipUnless(Programs.All(File.Exists), "There is no Slurm here (Debian: slurmctld slurmd slurm-client munge).");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Slurm's daemons start jobs, for which they want to be the superuser's.");
        _folder = folder;
        foreach (string part in (string[])["state", "log", "spool/n1", "spool/n2", "spool/n3", "run"]) Directory.CreateDirectory(Path.Combine(folder, part));
        string configuration = Path.Combine(folder, "slurm.conf");
        File.WriteAllText(configuration, Configuration(coresOfNode));
        _environment = new Dictionary<string, string> { ["SLURM_CONF"] = configuration };

        // munged wants a socket that all can reach, and a key that nobody else can change.
        foreach (string open in (string[])[folder, Run("")]) File.SetUnixFileMode(open, OpenToRead);
        File.WriteAllBytes(Run("munge.key"), RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(Run("munge.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            Start(configuration);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What a process needs to belong to the cluster.</summary>
    public Dictionary<string, string> EnvironmentVariables => _environment;

    /// <summary>Waits, and lifts the two minutes for which Slurm holds tasks back that lost their node.</summary>
    public void Wait(string what, Func<bool> happened)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                if (happened()) return;
                foreach (string job in Ask("scontrol", "-o", "show", "job").Split('\n').Where(job => job.Contains("JobState=PENDING Reason=BeginTime", StringComparison.Ordinal)))
                    Ask("scontrol", "update", job.Split(' ')[0], "StartTime=now");
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(begun) < Patience)
            {
                // The controller is not up yet, or too busy to answer.
            }

            if (Stopwatch.GetElapsedTime(begun) > Patience) Assert.Fail($"Waited {Patience} for {what}.\n{Ask("squeue")}\n{Ask("sinfo")}");
            Thread.Sleep(200);
        }
    }

    /// <summary>Runs one of Slurm's commands.</summary>
    /// <exception cref="IOException">It says that it failed.</exception>
    public string Ask(string command, params string[] arguments) => Call($"/usr/bin/{command}", arguments);

    /// <summary>Takes a node's power, once tasks have just begun there: its daemon and all that runs under it are gone at once.</summary>
    /// <returns>How many tasks Slurm queues again for having lost their node; with none that has just begun, the node stays on.</returns>
    public int PowerOff(string node)
    {
        string[][] running = [.. Ask("squeue", "-h", "-t", "R", "-w", node, "-o", "%A %M").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
        var tasks = TasksOf([.. running.Select(job => job[0])]);
        if (tasks.Length == 0 || !running.Any(job => job[1] is "0:00" or "0:01")) return 0;

        // Steps go first: nobody is left to say that a task is done.
        foreach (var (step, task) in tasks)
        {
            Kill(step);
            Kill(task);
        }

        Kill(int.Parse(File.ReadAllText(Run($"slurmd.{node}.pid")), CultureInfo.InvariantCulture));

        // Slurm notices by itself, but takes half a minute; monitoring tells it at once.
        Wait($"{node} to be seen as down", () => Ask("scontrol", "update", $"NodeName={node}", "State=DOWN", "Reason=power").Length == 0);
        return Ask("scontrol", "-o", "show", "job").Split('\n').Count(job => job.Contains(" Restarts=1 ", StringComparison.Ordinal));
    }

    // The step's own process is named after its job; another cluster's jobs have numbers too, but know of another configuration.
    private (int Step, int Task)[] TasksOf(string[] jobs)
    {
        int[] processes = Processes();
        int[] steps = [.. processes.Where(id => Read(id, "cmdline") is var name && jobs.Any(job => name.Contains($"slurmstepd: [{job}.batch", StringComparison.Ordinal)))];
        return [.. from id in processes let step = ParentOf(id) where steps.Contains(step) && Read(id, "environ").Contains(_environment["SLURM_CONF"], StringComparison.Ordinal) select (step, id)];
    }

    public void Dispose()
    {
        try
        {
            Ask("scontrol", "shutdown");
        }
        catch (IOException)
        {
            // It never came up; what did is ended below.
        }

        string pid = Run("slurmctld.pid");
        SpinWait.SpinUntil(() => !File.Exists(pid), TimeSpan.FromSeconds(10));
        foreach (string left in Directory.GetFiles(Path.Combine(_folder, "run"), "*.pid").Order(StringComparer.Ordinal))
            Kill(int.Parse(File.ReadAllText(left), CultureInfo.InvariantCulture));
    }

    private void Start(string configuration)
    {
        Call("/usr/sbin/munged", $"--key-file={Run("munge.key")}", $"--socket={Run("munge.sock")}", $"--pid-file={Run("munged.pid")}", $"--log-file={_folder}/log/munged.log", $"--seed-file={Run("munged.seed")}");
        Call("/usr/sbin/slurmctld", "-f", configuration);
        foreach (string node in (string[])["n1", "n2", "n3"]) Call("/usr/sbin/slurmd", "-N", node, "-f", configuration);
        Wait("the nodes to come up", () => Ask("sinfo", "-h", "-t", "idle", "-o", "%D").Trim() == "3");
    }

    private string Run(string name) => Path.Combine(_folder, "run", name);

    private string Configuration(int cores)
    {
        string host = Dns.GetHostName().Split('.')[0];
        int[] ports = FreePorts(4);
        return $"""
            ClusterName=test
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={ports[3]}
            SlurmUser=root
            AuthType=auth/munge
            AuthInfo=socket={Run("munge.sock")}
            CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
            SlurmctldPidFile={Run("slurmctld.pid")}
            SlurmdPidFile={Run("slurmd.%n.pid")}
            StateSaveLocation={_folder}/state
            SlurmdSpoolDir={_folder}/spool/%n
            SlurmctldLogFile={_folder}/log/slurmctld.log
            SlurmdLogFile={_folder}/log/slurmd.%n.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            JobAcctGatherType=jobacct_gather/none
            JobCompType=jobcomp/filetxt
            JobCompLoc={_folder}/log/jobs.txt
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SchedulerParameters=sched_interval=1,bf_interval=1
            JobRequeue=1
            SlurmdTimeout=5
            KillWait=2
            ReturnToService=1
            SlurmdParameters=config_overrides
            MpiDefault=none
            MailProg=/bin/true
            NodeName=n[1-3] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{ports[0]}-{ports[2]}] CPUs={cores} State=UNKNOWN
            PartitionName=all Nodes=n[1-3] Default=YES State=UP

            """;
    }

    // Ports that follow each other, as the nodes' line wants them.
    private static int[] FreePorts(int count)
    {
        for (int attempt = 0; attempt < 50; attempt++)
        {
            int first = RandomNumberGenerator.GetInt32(20_000, 30_000);
            int[] ports = [.. Enumerable.Range(first, count)];
            if (ports.All(IsFree)) return ports;
        }

        throw new InvalidOperationException("No free ports were found.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Call(string program, params string[] arguments)
    {
        // Daemons keep their output open for as long as they live: only that of commands is read.
        bool daemon = program.StartsWith("/usr/sbin", StringComparison.Ordinal);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !daemon, RedirectStandardError = !daemon, UseShellExecute = false };
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        if (!daemon)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            string complaint = error.GetAwaiter().GetResult();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new IOException($"{program} failed: {complaint}");
        }

        process.WaitForExit();
        return "";
    }

    private static int[] Processes() =>
        [.. Directory.GetDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0)];

    // What stands after the name, which may hold anything, begins with the state and the parent.
    private static int ParentOf(int id) => Read(id, "stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended in the meantime.
            return "";
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended in the meantime.
        }
    }
}
