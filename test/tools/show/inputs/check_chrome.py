# Fails unless standard input has trace events that a reader can draw, of so many starters.
import json
import sys

events = json.load(sys.stdin)["traceEvents"]
named, last, slices = set(), {}, {}
for event in events:
    phase, thread = event["ph"], event["tid"]
    if event["pid"] != 1 or not isinstance(event["name"], str) or not isinstance(event["args"], dict):
        sys.exit(f"not complete: {event}")
    if phase == "M":
        if event["name"] == "thread_name":
            named.add(thread)
        continue
    if thread not in named or phase not in "Xi" or (phase == "i" and event["s"] not in "tpg"):
        sys.exit(f"not known: {event}")
    start = event["ts"]
    if start < last.get(thread, 0):
        sys.exit(f"goes back: {event}")
    last[thread] = start
    open_slices = slices.setdefault(thread, [])
    while open_slices and open_slices[-1] <= start:
        open_slices.pop()
    if phase == "X":
        end = round(start + event["dur"], 3)
        if event["dur"] <= 0 or (open_slices and end > open_slices[-1]):
            sys.exit(f"does not nest: {event}")
        open_slices.append(end)
if len(named) != int(sys.argv[1]) + 1 or not any(event["ph"] == "i" for event in events):
    sys.exit("too few threads or events")
