# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures alternatives against a baseline in one run, and prints how they compare.

Absolute times vary from machine to machine and from minute to minute; what stays is the ratio of
two medians whose runs took turns. As a module:

    comparison = ratio.Comparison("restore, all nodes", runs=5)
    comparison.add("baseline", function)        # the first one added is the baseline
    comparison.add("with a new index", other)   # a function may return a figure of its own
    comparison.print()

As a command, for programs:

    ratio.py [--runs N] [--name NAME] LABEL=COMMAND LABEL=COMMAND...
"""

import argparse
import shlex
import statistics
import subprocess
import sys
import time


class Comparison:
    def __init__(self, name, runs=5, unit="s"):
        self.name = name
        self.runs = runs
        self.unit = unit
        self.alternatives = []

    def add(self, label, function):
        """Adds something to measure: its duration, or the number that it returns."""
        self.alternatives.append((label, function))

    def measure(self):
        """Runs all in turns and returns [(label, figures)], each turn beginning one further on."""
        figures = [[] for _ in self.alternatives]
        for turn in range(self.runs):
            for step in range(len(self.alternatives)):
                index = (turn + step) % len(self.alternatives)
                figures[index].append(figure_of(self.alternatives[index][1]))
        return [(label, each) for (label, _), each in zip(self.alternatives, figures)]

    def lines(self, measured):
        width = max(len(label) for label, _ in measured)
        baseline = statistics.median(measured[0][1])
        yield f"{self.name}: median of {self.runs} runs in turns (smallest to largest)"
        for label, figures in measured:
            median = statistics.median(figures)
            ratio = f"{median / baseline:6.2f} x" if baseline else "     - x"
            spread = f"{min(figures):.4g} to {max(figures):.4g}"
            yield f"  {label:<{width}}  {ratio}  {median:.4g} {self.unit} ({spread})"

    def print(self):
        print("\n".join(self.lines(self.measure())), flush=True)


def figure_of(function):
    start = time.perf_counter()
    figure = function()
    return time.perf_counter() - start if figure is None else figure


def command_of(line):
    words = shlex.split(line)

    def run():
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)

    return run


def main():
    parser = argparse.ArgumentParser(description="Compares programs in turns.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--name", default="wall clock")
    parser.add_argument("commands", nargs="+", metavar="LABEL=COMMAND")
    arguments = parser.parse_args()
    comparison = Comparison(arguments.name, arguments.runs)
    for word in arguments.commands:
        label, equals, line = word.partition("=")
        if not equals:
            parser.error(f"'{word}' is not LABEL=COMMAND")
        comparison.add(label, command_of(line))
    comparison.print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
