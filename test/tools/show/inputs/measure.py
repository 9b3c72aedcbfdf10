# Fails if a line of the page on standard input, down to its legend, is wider than so many columns or ends with blanks.
import sys
import unicodedata

width = int(sys.argv[1])
for line in sys.stdin:
    line = line.rstrip("\n")
    if line.startswith("| running"):
        sys.exit(0)
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    if taken > width or line != line.rstrip():
        sys.exit(f"{taken} of {width}: {line}")
sys.exit("no legend")
