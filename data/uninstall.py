# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes an installation away again, and what the desktop's tools made of it.

usage: uninstall.py BUILD-FOLDER DATA-FOLDER

meson's own `uninstall` leaves what was made after installing: the caches beside the files, which go
on naming what is gone, and the folders that they are in. Honours DESTDIR.
"""

import os
import pathlib
import shutil
import subprocess
import sys

# Below the data folder: where, what it is made of, what it is called, and what makes it anew.
CACHES = [
    ("glib-2.0/schemas", ["*.gschema.xml"], ["gschemas.compiled"], [["glib-compile-schemas"]]),
    (
        "icons/hicolor",
        ["*/*/*", "index.theme"],
        ["icon-theme.cache"],
        [[f"{name}-update-icon-cache", "-q", "-t", "-f"] for name in ("gtk4", "gtk")],
    ),
    ("applications", ["*.desktop"], ["mimeinfo.cache"], [["update-desktop-database", "-q"]]),
    ("mime", ["packages/*.xml"], ["*"], [["update-mime-database"]]),
]


def read_log(build):
    """What was installed: files, and the folders that were made for them, inner ones first."""
    log = build / "meson-logs/install-log.txt"
    if not log.exists():
        return []
    lines = log.read_text(encoding="utf-8").splitlines()
    return [pathlib.Path(line) for line in lines if line and not line.startswith("#")]


def is_folder(path):
    return path.is_dir() and not path.is_symlink()


def remove_files(paths):
    for path in paths:
        if not is_folder(path):
            path.unlink(missing_ok=True)


def remove_empty(folders):
    for folder in folders:
        if is_folder(folder) and not any(folder.iterdir()):
            folder.rmdir()


def refresh(share):
    """What is left of the caches is that of others, or nothing."""
    for place, sources, names, tools in CACHES:
        folder = share / place
        tool = next((tool for tool in tools if shutil.which(tool[0])), None)
        if not folder.is_dir():
            continue
        if tool is not None:
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run([*tool, str(folder)], check=True, **quiet)
        if any(True for pattern in sources for _ in folder.glob(pattern)):
            continue
        made = [path for name in names for path in folder.glob(name)]
        remove_files(made)
        remove_empty(made)


def main():
    paths = read_log(pathlib.Path(sys.argv[1]))
    share = pathlib.Path(os.environ.get("DESTDIR", "") + sys.argv[2])
    try:
        remove_files(paths)
        refresh(share)
        # Of folders, whoever installs over an installation made none.
        remove_empty([*paths, share / "reprise/help", share / "reprise"])
    except PermissionError as error:
        sys.exit(f"{error.filename} cannot be removed: run this as whoever has installed it")


if __name__ == "__main__":
    main()
