# Fails unless the picture is XML without references to elsewhere, has what the trace has, and no text overlaps another or
# leaves the picture: check_svg.py FILE STARTERS EVENTS
import re
import sys
import unicodedata
import xml.etree.ElementTree as xml

path, starters, events = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
SVG = "{http://www.w3.org/2000/svg}"
text = open(path, encoding="utf-8").read()
root = xml.fromstring(text)
if re.search(r"https?://|href|@import|<script", text.replace('xmlns="http://www.w3.org/2000/svg"', "")):
    sys.exit("refers to something")


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


# An ascent of 0.95 and a descent of 0.25 of the size, 0.602 for a character, as DejaVu Sans Mono has them.
boxes = []
for element in root.iter(SVG + "text"):
    said = "".join(element.itertext())
    size = 15 if element.get("class") == "title" else 12
    width = columns(said.rstrip()) * 0.602 * size + sum(float(span.get("dx")) for span in element.iter(SVG + "tspan"))
    if "transform" in element.attrib:
        x, y = map(float, re.match(r"translate\(([\d.]+) ([\d.]+)\)rotate\(-90\)$", element.get("transform")).groups())
        boxes.append((x - 0.95 * size, y - width, x + 0.25 * size, y, said))
        continue
    x, y = float(element.get("x")), float(element.get("y"))
    x -= width if element.get("text-anchor") == "end" else 0
    boxes.append((x, y - 0.95 * size, x + width, y + 0.25 * size, said))
right, bottom = float(root.get("width")), float(root.get("height"))
boxes.sort(key=lambda box: box[1])
for i, a in enumerate(boxes):
    if a[0] < 0 or a[1] < 0 or a[2] > right or a[3] > bottom:
        sys.exit(f"leaves the picture: {a}")
    for b in boxes[i + 1:]:
        if b[1] >= a[3]:
            break
        if a[0] < b[2] and b[0] < a[2]:
            sys.exit(f"overlap: {a} {b}")
groups = [group.get("class") for group in root.iter(SVG + "g")]
if groups.count("lane") != starters or not events <= groups.count("event") + groups.count("pause") <= events + 1:
    sys.exit(f"has {groups.count('lane')} lanes, {groups.count('event')} events and {groups.count('pause')} pauses")
