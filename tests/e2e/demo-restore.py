# SPDX-License-Identifier: GPL-3.0-or-later
"""Does one whole restore through the window on a display of its own, and tells what it did.

usage: demo-restore.py REPRISE CREDENTIALS SCHEMA-FOLDER PICTURE-FOLDER

The lab of CREDENTIALS has to be running. A row is committed before the time that is restored to,
and one after it; a picture of every step is put into PICTURE-FOLDER.
"""

import atexit
import json
import pathlib
import shutil
import sys

import window_harness
from window_harness import run

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "lab"), str(TESTS / "support")]

import restore_window  # noqa: E402
import running_lab  # noqa: E402
from restore_window import EAST  # noqa: E402

KEPT, LOST = "DEMO-before", "DEMO-after"


def tell(text):
    print(text, flush=True)


class Demo:
    def __init__(self, program, credentials, schemas, pictures):
        self.lab = running_lab.RunningLab(None, pathlib.Path(credentials).parent)
        self.lab.credentials = json.loads(pathlib.Path(credentials).read_text())
        self.pictures = pathlib.Path(pictures)
        shutil.rmtree(self.pictures, ignore_errors=True)
        self.pictures.mkdir(parents=True)
        self.window = window_harness.Window(program, schemas, credentials)
        atexit.register(self.window.close)
        self.window.resize(1240, 1000)
        self.number = 0

    def picture(self, name):
        self.number += 1
        path = self.pictures / f"{self.number:02d}-{name}.png"
        run("import", "-window", "root", "-crop", "1300x1460+0+0", str(path))
        tell(f"  picture: {path}")

    def tell_rows(self, when):
        tell(f"Rows {when}:")
        for node in self.lab.nodes(EAST):
            count = self.lab.sql(EAST, node, "SELECT count (*) FROM orders")
            marks = ", ".join(self.lab.marks(EAST, node, "DEMO-")) or "none"
            tell(f"  {node}: {count} orders; of the demo's own rows: {marks}")

    def commit_rows(self):
        """Returns the time just after the first row, before the second."""
        for code in (KEPT, LOST):
            self.lab.sql(EAST, "n1", f"DELETE FROM warehouses WHERE code = '{code}'")
        # A lab may see more than one demo, and a name is looked for again.
        name = f"before the demo of {self.lab.now(EAST)}"
        backup = self.lab.back_up(EAST, name, "incr")["n1"]
        self.lab.await_second_after(EAST, backup["finished_at"])
        time = self.lab.mark(EAST, "n1", KEPT)
        self.lab.await_mark(EAST, KEPT)
        self.lab.mark(EAST, "n1", LOST)
        self.lab.await_mark(EAST, LOST)
        self.lab.switch_wal(EAST)
        return time

    def restore(self, time):
        tell(f"Actions → Restore…, to {time}, just before the second row")
        dialog = restore_window.RestoreDialog.open(self.window, EAST)
        self.picture("restore-dialog")
        dialog.choose_source_node("n1")
        dialog.choose_method("time")
        dialog.choose_time(time)
        self.picture("time")
        tell("The plan:")
        for line in dialog.plan():
            tell(f"  {line}")
        dialog.confirm()
        self.picture("confirmed")
        dialog.submit()
        tell("Sent; the page follows it")
        self.picture("running")
        restore_window.Progress(self.window).await_success()
        self.picture("finished")

    def check_off(self):
        tell("What is left to do, as the page says:")
        for text in restore_window.Progress(self.window).texts():
            tell(f"  {text}")
        tell("Backup…, as the list of what is left to do offers it")
        progress = restore_window.Progress(self.window)
        progress.back_up("first after the restore", lambda: self.picture("backup"))
        progress.await_text("Nothing is left to do")
        self.picture("checked-off")
        progress.dismiss()
        self.picture("dismissed")

    def run(self):
        self.picture("backups-page")
        time = self.commit_rows()
        self.tell_rows("before")
        self.restore(time)
        self.tell_rows("after")
        self.check_off()
        kept = [self.lab.marks(EAST, node, "DEMO-") for node in self.lab.nodes(EAST)]
        assert all(marks == [KEPT] for marks in kept), kept
        tell("Every node holds the row from before the time, and not the one from after it.")


if __name__ == "__main__":
    window_harness.enter_session()
    Demo(*sys.argv[1:5]).run()
