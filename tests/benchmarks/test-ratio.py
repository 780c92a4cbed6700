#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the figures of a comparison are medians over runs that took turns."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import ratio
import tap


class Ratio(unittest.TestCase):
    # Ratios are of medians, so that one slow run changes nothing.
    def test_medians(self):
        comparison = ratio.Comparison("size", runs=3, unit="MB")
        slow, fast = iter([4.0, 400.0, 4.0]), iter([1.0, 1.0, 2.0])
        comparison.add("old", lambda: next(slow))
        comparison.add("new", lambda: next(fast))
        lines = list(comparison.lines(comparison.measure()))
        self.assertIn("median of 3 runs", lines[0])
        self.assertEqual(lines[1].split()[:5], ["old", "1.00", "x", "4", "MB"])
        self.assertEqual(lines[2].split()[:5], ["new", "0.25", "x", "1", "MB"])

    # Runs take turns, and none is always the first.
    def test_turns(self):
        order = []
        comparison = ratio.Comparison("x", runs=2)
        comparison.add("a", lambda: order.append("a"))
        comparison.add("b", lambda: order.append("b"))
        comparison.measure()
        self.assertEqual("".join(order), "abba")

    # A baseline of nothing gives no ratio instead of an error.
    def test_zero(self):
        comparison = ratio.Comparison("x", runs=1)
        comparison.add("a", lambda: 0)
        comparison.add("b", lambda: 3)
        lines = list(comparison.lines(comparison.measure()))
        self.assertIn("- x", lines[2])


if __name__ == "__main__":
    tap.main()
