#compdef occlookup
# Completion of occlookup in zsh. In a folder of your fpath: occlookup completion zsh > ~/.zfunc/_occlookup

_occlookup() {
    local line value about program=${(Q)words[1]}
    local -a lines described options
    program=${program/#\~\//$HOME/}
    (( $+commands[$program] )) || [[ $program == */* && -x $program ]] || program=occlookup
    lines=("${(@f)$(_OCCLOOKUP_COMPLETE=zsh $program $((CURRENT - 1)) "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" \
        "${(@Q)words[CURRENT+1,-1]}" 2>/dev/null </dev/null)}")
    for line in $lines; do
        value=${line%%$'\t'*}
        about=${line#*$'\t'}
        if [[ -n $value ]]; then
            described+=("${value//:/\\:}${about:+:$about}")
            continue
        fi
        case $about in
            files) compset -P '--*='; _files; return ;;
            folders) compset -P '--*='; _files -/; return ;;
            nospace) options+=(-S '') ;;
            # what all have in common would replace what was typed: list them; the next TAB goes through them
            keep) [[ $compstate[insert] == *unambiguous* ]] && compstate[insert]= compstate[list]='list force' ;;
        esac
    done
    (( $#described )) || return 1
    # -U: they fit already, by rules of their own
    _describe -V occlookup described -U "${(@)options}"
}

if [[ $funcstack[1] == _occlookup ]]; then
    _occlookup "$@"
else
    compdef _occlookup occlookup
fi
