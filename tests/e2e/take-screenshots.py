# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the application on a lab, light and dark.

usage: take-screenshots.py REPRISE REPRISE-LAB SCHEMA-FOLDER PICTURE-FOLDER
"""

import atexit
import os
import pathlib
import re
import sys

import window_harness
from window_harness import run

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "lab"), str(TESTS / "support")]

import restore_window  # noqa: E402
import running_lab  # noqa: E402
from restore_window import EAST  # noqa: E402

SCHEMES = {"": "prefer-light", "-dark": "prefer-dark"}
MOST_BYTES = 150_000
# What GTK draws around a window where nothing composes them.
EDGE = 5


def prepare_lab(program):
    """A lab with a past of a few minutes; returns it, and a time to go back to."""
    scratch = running_lab.make_scratch()
    atexit.register(running_lab.remove, scratch)
    lab = running_lab.RunningLab(program, scratch / "lab").start()
    atexit.register(lab.end)
    lab.back_up(EAST, "before the price change", "diff")
    lab.back_up(EAST, "after the price change", "incr")
    time = lab.now(EAST)
    running_lab.poll(lambda: lab.now(EAST)[:16] > time[:16], "the next minute", 70)
    lab.switch_wal(EAST)
    return lab, time


def write_settings():
    """The font of a GNOME desktop, and nothing that moves."""
    folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "gtk-4.0")
    folder.mkdir(parents=True, exist_ok=True)
    settings = "[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=0\n"
    (folder / "settings.ini").write_text(settings)


def take(number, path):
    """A window without its frame, in few enough colours for a small file."""
    frame = run("xprop", "-id", number, "_GTK_FRAME_EXTENTS").partition("=")[2]
    left, right, top, bottom = (int(n) + EDGE for n in re.findall(r"\d+", frame) or [0] * 4)
    geometry = run("xdotool", "getwindowgeometry", "--shell", number)
    size = dict(line.split("=", 1) for line in geometry.splitlines())
    width, height = int(size["WIDTH"]) - left - right, int(size["HEIGHT"]) - top - bottom
    picture = path.with_suffix(".raw.png")
    run("import", "-window", number, str(picture))
    crop = f"{width}x{height}+{left}+{top}"
    run("convert", str(picture), "-crop", crop, "+repage", "-strip", "+dither", "-colors", "200",
        "-define", "png:compression-level=9", f"png8:{path}")  # fmt: skip
    picture.unlink()
    assert path.stat().st_size < MOST_BYTES, path
    print(path, flush=True)


def open_restore(window, time):
    dialog = restore_window.RestoreDialog.open(window, EAST)
    dialog.choose_source_node("n1")
    dialog.choose_method("time")
    dialog.choose_time(time)
    dialog.resize(1000, 860)
    dialog.bring(dialog.find("CHECK_BOX", restore_window.METHODS["backup"]))
    return dialog


def main():
    program, lab_program, schemas, pictures = sys.argv[1:5]
    window_harness.enter_session()
    write_settings()
    lab, time = prepare_lab(lab_program)
    for suffix, scheme in SCHEMES.items():
        window = window_harness.Window(
            program, schemas, lab.directory / "credentials.json", ADW_DEBUG_COLOR_SCHEME=scheme
        )
        try:
            window.resize(1240, 940)
            restore_window.open_database(window, EAST)
            window.find("TABLE")
            take(window.number, pathlib.Path(pictures, f"backups{suffix}.png"))
            dialog = open_restore(window, time)
            take(dialog.number, pathlib.Path(pictures, f"restore{suffix}.png"))
        finally:
            window.close()


if __name__ == "__main__":
    main()
