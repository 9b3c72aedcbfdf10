# Prints a trace of so many starters and events, the same each time: make_trace.py STARTERS EVENTS [held|infeasible|partial]
import json
import random
import sys

starters, count = int(sys.argv[1]), int(sys.argv[2])
ending = sys.argv[3] if len(sys.argv) > 3 else "held"
chance = random.Random(starters * 1000 + count)
names = ["alice", "bob", "carol", "the bookkeeper of the second branch", "会計係", "ops <root> & \"co\"", "frank", "grace",
         "heidi", "ivan"]
functions = [("read_balance", "bank.c", 41), ("write_balance", "bank.c", 57), ("deposit", "src/teller.c", 112),
             ("std::map<std::string, Account, std::less<void>>::operator[](const std::string &)", "/usr/include/c++/map", 502),
             ("ledger::Journal<ledger::Entry>::append(ledger::Entry const&, bool)", "src/ledger/journal.hpp", 230),
             ("fsync", None, 0)]
trace = {"valdi-trace": 1, "title": "./bank --tellers " + str(starters),
         "starters": [{"name": names[i] if i < len(names) else f"teller-{i + 1}", "what": f"thread teller/{i + 1}"}
                      for i in range(starters)], "events": [], "edges": []}
hits, time = {}, 0
inside = [[] for _ in range(starters)]
for i in range(count):
    time += chance.randrange(200, 90000)
    if ending != "partial" and i % 9 == 5:
        trace["events"].append({"kind": "pause", "name": f"look {i}", "time": time, "text": f"balance is {10 * i}"})
        continue
    who = chance.randrange(starters)
    enforced = ending == "partial" or chance.random() < 0.5
    if inside[who] and chance.random() < 0.6:
        kind, place = "after", inside[who].pop()
    else:
        kind, place = "before", chance.choice(functions)
        inside[who].append(place)
    if chance.random() < 0.1:
        if kind == "before":
            inside[who].pop()
        kind, place = "at", ("queue:full", "queue.c", 30)
    key = who, kind, place[0]
    hits[key] = hits.get(key, 0) + 1
    event = {"kind": kind, "starter": who, "name": place[0], "nth": hits[key], "time": time, "enforced": enforced}
    if place[1]:
        event["file"], event["line"] = place[1], place[2] + (kind == "after")
    if kind == "before" and place[0] in ("deposit", "fsync"):
        event["values"] = [{"name": "account", "text": "0x7ffe12345678"}, {"name": "amount", "text": str(10 * i)}]
    elif kind == "after" and place[0] == "read_balance":
        event["values"] = [{"name": "result", "text": str(100 + i)}]
    elif kind == "at":
        event["values"] = [{"name": "", "text": str(i)}]
    if kind == "after" and chance.random() < 0.05:
        event["unwound"] = True
    if enforced and chance.random() < 0.1:
        event["text"] = "when amount == 30 inside commit"
    if ending == "partial":
        if i and chance.random() < 0.6:
            trace["edges"].append([chance.randrange(i), i])
    else:
        if enforced:
            event["changes"] = [{"starter": who, "state": "parked"}]
        else:
            event["changes"] = [{"starter": who, "state": "running"}]
        other = chance.randrange(starters)
        if other != who and chance.random() < 0.15:
            event["changes"].append({"starter": other, "state": "asleep", "detail":
                                     f"pthread_mutex_lock(bank.lock), held by {trace['starters'][who]['name']}"})
    trace["events"].append(event)
if ending == "infeasible":
    trace["events"].append({"kind": "after", "starter": 0, "name": "write_balance", "nth": 1, "file": "bank.c", "line": 57,
                            "time": time + 5000, "failed": True,
                            "changes": [{"starter": 0, "state": "asleep",
                                         "detail": "pthread_mutex_lock(bank.lock), held by bob"}]})
    trace["report"] = f"valdi: order infeasible: {trace['starters'][0]['name']} cannot reach \"after write_balance\"\n" \
        "  alice  blocked   in pthread_mutex_lock(bank.lock) bank.c:10\n         bank.lock is held by bob\n"
if ending != "partial":
    trace["verdict"] = ending
json.dump(trace, sys.stdout)
