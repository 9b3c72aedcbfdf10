# Runs a program with its standard error, and with --both its standard output, on a terminal of 60 columns, and prints
# what came there with control characters spelt out: terminal.py [--both] PROGRAM ARGUMENT...
import fcntl
import os
import struct
import subprocess
import sys
import termios

both = sys.argv[1] == "--both"
ours, theirs = os.openpty()
fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 25, 60, 0, 0))
environment = {"TERM": "xterm", **os.environ}
program = subprocess.Popen(sys.argv[1 + both :], stderr=theirs, stdout=theirs if both else None, env=environment)
os.close(theirs)
text = b""
while True:
    try:
        text += os.read(ours, 4096)
    except OSError:  # the terminal is closed
        break
text = text.decode().replace("\r\n", "\n").replace("\r", "<return>").replace("\033[K", "<clear>\n").replace("\033", "<escape>")
print(text, end="")
sys.exit(program.wait())
