# Completion of occlookup in bash. In ~/.bashrc: eval "$(occlookup completion bash)"

_occlookup() {
    local line value about shown kept= plain=() described=()
    local words=("${COMP_WORDS[@]}") program tail
    # only what stands before the cursor is completed
    tail=${COMP_LINE:COMP_POINT}
    tail=${tail%%[[:space:]=]*}
    words[COMP_CWORD]=${words[COMP_CWORD]%"$tail"}
    program=$(type -P -- "${1/#\~\//$HOME/}") || program=occlookup
    COMPREPLY=()
    while IFS= read -r line; do
        value=${line%%$'\t'*}
        about=${line#*$'\t'}
        if [[ -n $value ]]; then
            plain+=("$value")
            shown=$value
            # 63: bash lists the values and puts none into the line
            [[ $COMP_TYPE == 63 ]] && shown=${shown//\\/}
            shown+=${about:+  ($about)}
            if ((${#shown} >= ${COLUMNS:-80} && ${#value} + 8 < ${COLUMNS:-80})); then
                shown="${shown:0:${COLUMNS:-80} - 5}...)"
            fi
            described+=("$shown")
            continue
        fi
        case $about in
            files) compopt -o default ;;
            folders) compopt -o dirnames ;;
            nospace) compopt -o nospace ;;
            keep) kept=1 ;;
        esac 2>/dev/null
    done < <(_OCCLOOKUP_COMPLETE=bash "$program" "$COMP_CWORD" "${words[@]}" 2>/dev/null </dev/null)
    # 37 and 42: the values go into the line one after another, or all at once
    if ((${#plain[@]} < 2)) || [[ $COMP_TYPE == 37 || $COMP_TYPE == 42 ]]; then
        COMPREPLY=("${plain[@]}")
        return
    fi
    compopt -o nosort 2>/dev/null
    COMPREPLY=("${described[@]}")
    # bash puts what all have in common in the place of the word; with a blank among them that is nothing
    if [[ -n $kept && $COMP_TYPE != 63 ]]; then
        COMPREPLY+=(" ")
    fi
}

complete -F _occlookup occlookup
