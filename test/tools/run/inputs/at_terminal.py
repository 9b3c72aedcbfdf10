# Runs a program in a session of its own on a terminal where a line was typed in advance, and prints what comes there:
# at_terminal.py LINE PROGRAM ARGUMENT...
import os
import pty
import sys

process, terminal = pty.fork()
if not process:
    os.execvp(sys.argv[2], sys.argv[2:])
os.write(terminal, sys.argv[1].encode() + b"\n")
text = b""
while True:
    try:
        text += os.read(terminal, 4096)
    except OSError:  # the terminal is closed
        break
print(text.decode().replace("\r\n", "\n"), end="")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
