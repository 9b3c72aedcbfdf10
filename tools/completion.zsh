#compdef valdi
# Completion of valdi's command lines for zsh. What there is to complete stands in the table, which valdi wrote.

_valdi_table() {
    cat <<'TABLE'
@TABLE@
TABLE
}

# Names of points: of the first word behind the command that is a program.
_valdi_points() { # what _arguments says for compadd
    local word
    for word in ${(Q)words[2,-1]}; do
        word=${~word}
        [[ -f $word && -x $word ]] || continue
        compadd "$@" -- ${(f)"$($_valdi_program points --names $word 2>/dev/null)"}
        return
    done
    _message 'name of a point'
}

_valdi_values() { # what _arguments says for compadd, and the kind
    local kind=$@[-1]
    local -a for_compadd=("$@[1,-2]")
    case $kind in
    programs) _files $for_compadd -g '*(-.*)' ;;
    orders) _files $for_compadd -g '*.order(-.)' ;;
    traces) _files $for_compadd -g '*.json(-.)' ;;
    files) _files $for_compadd ;;
    directories) _files $for_compadd -/ ;;
    commands) compadd $for_compadd -- ${(u)${(f)"$(_valdi_table)"}%%$'\t'*} ;;
    points) _valdi_points $for_compadd ;;
    *'|'*) compadd $for_compadd -- ${(s:|:)kind} ;;
    *) _message value ;;
    esac
}

# What _arguments takes, of the rows of a command: to the array specs.
_valdi_specs() { # COMMAND
    local command what kind doc value
    while IFS=$'\t' read -r command what kind doc; do
        [[ $command == $1 ]] || continue
        doc=${doc//(#m)[\[\]:\\]/\\$MATCH} value=":value:_valdi_values ${(qq)${kind#\?}}"
        case "$what $kind" in
        ': '*) ;;
        '* '*) specs+=("*:argument:_valdi_values $kind") ;;
        '1 '*) specs+=("(-)1:program:_valdi_values $kind" '*::argument:_normal') ;;
        *' -') specs+=("*${what}[$doc]") ;;
        --*' ?'*) specs+=("*${what}=-[$doc]:$value") ;;
        -*' ?'*) specs+=("*${what}-[$doc]:$value") ;;
        --*) specs+=("*${what}=[$doc]$value") ;;
        *) specs+=("*${what}+[$doc]$value") ;;
        esac
    done < <(_valdi_table)
}

_valdi() {
    setopt local_options extended_glob
    local _valdi_program=$words[1] command what kind doc
    local -a specs commands
    if ((CURRENT == 2)); then
        while IFS=$'\t' read -r command what kind doc; do
            [[ $what != : ]] || commands+=("$command:$doc")
        done < <(_valdi_table)
        _describe -t commands command commands
        _arguments '--help[List the commands]' '--version[Show the version]'
        return
    fi
    _valdi_specs $words[2]
    shift words
    ((CURRENT--))
    _arguments $specs
}

_valdi "$@"
