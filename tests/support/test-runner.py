#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that tests/run counts every failure, and sees what a test leaves behind."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

import tap

SUPPORT = pathlib.Path(__file__).resolve().parent


def junit(*suites):
    body = "".join(
        f'<testsuite name="reprise.{program}">'
        + "".join(
            f'<testcase name="{name}" classname="reprise.{program}">{inner}</testcase>'
            for name, inner in cases
        )
        + f"<system-out>{output}</system-out></testsuite>"
        for program, output, cases in suites
    )
    return f"<?xml version='1.0' encoding='utf-8'?><testsuites>{body}</testsuites>"


class CountResults(unittest.TestCase):
    def count(self, records, suites=(), status=0):
        with tempfile.TemporaryDirectory() as folder:
            logs = pathlib.Path(folder)
            lines = [
                {"name": name, "result": result, "returncode": code, "stdout": output}
                for name, result, code, output in records
            ]
            (logs / "testlog.json").write_text("".join(json.dumps(line) + "\n" for line in lines))
            (logs / "testlog.junit.xml").write_text(junit(*suites))
            return subprocess.run(
                [sys.executable, SUPPORT / "count-results.py", logs, str(status)],
                capture_output=True,
                text=True,
            )

    def assert_last_line(self, done, line, status):
        self.assertEqual((done.stdout.splitlines()[-1], done.returncode), (line, status), done)

    # Each subtest counts, a program without any counts once.
    def test_passes(self):
        suites = [("a", "", [("1 /x", ""), ("2 /y", "")])]
        done = self.count([("a", "OK", 0, ""), ("b", "OK", 0, "")], suites)
        self.assert_last_line(done, "3 passed, 0 failed", 0)

    # A program is the same one where its record names its suite too.
    def test_suites(self):
        suites = [
            ("reprise:unit / a", "", [("1 /x", "<failure/>")]),
            ("b", "", [("1 /y", "")]),
        ]
        records = [("reprise:unit / a", "FAIL", 1, ""), ("reprise:ui / b", "OK", 0, "")]
        done = self.count(records, suites, 1)
        self.assert_last_line(done, "1 passed, 1 failed", 1)
        self.assertIn("FAILED   a: 1 /x", done.stdout)

    # A failed subtest counts once, although its program failed too.
    def test_failed_subtest(self):
        suites = [("a", "", [("1 /x", "<failure/>"), ("2 /y", "")])]
        done = self.count([("a", "FAIL", 1, "")], suites, 1)
        self.assert_last_line(done, "1 passed, 1 failed", 1)
        self.assertIn("FAILED   a: 1 /x", done.stdout)

    # A crash after subtests that all passed is a failure.
    def test_crash(self):
        suites = [("a", "", [("1 /x", "")])]
        done = self.count([("a", "ERROR", -11, "")], suites, 1)
        self.assert_last_line(done, "1 passed, 1 failed", 1)

    # What a program said of its failure is told again at the end, where it is read first.
    def test_causes(self):
        output = "\n".join(
            [
                "ok 1 /x",
                "not ok 2 /y",
                "# Traceback (most recent call last):",
                "# AssertionError: 3 != 4",
                "not ok 3 /z",
                "Bail out! ERROR:z.c:9: no rows",
            ]
        )
        done = self.count([("a", "FAIL", 1, output)], [], 1)
        causes = [line for line in done.stdout.splitlines() if line.startswith("cause")]
        self.assertEqual(
            causes,
            ["cause    a: # AssertionError: 3 != 4", "cause    a: Bail out! ERROR:z.c:9: no rows"],
        )

    # Meson's JUnit file shows a program that ran out of time as one that passed.
    def test_timeout(self):
        done = self.count([("a", "TIMEOUT", -15, "")], [], 1)
        self.assert_last_line(done, "0 passed, 1 failed", 1)

    # What is skipped is counted apart, with its reason.
    def test_skips(self):
        suites = [("a", "", [("1 /x", ""), ("2 /y", "<skipped/>")])]
        records = [
            ("a", "OK", 0, "ok 1 /x\nok 2 /y # SKIP no pgbackrest\n"),
            ("b", "SKIP", 0, "1..0 # SKIP no display\n"),
        ]
        done = self.count(records, suites)
        self.assert_last_line(done, "1 passed, 0 failed, 2 skipped", 0)
        self.assertIn("skipped  a: no pgbackrest", done.stdout)
        self.assertIn("skipped  b: no display", done.stdout)

    # A run that failed without any test on record, as when the X server does not start, has failed.
    def test_no_record(self):
        self.assert_last_line(self.count([], [], 1), "0 passed, 1 failed", 1)

    # A suite without tests does not pass.
    def test_nothing_to_run(self):
        self.assert_last_line(self.count([]), "0 passed, 0 failed", 1)

    # A control character in what a test printed does not hide the results.
    def test_control_character(self):
        suites = [("a", "\x01\x1b[0m", [("1 /x", "")])]
        self.assert_last_line(self.count([("a", "OK", 0, "")], suites), "1 passed, 0 failed", 0)


class RunContained(unittest.TestCase):
    def run_contained(self, script):
        return subprocess.run(
            [sys.executable, SUPPORT / "run-contained.py", "--grace", "1", "sh", "-c", script],
            capture_output=True,
            text=True,
        )

    # The command's exit status is handed on.
    def test_status(self):
        self.assertEqual(self.run_contained("exit 7").returncode, 7)
        self.assertEqual(self.run_contained("kill -TERM $$").returncode, 128 + signal.SIGTERM)

    # An orphan that ends in time is no fault.
    def test_short_orphan(self):
        done = self.run_contained("(sleep 0.05 &) ; exit 0")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    # A daemon in a session of its own is found, named, and left to be looked at.
    def test_daemon(self):
        done = self.run_contained("setsid sleep 321 >/dev/null 2>&1 & exit 0")
        self.assertEqual(done.returncode, 1)
        line = [line for line in done.stderr.splitlines() if line.endswith("sleep 321")][0]
        os.kill(int(line.split()[0]), signal.SIGKILL)


class Usage(unittest.TestCase):
    # An argument that is not known is refused before anything is built.
    def test_unknown_argument(self):
        done = subprocess.run([SUPPORT.parent / "run", "--fast"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("usage: tests/run", done.stderr)


if __name__ == "__main__":
    tap.main()
