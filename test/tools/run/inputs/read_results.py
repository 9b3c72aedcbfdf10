"""Reads what machines-read-the-result.test has written."""
import json
import xml.etree.ElementTree as xml

good, bad = json.load(open("good.json")), json.load(open("bad.json"))
assert good["order"] == "lost-update.order" and good["program"] == ["./bank"] and good["expected"] == "died", good
assert good["as_expected"] is True and len(good["runs"]) == 2, good
for run in good["runs"]:
    assert run["verdict"] == "died" and run["steps"] == run["steps_reached"] == 4, run
    assert run["exit_status"] == 1 and run["signal"] is None and run["reason"] is None and run["report"] is None, run
    assert 0 < run["milliseconds"] < 10000, run
(run,) = bad["runs"]
assert bad["as_expected"] is False and run["verdict"] == "infeasible" and run["steps_reached"] == 1, bad
assert run["exit_status"] == 0 and run["report"].startswith("valdi: order infeasible at step 2 of 4"), run

suite = xml.parse("good.xml").getroot()
assert suite.tag == "testsuite" and suite.get("tests") == "2" and suite.get("failures") == "0", suite.attrib
assert [case.get("name") for case in suite] == ["lost-update.order run 1", "lost-update.order run 2"]
suite = xml.parse("bad.xml").getroot()
assert suite.get("tests") == suite.get("failures") == "1", suite.attrib
failure = suite.find("testcase/failure")
assert failure.get("type") == "infeasible" and "account.lock is held by alice" in failure.text, failure.text
assert "balance: 180" in suite.find("testcase/system-out").text
