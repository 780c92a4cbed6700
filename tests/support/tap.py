# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module's unittest cases and prints their results as TAP, so that meson counts each."""

import sys
import traceback
import unittest


class TapResult(unittest.TestResult):
    number = 0

    def report(self, test, verdict, suffix=""):
        self.number += 1
        print(f"{verdict} {self.number} {test.id().partition('.')[2]}{suffix}", flush=True)

    def complain(self, error):
        for line in "".join(traceback.format_exception(*error)).splitlines():
            print(f"# {line}", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.report(test, "ok")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.report(test, "not ok")
        self.complain(error)

    def addError(self, test, error):
        super().addError(test, error)
        self.report(test, "not ok")
        self.complain(error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.report(subtest, "not ok")
            self.complain(error)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.report(test, "ok", f" # SKIP {reason}")

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self.report(test, "not ok", " # TODO expected")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.report(test, "ok", " # TODO expected to fail")


def main():
    """Runs the cases of the program that calls this, and exits."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = TapResult()
    suite.run(result)
    print(f"1..{result.number}")
    sys.exit(0 if result.wasSuccessful() else 1)
