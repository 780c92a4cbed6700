# SPDX-License-Identifier: GPL-3.0-or-later
"""Does one whole restore with the keyboard alone, in an installed Flatpak on a running lab.

usage: flatpak-restore.py APPLICATION-ID CREDENTIALS PICTURE-FOLDER

Newer releases of GTK tell assistive technology of no widget that is only a box around others, so
that what is looked for here is what labels say, on whatever window.
"""

import atexit
import json
import pathlib
import shutil
import sys

import flatpak_window
import window_harness
from window_harness import poll, run

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "lab"), str(TESTS / "support")]

import running_lab  # noqa: E402

EAST, TITLE, NAME = "east_parts", "East Coast Parts (east_parts)", "East Coast Parts"
RESTORE_SECONDS = 180
KEPT = "FLATPAK-before"


class Restore:
    def __init__(self, window, credentials, pictures):
        self.window = window
        self.lab = running_lab.RunningLab(None, pathlib.Path(credentials).parent)
        self.lab.credentials = json.loads(pathlib.Path(credentials).read_text())
        self.pictures = pathlib.Path(pictures)
        shutil.rmtree(self.pictures, ignore_errors=True)
        self.pictures.mkdir(parents=True)

    def picture(self, name):
        path = self.pictures / f"{name}.png"
        run("import", "-window", "root", str(path))
        print(f"  picture: {path}", flush=True)

    def texts(self):
        return [text for root in self.window.application.children for text in root.texts()]

    def await_text(self, wanted, seconds=window_harness.PATIENCE_SECONDS):
        poll(
            lambda: any(wanted in text for text in self.texts()),
            lambda: f"{wanted!r} is said: {self.texts()}",
            seconds,
        )

    def await_no_text(self, unwanted):
        poll(
            lambda: not any(unwanted in text for text in self.texts()),
            lambda: f"{unwanted!r} is no longer said",
        )

    def open_dialog(self):
        self.await_text(TITLE)
        self.window.resize(1240, 1000)
        self.picture("1-backups")
        self.window.press("ctrl+shift+r")
        self.dialog = self.window.find_dialog("Restore Database")
        self.await_text("Choose the node to restore from.")
        run("xdotool", "windowfocus", "--sync", self.dialog.number)

    def press(self, key, *what):
        """A key that brings the focus somewhere."""
        self.window.press(key)
        node = self.dialog.find(*what)
        poll(
            lambda: any(each.has_state("FOCUSED") for each in node.walk()),
            lambda: f"{key} brings the focus to {what}: {self.window.application.describe()}",
        )

    def fill_in(self):
        self.press("alt+n", "COMBO_BOX", "Source Node")
        # The item before the first node says that none is chosen.
        self.window.press("space", "Home", "Down", "Return")
        self.await_no_text("Choose the node to restore from.")
        self.window.press("alt+l")
        self.await_text("Replayed")
        self.press("alt+o", "TEXT", "Confirmation")
        self.window.type(NAME)
        self.picture("2-confirmed")

    def run(self):
        self.lab.mark(EAST, "n1", KEPT)
        self.lab.await_mark(EAST, KEPT)
        repository = self.lab.repository(EAST)
        self.open_dialog()
        self.fill_in()
        self.window.press("alt+d")
        self.await_text("The Restore Has Finished", RESTORE_SECONDS)
        self.picture("3-finished")
        newest = max(self.lab.tasks(EAST), key=lambda task: task["created_at"])
        assert newest["name"].startswith("restore") and newest["status"] == "succeeded", newest
        assert self.lab.repository(EAST) != repository
        for node in self.lab.nodes(EAST):
            assert self.lab.marks(EAST, node, KEPT) == [KEPT], node
        print("The lab has restored all nodes, and they hold the row from before.", flush=True)


def main():
    application_id, credentials, pictures = sys.argv[1:4]
    window_harness.enter_session()
    window = flatpak_window.FlatpakWindow(application_id, credentials)
    atexit.register(window.close)
    Restore(window, credentials, pictures).run()


if __name__ == "__main__":
    main()
