# SPDX-License-Identifier: GPL-3.0-or-later
"""A flow in whose session the application has printed something has failed, however it went.

usage: test-harness.py
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import window_harness

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "support")]

import tap  # noqa: E402

FLOW = """
import sys

sys.path[:0] = [{folder!r}]
import window_harness

window_harness.enter_session()
window_harness.note_printed({printed!r})
print("the flow went well")
"""


class Harness(unittest.TestCase):
    def run_flow(self, printed):
        path = pathlib.Path(self.folder, "flow.py")
        folder = str(pathlib.Path(__file__).resolve().parent)
        path.write_text(FLOW.format(folder=folder, printed=printed))
        done = subprocess.run(
            [sys.executable, str(path)], capture_output=True, text=True, check=False
        )
        self.assertIn("the flow went well", done.stdout)
        return done

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_quiet(self):
        """Nothing but blanks is nothing."""
        self.assertEqual(self.run_flow("\n").returncode, 0)

    def test_warning(self):
        """A warning fails the flow, and is told."""
        warning = "(reprise:7): Gtk-WARNING **: 12:00:00.000: something is amiss"
        done = self.run_flow(f"{warning}\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"# the application printed: {warning}", done.stdout)


if __name__ == "__main__":
    obstacle = window_harness.find_obstacle()
    if obstacle:
        window_harness.skip(obstacle)
    tap.main()
