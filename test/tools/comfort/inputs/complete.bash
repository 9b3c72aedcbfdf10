# Completes a command line as bash does when Tab is pressed at its end: complete.bash SCRIPT WORD... Prints the
# candidates, one a line, sorted.
set -u
source "$1"
shift
COMP_WORDS=()
for word do # readline cuts at what is in COMP_WORDBREAKS
    rest=$word
    while [[ $rest =~ ^([^:=]+|[:=]+) ]]; do
        COMP_WORDS+=("${BASH_REMATCH[1]}")
        rest=${rest#"${BASH_REMATCH[1]}"}
    done
    [[ -n $word ]] || COMP_WORDS+=('')
done
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
specification=$(complete -p valdi)
[[ $specification =~ -F\ ([a-z_]+)\ valdi ]]
"${BASH_REMATCH[1]}" valdi "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}" | sort
