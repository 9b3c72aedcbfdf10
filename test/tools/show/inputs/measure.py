# Fails if a line of the page on standard input, its legend included, is wider than so many columns or ends with blanks.
import sys
import unicodedata

width, has_legend = int(sys.argv[1]), False
for line in sys.stdin:
    line = line.rstrip("\n")
    has_legend = has_legend or line.startswith("| running")
    if has_legend and not line:
        break
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    if taken > width or line != line.rstrip():
        sys.exit(f"{taken} of {width}: {line}")
if not has_legend:
    sys.exit("no legend")
