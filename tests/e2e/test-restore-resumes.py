# SPDX-License-Identifier: GPL-3.0-or-later
"""A restore outlives the program that asked for it: killed in the middle, it is found again.

usage: test-restore-resumes.py REPRISE REPRISE-LAB SCHEMA-FOLDER
"""

import atexit
import json
import os
import pathlib
import sys
import unittest

import window_harness

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "lab"), str(TESTS / "support")]

import restore_window  # noqa: E402
import running_lab  # noqa: E402
import tap  # noqa: E402
from running_lab import poll  # noqa: E402

DATABASE = restore_window.EAST

lab = None


def setUpModule():
    global lab
    scratch = running_lab.make_scratch()
    atexit.register(running_lab.remove, scratch)
    lab = running_lab.RunningLab(sys.argv[2], scratch / "lab")
    atexit.register(lab.end)
    lab.start("--no-writer")


def open_window():
    window = window_harness.Window(sys.argv[1], sys.argv[3], lab.directory / "credentials.json")
    atexit.register(window.close)
    window.resize(1360, 1440)
    return window


def read_journal():
    """The kinds and words of the journal's lines."""
    path = pathlib.Path(os.environ["XDG_STATE_HOME"], "reprise", "journal.jsonl")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return [(line["kind"], line.get("word")) for line in lines]


class Resumes(unittest.TestCase):
    def test_killed(self):
        """One restore is sent; the next start follows it to its end and says what is left."""
        before = {task["id"] for task in lab.tasks(DATABASE)}
        window = open_window()
        dialog = restore_window.RestoreDialog.open(window, DATABASE)
        dialog.choose_source_node("n1")
        dialog.choose_target_nodes(lab.nodes(DATABASE), [])
        dialog.choose_method("latest")
        dialog.confirm()
        dialog.submit()
        window.process.kill()
        window.process.wait()
        self.assertEqual(read_journal()[:2], [("intent", None), ("answer", "accepted")])
        self.assertNotIn("outcome", [kind for kind, _ in read_journal()])

        window = open_window()
        with window.pictured("restore-resumes"):
            restore_window.Progress(window).await_success()
            poll(lambda: "What is left to do" in window.root.texts(), "the list of what is left")
        self.assertIn(("outcome", "succeeded"), read_journal())
        self.assertEqual(len({task["id"] for task in lab.tasks(DATABASE)} - before), 1)


if __name__ == "__main__":
    obstacle = running_lab.find_obstacle()
    if obstacle:
        window_harness.skip(obstacle)
    window_harness.enter_session()
    tap.main()
