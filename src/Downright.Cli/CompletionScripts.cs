namespace Downright.Cli;

/// <summary>
/// One script a shell. Each asks the tool itself, through its directive <c>[suggest:POSITION]</c>, what could stand at
/// the cursor.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        _downright() {
            local IFS=$'\n' current="${COMP_WORDS[COMP_CWORD]}" prefix=""
            # Words break at colons, so that only what follows the last one is replaced.
            if [[ $COMP_WORDBREAKS == *:* ]]; then
                local line="${COMP_LINE:0:COMP_POINT}"
                local word="${line##* }"
                if [[ $word == *:* ]]; then prefix="${word%"${word##*:}"}"; [[ $current == : ]] && current=""; fi
            fi
            local found
            found=$(downright "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
            COMPREPLY=()
            local item
            for item in $found; do
                [[ $item == "$prefix$current"* ]] && COMPREPLY+=("${item#"$prefix"}")
            done
            [[ ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$current"))
        }
        complete -o filenames -o nosort -F _downright downright 2>/dev/null || complete -o filenames -F _downright downright
        """;

    private const string Zsh = """
        #compdef downright
        _downright() {
            local -a found
            found=("${(@f)$(downright "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            if [[ -n ${found[1]} ]]; then compadd -- $found; fi
            _files
        }
        compdef _downright downright
        """;

    private const string Fish = """
        complete -c downright -a '(downright "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
        """;

    private const string Pwsh = """
        Register-ArgumentCompleter -Native -CommandName downright -ScriptBlock {
            param($word, $command, $position)
            downright "[suggest:$position]" "$command" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>The shells that there are scripts for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell, or null for any other.</summary>
    public static string? For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => Pwsh,
        _ => null,
    };
}
