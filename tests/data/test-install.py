#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that installing puts every file where it belongs, and that uninstalling takes all away."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap

BUILD = pathlib.Path(os.environ["REPRISE_BUILD"])
ID = os.environ["REPRISE_ID"]
LAB = os.environ["REPRISE_LAB"] == "yes"
LOG = BUILD / "meson-logs/install-log.txt"


def meson(*arguments, **environment):
    command = shutil.which("meson")
    if command is None:
        raise unittest.SkipTest("meson is not on the path")
    done = subprocess.run([command, *arguments], cwd=BUILD, capture_output=True, text=True,
                          env={**os.environ, **environment})
    if done.returncode != 0:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout


def read_options():
    options = json.loads(meson("introspect", "--buildoptions"))
    return {option["name"]: option["value"] for option in options}


def wanted(options):
    share = options["datadir"]
    icons = f"{share}/icons/hicolor"
    manual = f"{options['mandir']}/man1"
    paths = [
        f"{options['bindir']}/reprise",
        f"{share}/applications/{ID}.desktop",
        f"{share}/dbus-1/services/{ID}.service",
        f"{share}/glib-2.0/schemas/io.github.reprisedb.Reprise.gschema.xml",
        f"{icons}/scalable/apps/{ID}.svg",
        f"{icons}/scalable/mimetypes/{ID}-inventory.svg",
        f"{icons}/symbolic/apps/{ID}-symbolic.svg",
        f"{share}/metainfo/{ID}.metainfo.xml",
        f"{share}/mime/packages/{ID}.xml",
        f"{share}/reprise/reprise-inventory.schema.json",
        *(f"{share}/reprise/help/{page}.html"
          for page in ("connections", "index", "restoring", "window")),
        f"{manual}/reprise.1",
    ]
    if LAB:
        paths += [f"{options['bindir']}/reprise-lab", f"{manual}/reprise-lab.1"]
    return sorted(paths)


class Install(unittest.TestCase):
    # What a person installed before can still be uninstalled afterwards.
    def setUp(self):
        log = LOG.read_bytes() if LOG.exists() else None
        self.addCleanup(lambda: LOG.unlink(missing_ok=True) if log is None else LOG.write_bytes(log))
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def test_install_and_uninstall(self):
        options = read_options()
        destination = self.root / "image"
        meson("install", "--no-rebuild", DESTDIR=str(destination))
        prefix = destination / options["prefix"].lstrip("/")
        languages = prefix / options["localedir"]
        found = [path for path in prefix.rglob("*") if path.is_file() and languages not in path.parents]
        self.assertEqual(sorted(str(path.relative_to(prefix)) for path in found), wanted(options))
        self.assertTrue(os.access(prefix / options["bindir"] / "reprise", os.X_OK))

        meson("--internal", "uninstall", DESTDIR=str(destination))
        self.assertEqual([str(path) for path in destination.rglob("*") if not path.is_dir()], [])
        # Whatever was made for them is gone, too.
        self.assertEqual([path.name for path in prefix.rglob("reprise*")], [])


if __name__ == "__main__":
    tap.main()
