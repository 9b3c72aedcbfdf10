# Completion of valdi's command lines for bash. What there is to complete stands in the table, which valdi wrote.

_valdi_table() {
    cat <<'TABLE'
@TABLE@
TABLE
}

# The kind that a row says.
_valdi_row() { # COMMAND WHAT
    local command what kind doc
    while IFS=$'\t' read -r command what kind doc; do
        [[ $command != "$1" || $what != "$2" ]] || echo "$kind"
    done < <(_valdi_table)
}

# Names of points: of the first word behind the command that is a program.
_valdi_points() { # WORD...
    local word
    for word in "${@:3}"; do
        word=${word/#\~\//${HOME-}/}
        [[ ! -f $word || ! -x $word ]] || { "${1/#\~\//${HOME-}/}" points --names "$word" 2>/dev/null; return; }
    done
}

# Adds to COMPREPLY the files that start with the text and have a name like the pattern, or may be run if it is empty.
_valdi_files() { # TEXT PATTERN
    local file
    compopt -o filenames 2>/dev/null
    while IFS= read -r file; do
        if [[ -d $file ]] || { [[ -n $2 ]] && [[ $file == $2 ]]; } || { [[ -z $2 ]] && [[ -x $file || $file == *.so* ]]; }; then
            COMPREPLY+=("$file")
        fi
    done < <(compgen -f -- "$1")
}

# Adds to COMPREPLY the values of the kind that start with the text.
_valdi_values() { # KIND TEXT WORD...
    local kind=${1#\?} text=$2 name
    shift 2
    case $kind in
    programs) _valdi_files "$text" '' ;;
    orders) _valdi_files "$text" '*.order' ;;
    traces) _valdi_files "$text" '*.json' ;;
    files) _valdi_files "$text" '*' ;;
    directories) _valdi_files "$text" '/' ;;
    commands) COMPREPLY+=($(compgen -W "$(_valdi_table | cut -f1 | uniq)" -- "$text")) ;;
    points)
        while IFS= read -r name; do
            [[ $name != "$text"* ]] || COMPREPLY+=("$(printf %q "$name")")
        done < <(_valdi_points "$@") ;;
    *'|'*) COMPREPLY+=($(compgen -W "${kind//|/ }" -- "$text")) ;;
    esac
}

# Bash cuts words at "=" and ":". Puts them together again in words, up to the one that is completed in count.
_valdi_join() {
    local i last=
    words=() count=0
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        if ((i > 1)) && [[ $last =~ ^[:=]+$ || ${COMP_WORDS[i]} =~ ^[:=]+$ ]]; then
            words[-1]+=${COMP_WORDS[i]}
        else
            words+=("${COMP_WORDS[i]}")
        fi
        last=${COMP_WORDS[i]}
        ((i != COMP_CWORD)) || count=${#words[@]}
    done
}

# The kind of what is completed, from the words before it: that of an option's value, or of an argument.
_valdi_kind() { # COMMAND WORD...
    local command=$1 word kind= whole first
    shift
    first=$(_valdi_row "$command" 1)
    for word do
        if [[ -n $kind && $kind != - && $kind != \?* ]]; then
            kind=
        elif [[ $word == -- ]]; then
            break
        elif [[ $word == -*=* ]]; then
            kind=
        elif [[ $word == -* ]]; then
            kind=$(_valdi_row "$command" "$word")
        elif [[ -n $first ]]; then
            echo theirs
            return
        else
            kind=
        fi
    done
    if [[ -n $kind && $kind != - && $kind != \?* ]]; then
        echo "$kind"
    else
        echo "${first:-$(_valdi_row "$command" '*')}"
    fi
}

# Readline replaces only what is behind the last "=" or ":" of the word.
_valdi_cut() { # WORD
    local i cut=${1%"${1##*[=:]}"}
    [[ $COMP_WORDBREAKS == *[:=]* && -n $cut ]] || return 0
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]=${COMPREPLY[i]#"$cut"}
    done
}

_valdi() {
    local words count current command kind
    COMPREPLY=()
    _valdi_join
    current=${words[count - 1]} command=${words[1]}
    if ((count == 2)); then
        COMPREPLY=($(compgen -W "$(_valdi_table | cut -f1 | uniq) --help --version" -- "$current"))
        return
    fi
    kind=$(_valdi_kind "$command" "${words[@]:2:count - 3}")
    if [[ $kind == theirs ]]; then
        compopt -o default 2>/dev/null
    elif [[ $current == --*=* ]]; then
        _valdi_values "$(_valdi_row "$command" "${current%%=*}")" "${current#*=}" "${words[@]}"
        _valdi_cut "${current#*=}"
    elif [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$(_valdi_table | grep "^$command"$'\t--' | cut -f2)" -- "$current"))
    else
        _valdi_values "$kind" "$current" "${words[@]}"
        _valdi_cut "$current"
    fi
}

complete -F _valdi valdi
