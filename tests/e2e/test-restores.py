# SPDX-License-Identifier: GPL-3.0-or-later
"""Restores through the window, on a lab with real servers; rows on every node prove the result.

usage: test-restores.py REPRISE REPRISE-LAB SCHEMA-FOLDER

Usually as many flows run as it takes for each pair of choices to meet once; all of them with --all.
"""

import atexit
import datetime
import itertools
import os
import pathlib
import re
import sys
import unittest

import window_harness

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "lab"), str(TESTS / "support")]

import restore_window  # noqa: E402
import running_lab  # noqa: E402
import tap  # noqa: E402

EAST, WEST = restore_window.EAST, restore_window.WEST
METHODS = ("backup", "latest", "time")
ALL_FLOWS = list(itertools.product(METHODS, ("all", "one"), ("same", "other"), (EAST, WEST)))
# Each method, each count of nodes, each source and each target (with automatic DDL and without)
# meets each of the others.
PAIRS = [
    ("backup", "all", "same", EAST),
    ("latest", "one", "same", WEST),
    ("backup", "one", "other", WEST),
    ("latest", "all", "other", EAST),
    ("time", "all", "same", WEST),
    ("time", "one", "other", EAST),
]

RFC_3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$")

lab = None
window = None
prefixes = (f"E{number:03d}" for number in itertools.count(1))


def setUpModule():
    global lab, window
    scratch = running_lab.make_scratch()
    atexit.register(running_lab.remove, scratch)
    lab = running_lab.RunningLab(sys.argv[2], scratch / "lab")
    atexit.register(lab.end)
    lab.start("--no-writer")
    window = window_harness.Window(sys.argv[1], sys.argv[3], lab.directory / "credentials.json")
    atexit.register(window.close)
    window.resize(1360, 1440)


def parse_time(text):
    # Before Python 3.11 neither "Z" nor less than six digits are read.
    seconds, _, fraction = text.removesuffix("Z").partition(".")
    return datetime.datetime.fromisoformat(f"{seconds}.{fraction:0<6}+00:00")


class Flow:
    """One restore: what is there before, what is chosen, and what must be there afterwards."""

    def __init__(self, method, count, origin, target):
        self.method, self.target = method, target
        self.source = target if origin == "same" else (WEST if target == EAST else EAST)
        self.nodes = lab.nodes(target) if count == "all" else ["n2"]
        self.others = [node for node in lab.nodes(target) if node not in self.nodes]
        self.prefix = next(prefixes)

    def code(self, word):
        return f"{self.prefix}-{word}"

    def mark(self, database, word):
        """A row on every node of a database; returns the time just after its commit."""
        instant = lab.mark(database, "n1", self.code(word))
        lab.await_mark(database, self.code(word))
        return instant

    def prepare(self):
        """Writes rows before the backup, between it and the time, and after the time."""
        for database in (EAST, WEST):
            lab.start_replication(database)
        if self.source != self.target:
            self.mark(self.target, "own")
        self.mark(self.source, "a")
        self.backup = lab.back_up(self.source, self.code("backup"))["n1"]
        lab.await_second_after(self.source, self.backup["finished_at"])
        self.instant = self.mark(self.source, "b")
        self.mark(self.source, "c")
        lab.switch_wal(self.source)
        self.repository = lab.repository(self.target)

    def expected(self):
        """{node: the words of the rows that it must hold afterwards}"""
        restored = {"backup": ["a"], "time": ["a", "b"], "latest": ["a", "b", "c"]}[self.method]
        kept = ["a", "b", "c"] if self.source == self.target else ["own"]
        return {
            node: restored if node in self.nodes else kept for node in self.nodes + self.others
        }

    def choose(self):
        """Opens the dialog and fills it in."""
        dialog = restore_window.RestoreDialog.open(window, self.target)
        if self.source != self.target:
            dialog.choose_source_database(self.source)
        dialog.choose_source_node("n1")
        dialog.choose_target_nodes(self.nodes, self.others)
        dialog.choose_method(self.method)
        if self.method == "backup":
            dialog.choose_backup(self.backup["label"])
        if self.method == "time":
            dialog.choose_time(self.instant)
        return dialog


class Restores(unittest.TestCase):
    maxDiff = None

    def tearDown(self):
        # What one flow left open would keep the next one from the window.
        restore_window.close_dialogs(window)

    def assert_rows(self, flow):
        for node, words in flow.expected().items():
            found = lab.marks(flow.target, node, flow.prefix)
            self.assertEqual(found, sorted(flow.code(word) for word in words), node)

    def assert_sent(self, flow, task):
        """The request that the service got is the one that was chosen."""
        request = task["request"]
        command = request.get("restore_command") or {}
        self.assertEqual(request["restore_config"]["node_name"], "n1")
        self.assertEqual(
            sorted(request.get("target_nodes") or lab.nodes(flow.target)), sorted(flow.nodes)
        )
        wanted = {
            "latest": {},
            "backup": {"type": "immediate", "set": flow.backup["label"]},
            "time": {"type": "time"},
        }[flow.method]
        self.assertEqual({key: command.get(key) for key in wanted}, wanted)
        if flow.method == "time":
            self.assert_target(flow, command)

    def assert_target(self, flow, command):
        """To the microsecond what was chosen; what to start from is left to pgBackRest."""
        self.assertRegex(command["target"], RFC_3339)
        self.assertEqual(parse_time(command["target"]), parse_time(flow.instant))
        self.assertNotIn("set", command)

    def restore(self, flow):
        flow.prepare()
        before = {task["id"] for task in lab.tasks(flow.target)}
        dialog = flow.choose()
        dialog.confirm()
        dialog.submit()
        restore_window.Progress(window).await_success()
        (task,) = [task for task in lab.tasks(flow.target) if task["id"] not in before]
        self.assertEqual(task["status"], "succeeded")
        self.assert_sent(flow, task)
        self.assertNotEqual(lab.repository(flow.target), flow.repository)
        self.assert_rows(flow)

    def finish(self, flow):
        """Does what is left to do, in the window, and sees rows replicate again."""
        if flow.target == WEST:
            restore_window.ReplicationDialog.open(window).start()
        for node in lab.nodes(flow.target):
            lab.mark(flow.target, node, flow.code(f"from-{node}"))
        for node in lab.nodes(flow.target):
            lab.await_mark(flow.target, flow.code(f"from-{node}"))
        restore_window.Progress(window).dismiss()


def add_flow(name, choices):
    def test(self):
        with window.pictured(f"restores-{name}"):
            flow = Flow(*choices)
            self.restore(flow)
            self.finish(flow)

    test.__doc__ = "Restores as {} of {} nodes from the {} database into {}.".format(*choices)
    setattr(Restores, f"test_{name}", test)


for number, choices in enumerate(ALL_FLOWS if os.environ.get("REPRISE_TEST_ALL") else PAIRS):
    add_flow(f"{number:02d}_{'_'.join(choices)}", choices)


if __name__ == "__main__":
    obstacle = running_lab.find_obstacle()
    if obstacle:
        window_harness.skip(obstacle)
    window_harness.enter_session()
    tap.main()
