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
UNINSTALL = pathlib.Path(os.environ["REPRISE_SOURCE"]) / "data/uninstall.py"
OTHER_SCHEMA = """<schemalist>
  <schema id="org.example.Other" path="/org/example/Other/">
    <key name="other" type="b"><default>true</default></key>
  </schema>
</schemalist>
"""
OTHER_DESKTOP = """[Desktop Entry]
Type=Application
Name=Other
Exec=other
MimeType=text/x-other;
"""
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

        self.destination = self.root / "image"
        self.options = read_options()
        self.prefix = self.destination / self.options["prefix"].lstrip("/")
        self.share = self.prefix / self.options["datadir"]

    def install(self):
        meson("install", "--no-rebuild", DESTDIR=str(self.destination))

    def uninstall(self):
        share = f"{self.options['prefix']}/{self.options['datadir']}"
        subprocess.run([sys.executable, str(UNINSTALL), str(BUILD), share], check=True,
                       env={**os.environ, "DESTDIR": str(self.destination)})

    def make_caches(self):
        """What meson does after installing, but not into a DESTDIR."""
        names = ("glib-compile-schemas", "update-desktop-database", "update-mime-database",
                 "gtk-update-icon-cache")
        if not all(map(shutil.which, names)):
            self.skipTest("the desktop's tools are not installed")
        for command, folder in (
            (["glib-compile-schemas"], "glib-2.0/schemas"),
            (["update-desktop-database"], "applications"),
            (["update-mime-database"], "mime"),
            (["gtk-update-icon-cache", "-q", "-t", "-f"], "icons/hicolor"),
        ):
            subprocess.run([*command, str(self.share / folder)], check=True, capture_output=True)
        for cache in ("glib-2.0/schemas/gschemas.compiled", "applications/mimeinfo.cache",
                      "mime/mime.cache", "icons/hicolor/icon-theme.cache"):
            self.assertIn(b"eprise", (self.share / cache).read_bytes(), cache)

    def test_install(self):
        """Every file is where it belongs; meson's own way takes it away, with its folder."""
        self.install()
        languages = self.prefix / self.options["localedir"]
        found = [path for path in self.prefix.rglob("*")
                 if path.is_file() and languages not in path.parents]
        self.assertEqual(sorted(str(path.relative_to(self.prefix)) for path in found),
                         wanted(self.options))
        self.assertTrue(os.access(self.prefix / self.options["bindir"] / "reprise", os.X_OK))
        meson("--internal", "uninstall", DESTDIR=str(self.destination))
        self.assertEqual(list(self.root.rglob("*")), [])

    def test_uninstall_all(self):
        """Nothing is left where nothing else was: no cache, and no folder."""
        self.install()
        self.make_caches()
        self.uninstall()
        self.assertEqual(list(self.root.rglob("*")), [])

    def test_uninstall_beside_another(self):
        """What belongs to another application stays, and its caches do not name ours any more."""
        others = {
            self.share / "applications/other.desktop": OTHER_DESKTOP,
            self.share / "glib-2.0/schemas/org.example.Other.gschema.xml": OTHER_SCHEMA,
            self.share / "icons/hicolor/scalable/apps/other.svg": "<svg/>",
            self.prefix / "bin/other": "",
        }
        for path, text in others.items():
            path.parent.mkdir(parents=True)
            path.write_text(text)
        self.install()
        # Over itself, too: the second time no folder is made.
        self.install()
        self.make_caches()
        self.uninstall()
        left = {path for path in self.root.rglob("*") if path.is_file()}
        caches = {self.share / "applications/mimeinfo.cache",
                  self.share / "glib-2.0/schemas/gschemas.compiled",
                  self.share / "icons/hicolor/icon-theme.cache"}
        self.assertEqual(left, {*others, *caches})
        self.assertEqual(list(self.share.rglob("*eprise*")), [])
        for path in caches:
            self.assertNotIn(b"eprise", path.read_bytes())
        for path, text in others.items():
            self.assertEqual(path.read_text(), text)


if __name__ == "__main__":
    tap.main()
