using System.Diagnostics;
using System.Runtime.Versioning;
using Downright.Files;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

/// <summary>Outputs that cannot be written: exit code 2, one line, nothing on standard output, and everything as it was.</summary>
public sealed class BadOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _input;

    public BadOutputTests()
    {
        _input = _folder["in.png"];
        new VipsImageCodec().Encode(TestPixels.Noise(40, 30, PixelFormat.Rgb), _input);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_is_missing() =>
        AssertRefused([_input, "-o", _folder["absent/out.png"]], "absent", "does not exist");

    [Theory]
    [InlineData("resize")]
    [InlineData("clean")]
    [InlineData("preview")]
    public void A_file_that_exists_stays_as_it_is_without_force(string verb)
    {
        _folder.Write("out.png", [1, 2, 3]);

        ToolProcess.Run(verb, _input, "-o", _folder["out.png"], "-s", "8").AssertRefused("out.png", "--force");
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder["out.png"]));

        ToolProcess.Run(verb, _input, "-o", _folder["out.png"], "-s", "8", "--force", "-q").AssertDone();
        Assert.NotEqual([1, 2, 3], File.ReadAllBytes(_folder["out.png"]));
        Assert.Equal(["in.png", "out.png"], _folder.Names);
    }

    [Theory]
    [InlineData("out.bmp")]
    [InlineData("out")]
    [InlineData("out.webp")]
    public void Another_extension(string name) => AssertRefused([_input, "-o", _folder[name]], name, ".png, .jpg or .jpeg");

    [Fact]
    public void The_input_itself_even_with_force()
    {
        byte[] before = File.ReadAllBytes(_input);
        AssertRefused([_input, "-o", _input, "--force"], "in.png", "input");
        AssertRefused([_input, "-o", Path.Combine(_folder.Path, ".", "in.png"), "--force"], "input");
        Assert.Equal(before, File.ReadAllBytes(_input));
    }

    [Fact]
    public void The_input_behind_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege there.");
        File.CreateSymbolicLink(_folder["link.png"], _input);
        ToolProcess.Run("resize", _input, "-o", _folder["link.png"], "-s", "8", "--force").AssertRefused("link.png", "input");
    }

    [Theory]
    [InlineData("mkfifo")]
    [InlineData("mknod", "c", "1", "7")]
    public void A_pipe_or_a_device_even_with_force(string program, params string[] kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs the kinds of files of Linux.");
        string special = _folder["special.png"];
        Assert.SkipUnless(Exits(program, [special, .. kind]), "No such file can be made here.");
        File.CreateSymbolicLink(_folder["link.png"], special);
        foreach (string path in (string[])[special, _folder["link.png"]])
        {
            AssertRefused([_input, "-o", path], path, "no regular file");
            AssertRefused([_input, "-o", path, "--force"], path, "no regular file");
        }

        Assert.False(Exits("test", "-f", special));
        Assert.True(Exits("test", "-e", special));
    }

    [Fact]
    public void A_link_stays_and_the_file_that_it_leads_to_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege there.");
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.CreateSymbolicLink(_folder["link.png"], "elsewhere/out.png");

        ToolProcess.Run("resize", _input, "-o", _folder["link.png"], "-s", "8", "-q").AssertRefused("link.png", "--force");
        // The first time there is no such file yet, the second time it is replaced.
        for (int time = 0; time < 2; time++) ToolProcess.Run("resize", _input, "-o", _folder["link.png"], "-s", "8", "-q", "--force").AssertDone();
        Assert.Equal("elsewhere/out.png", new FileInfo(_folder["link.png"]).LinkTarget);
        Assert.Equal(["out.png"], Directory.GetFiles(_folder["elsewhere"]).Select(Path.GetFileName));
        Assert.Equal(new ImageSize(8, 8), new VipsImageCodec().Decode(_folder["elsewhere/out.png"]).Size);
    }

    [Fact]
    public void Two_inputs_that_would_become_one_output()
    {
        File.Copy(_input, _folder["in.jpg"]);
        Directory.CreateDirectory(_folder["out"]);

        ToolProcess.Run("resize", _input, _folder["in.jpg"], "-o", _folder["out"], "-s", "8").AssertRefused("in.png", "in.jpg", "would both become");
        Assert.Empty(Directory.GetFileSystemEntries(_folder["out"]));
    }

    [Fact]
    public void Nothing_is_written_where_one_of_the_outputs_exists()
    {
        File.Copy(_input, _folder["other.png"]);
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllBytes(_folder["out/other.png"], [7]);

        ToolProcess.Run("resize", _input, _folder["other.png"], "-o", _folder["out"], "-s", "8").AssertRefused("other.png", "--force");
        Assert.Equal(["other.png"], Directory.GetFiles(_folder["out"]).Select(f => Path.GetFileName(f)!));
    }

    [Fact]
    public void Several_inputs_and_one_file()
    {
        File.Copy(_input, _folder["other.png"]);
        ToolProcess.Run("resize", _input, _folder["other.png"], "-o", _folder["out.png"], "-s", "8").AssertRefused("out.png", "folder");
    }

    [Fact]
    public void Alpha_in_a_jpeg() => AssertRefused([_input, "-o", _folder["out.jpg"], "--alpha", "keep"], "out.jpg", "alpha");

    [Fact]
    [SupportedOSPlatform("linux")]
    public void A_folder_that_may_not_be_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs the file modes of Linux.");
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
        Directory.CreateDirectory(_folder["closed"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        ToolProcess.RunWithoutPrivilege("resize", _input, "-o", _folder["closed/out.png"], "-s", "8").AssertRefused("closed/out.png", "permission");
        Assert.Empty(Directory.GetFileSystemEntries(_folder["closed"]));
    }

    [Fact]
    public void A_folder_of_the_system_that_takes_no_files()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "There is no /proc here.");
        AssertRefused([_input, "-o", "/proc/out.png"], "/proc/out.png");
    }

    [Fact]
    public void A_full_disk()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only the superuser of Linux can make a small disk.");
        string disk = Directory.CreateDirectory(_folder["disk"]).FullName;
        Assert.SkipUnless(Exits("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk), "No disk can be mounted here.");
        try
        {
            ToolProcess.Run("resize", _input, "-o", Path.Combine(disk, "out.png"), "-s", "400").AssertRefused("out.png", "cannot be written", "space");
            Assert.Empty(Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            Assert.True(Exits("umount", disk));
        }
    }

    private void AssertRefused(string[] arguments, params string[] saying)
    {
        string[] before = _folder.Names;
        ToolProcess.Run(["resize", .. arguments, "-s", "8"]).AssertRefused(saying);
        Assert.Equal(before, _folder.Names);
    }

    private static bool Exits(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
