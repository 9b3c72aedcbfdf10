"""same.py ORDER TRACE: whether what happened, the trace, is what the order says, step by step."""
import json
import re
import sys

steps = [line.split() for line in open(sys.argv[1]) if re.match(r"\S+ (before|after|at) ", line)]
trace = json.load(open(sys.argv[2]))
names = [starter["name"] for starter in trace["starters"]]
events = [[names[event["starter"]], event["kind"], event["name"] + (f"/{event['nth']}" if event["nth"] > 1 else "")]
          for event in trace["events"]]
assert len(steps) > 10, steps
assert all(event["enforced"] for event in trace["events"]), "what is not in the recording happened"
assert events == steps, next((pair for pair in zip(events, steps) if pair[0] != pair[1]), "more or less")
