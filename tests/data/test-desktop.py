#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves with the desktop's own tools that what is installed for it is as it must be."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap

BUILD = pathlib.Path(os.environ["REPRISE_BUILD"])
SOURCE = pathlib.Path(os.environ["REPRISE_SOURCE"])
ID = os.environ["REPRISE_ID"]
TYPE = "application/vnd.reprise.inventory+json"
PGBACKREST_TYPE = "application/vnd.reprise.pgbackrest-info+json"
SHARED_MIME_INFO = pathlib.Path("/usr/share/mime/packages/freedesktop.org.xml")


def run(*command, **options):
    if shutil.which(command[0]) is None:
        raise unittest.SkipTest(f"{command[0]} is not installed")
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


class Desktop(unittest.TestCase):
    def assert_clean(self, *command, **options):
        done = run(*command, **options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_desktop_file(self):
        path = BUILD / "data" / f"{ID}.desktop"
        self.assertEqual(self.assert_clean("desktop-file-validate", path), "")
        lines = path.read_text().splitlines()
        self.assertIn(f"Icon={ID}", lines)
        # Not all JSON: where nothing else opens that, we would become its default.
        self.assertIn(f"MimeType={TYPE};{PGBACKREST_TYPE};", lines)
        self.assertNotIn("@", path.read_text())

    def test_metainfo(self):
        path = BUILD / "data" / f"{ID}.metainfo.xml"
        said = self.assert_clean("appstreamcli", "validate", "--no-net", path)
        # Older releases do not know the tag that newer ones ask for.
        left = [line for line in said.splitlines() if line[:2] in ("E:", "W:")]
        self.assertEqual(left, [])
        root = ElementTree.parse(path).getroot()
        self.assertEqual(root.findtext("id"), ID)
        self.assertEqual(root.findtext("launchable"), f"{ID}.desktop")
        types = [element.text for element in root.findall("provides/mediatype")]
        self.assertEqual(types, [TYPE, PGBACKREST_TYPE])

    # The pictures that a shop shows are in the source.
    def test_screenshots(self):
        root = ElementTree.parse(BUILD / "data" / f"{ID}.metainfo.xml").getroot()
        images = [image.text for image in root.iter("image")]
        self.assertTrue(images)
        for image in images:
            path = SOURCE / image[image.index("data/"):]
            self.assertEqual(path.read_bytes()[:8], b"\x89PNG\r\n\x1a\n", image)
            self.assertLess(path.stat().st_size, 150_000, image)
        # None is kept that nobody is shown.
        kept = {path.name for path in (SOURCE / "data/screenshots").glob("*.png")}
        self.assertEqual(kept, {image.rpartition("/")[2] for image in images})

    def test_service(self):
        text = (BUILD / "data" / f"{ID}.service").read_text()
        self.assertIn(f"\nName={ID}\n", text)
        self.assertRegex(text, r"\nExec=/.*/reprise --gapplication-service\n")

    # A file is told by its name, opened by us, and has an icon that is there.
    def test_mime_type(self):
        path = BUILD / "data" / f"{ID}.xml"
        self.assert_clean("xmllint", "--noout", path)
        with tempfile.TemporaryDirectory() as folder:
            packages = pathlib.Path(folder, "mime/packages")
            packages.mkdir(parents=True)
            shutil.copy(path, packages)
            self.assert_clean("update-mime-database", packages.parent)
            globs = (packages.parent / "globs2").read_text().splitlines()
            icons = (packages.parent / "icons").read_text().splitlines()
        self.assertIn(f"60:{TYPE}:*.reprise.json", globs)
        self.assertIn(f"{TYPE}:{ID}-inventory", icons)
        self.assertIn(f"{PGBACKREST_TYPE}:{ID}-inventory", icons)

    def guess(self, database, path):
        environment = {**os.environ, "XDG_DATA_HOME": str(database), "XDG_DATA_DIRS": "/nonexistent",
                       "GIO_USE_VFS": "local"}
        said = self.assert_clean("gio", "info", "-a", "standard::content-type", path, env=environment)
        return said.partition("standard::content-type: ")[2].split()[0]

    # What pgBackRest wrote is told by how it begins, whatever it is called; other JSON is not ours.
    def test_pgbackrest_documents(self):
        if not SHARED_MIME_INFO.exists():
            self.skipTest("shared-mime-info is not installed")
        with tempfile.TemporaryDirectory() as folder:
            database = pathlib.Path(folder)
            packages = database / "mime/packages"
            packages.mkdir(parents=True)
            shutil.copy(BUILD / "data" / f"{ID}.xml", packages)
            shutil.copy(SHARED_MIME_INFO, packages)
            self.assert_clean("update-mime-database", packages.parent)
            samples = sorted((SOURCE / "tests/fixtures/wire").glob("info-*.json"))
            self.assertGreater(len(samples), 10)
            for sample in samples:
                # That there is no stanza is said in two bytes, which could be anybody's.
                expected = PGBACKREST_TYPE if sample.stat().st_size > 3 else "application/json"
                self.assertEqual(self.guess(database, sample), expected, sample.name)
            texts = {
                "progress.json": ('[{"name":"db","status":{"code":0,"lock":{"backup":{"held":true}}}}]',
                                  PGBACKREST_TYPE),
                "old.json": ('[\n   {\n      "archive" : [\n', PGBACKREST_TYPE),
                "without-suffix": ('[{"archive":[],"backup":[],"cipher":"none"}]', PGBACKREST_TYPE),
                "a.reprise.json": ('{"format":"reprise-inventory"}', TYPE),
                "other.json": ('{"archive":[]}', "application/json"),
                "people.json": ('[{"name":"db","status":"ok"}]', "application/json"),
                "archive.json": ('[{"archive":["a"]}]', "application/json"),
            }
            for name, (text, expected) in texts.items():
                path = database / name
                path.write_text(text)
                self.assertEqual(self.guess(database, path), expected, name)

    def test_icons(self):
        icons = sorted((SOURCE / "data/icons").glob("*.svg"))
        self.assertEqual(len(icons), 3)
        for icon in icons:
            self.assert_clean("xmllint", "--noout", "--nonet", icon)
            root = ElementTree.parse(icon).getroot()
            size = "16" if "symbolic" in icon.name else "128"
            self.assertEqual((root.get("width"), root.get("height")), (size, size), icon.name)
            self.assertNotIn("href", icon.read_text(), icon.name)

    def test_settings(self):
        self.assert_clean("glib-compile-schemas", "--strict", "--dry-run", SOURCE / "data")

    def test_inventory_schema(self):
        schema = json.loads((SOURCE / "data/reprise-inventory.schema.json").read_text())
        self.assertEqual(schema["properties"]["format"], {"const": "reprise-inventory"})


if __name__ == "__main__":
    tap.main()
