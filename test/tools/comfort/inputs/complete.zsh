# Completes command lines in an interactive zsh: complete.zsh DIRECTORY LINE... types each with a Tab behind it, and
# prints what the terminal shows: the lists, and <line>...</line> around what has become of the line.
zmodload zsh/zpty
setopt extended_glob
directory=$1
shift

# Sends a command and reads up to what it prints at its end.
tell() {
    zpty -w shell "$1"
}
read_until() {
    local text
    zpty -r -m shell text "*$1*" || exit 1
    print -r -- ${(S)${text//$'\e'\[[0-9;]#[A-Za-z]/}//$'\r'/}
}

zpty shell zsh -f -i
tell "PS1=; PS2=; unsetopt zle_bracketed_paste prompt_cr prompt_sp 2>/dev/null; zle_bracketed_paste=(); stty -echo columns 200"
tell "fpath=($directory \$fpath); autoload -Uz compinit; compinit -u -D"
tell "zstyle ':completion:*' list-colors ''; setopt no_list_beep no_beep"
# Tab lists what there is, and the line that has become of it is printed instead of run.
tell "finish() { zle complete-word; print -r -- '<line>'\$BUFFER'</line>'; BUFFER=; zle reset-prompt }"
tell "zle -N finish; bindkey '^I' finish; echo re''ady"
read_until ready >/dev/null
for line do
    zpty -n -w shell "$line"$'\t'
    read_until '</line>'
done
zpty -d shell
