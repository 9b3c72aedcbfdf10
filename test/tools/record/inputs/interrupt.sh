#!/bin/sh
# interrupt.sh SIGNAL FILE COMMAND...: sends the signal when the file is there. Ends as the command does.
rm -f "$2"
signal=$1 file=$2
shift 2
"$@" &
until [ -s "$file" ] || ! kill -0 $!; do :; done
kill "-$signal" $!
wait $!
