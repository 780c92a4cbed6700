#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what `meson test` recorded and prints "N passed, N failed" as the last line.

usage: count-results.py MESON-LOGS EXIT-STATUS

Every subtest of a TAP program counts. A program that crashes, hangs or fails outside its subtests
counts as one failure more; so does an exit status other than 0 that no recorded failure explains.
Exits with 1 if anything failed or nothing was run.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What says why a test failed: the end of the comment below its result, or a program's last words.
NOT_OK = re.compile(r"^not ok\b.*((?:\n# .*)*)", re.MULTILINE)
LAST_WORDS = re.compile(r"^(?:Bail out! .*|\*\* .*|# the application printed: .*)$", re.MULTILINE)
MOST_CAUSES = 4
LONGEST_CAUSE = 400
SKIP_REASON = re.compile(r"^(?:1\.\.0|ok\b[^#]*)\s*# SKIP\s*(.*)$", re.MULTILINE | re.IGNORECASE)


class Counts:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.complaints = []
        self.causes = []
        self.reasons = []

    def fail(self, complaint):
        self.failed += 1
        self.complaints.append(complaint)


def plain_name(name):
    """A test's own name, which meson writes as "project:suite / name" where there are suites."""
    return name.rpartition(" / ")[2]


def count_subtests(counts, logs):
    """Counts the subtests that meson wrote as JUnit; returns {program: did one fail}."""
    programs = {}
    path = logs / "testlog.junit.xml"
    if not path.exists():
        return programs
    # Meson writes what a test printed as it is, although XML cannot hold control characters.
    text = CONTROL.sub("?", path.read_text(encoding="utf-8", errors="replace"))
    for case in ElementTree.fromstring(text.encode()).iter("testcase"):
        program = plain_name(case.get("classname", "").partition(".")[2])
        if not program:
            continue
        programs.setdefault(program, False)
        if case.find("failure") is not None or case.find("error") is not None:
            counts.fail(f"{program}: {case.get('name')}")
            programs[program] = True
        elif case.find("skipped") is not None:
            counts.skipped += 1
        else:
            counts.passed += 1
    return programs


def find_causes(record):
    """What a program that failed said of it, shortened."""
    output = record.get("stdout") or ""
    causes = [comment.splitlines()[-1] for comment in NOT_OK.findall(output) if comment]
    causes += LAST_WORDS.findall(output + "\n" + (record.get("stderr") or ""))
    return [cause[:LONGEST_CAUSE] for cause in causes[:MOST_CAUSES]]


def count_programs(counts, logs, subtests):
    """Counts the programs without subtests, and those that went wrong outside them."""
    path = logs / "testlog.json"
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        record = json.loads(line)
        name, result = plain_name(record["name"]), record["result"]
        for reason in SKIP_REASON.findall(record.get("stdout") or ""):
            counts.reasons.append(f"{name}: {reason or 'no reason given'}")
        if result not in GOOD:
            counts.causes += (f"{name}: {cause}" for cause in find_causes(record))
            if not subtests.get(name):
                counts.fail(f"{name}: {result.lower()}, exit status {record['returncode']}")
        elif name not in subtests:
            counts.skipped += result == "SKIP"
            counts.passed += result != "SKIP"


def main():
    logs, status = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    counts = Counts()
    count_programs(counts, logs, count_subtests(counts, logs))
    if status != 0 and counts.failed == 0:
        counts.fail(f"the test run ended with exit status {status}")
    for reason in counts.reasons:
        print(f"skipped  {reason}")
    for cause in counts.causes:
        print(f"cause    {cause}")
    for complaint in counts.complaints:
        print(f"FAILED   {complaint}")
    if counts.passed + counts.failed + counts.skipped == 0:
        print("There are no tests to run here.")
        print("0 passed, 0 failed")
        return 1
    skipped = f", {counts.skipped} skipped" if counts.skipped else ""
    print(f"{counts.passed} passed, {counts.failed} failed{skipped}")
    return 1 if counts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
