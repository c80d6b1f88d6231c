# Completion of occlookup in fish: occlookup completion fish > ~/.config/fish/completions/occlookup.fish

function __occlookup_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    command -q -- $program; or set program occlookup
    for line in (_OCCLOOKUP_COMPLETE=fish command $program (count $words) $words "$current" 2>/dev/null </dev/null)
        switch $line
            case \tfiles \tfolders
                set -l head (string match -r -- '^--[^=]*=' $current)
                set -l begun (string replace -r -- '^--[^=]*=' '' $current)
                if test $line = \tfiles
                    complete -C "'' $begun" | string replace -r -- '^' "$head"
                else
                    __fish_complete_directories $begun | string replace -r -- '^' "$head"
                end
            case \t'*'
                # fish needs no other remark: it keeps what was typed, and after a comma or a dot it adds no space
            case '*'
                printf '%s\n' $line
        end
    end
end

complete -c occlookup -f -k -a '(__occlookup_complete)'
