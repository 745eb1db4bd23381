"""Reads a JUnit report three times: by the schema of Ant's reports, by what else we promise, and with junitparser as CI servers do."""
import re
import sys

import junitparser
from lxml import etree

schema, report, expected = sys.argv[1:]
document = etree.parse(report)
etree.XMLSchema(etree.parse(schema)).assertValid(document)
root = document.getroot()
assert root.tag == "testsuites", root.tag
SUITE = {"package", "id", "name", "timestamp", "hostname", "tests", "failures", "errors", "time"}
for number, suite in enumerate(root):
    assert suite.tag == "testsuite" and set(suite.attrib) == SUITE, suite.attrib
    assert suite.get("id") == str(number) and suite.get("name")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp"))
    tags = [child.tag for child in suite]
    cases = tags[1:-2]
    assert tags[0] == "properties" and tags[-2:] == ["system-out", "system-err"] and set(cases) == {"testcase"}, tags
    assert len(cases) == int(suite.get("tests"))
    for kind in ("failure", "error"):
        assert len(suite.findall(f"testcase/{kind}")) == int(suite.get(kind + "s")), kind
    for case in suite.findall("testcase"):
        assert set(case.attrib) == {"name", "classname", "time"} and len(case) <= 1, case.attrib
        assert all(child.get("type") and child.get("message") for child in case)
failures = sum(suite.failures for suite in junitparser.JUnitXml.fromfile(report))
assert failures == int(expected), failures
