#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labs and their directories: interrupted creation, neighbours, schedules, refusals, the end.

usage: e2e-lab-directories.py PROGRAM
"""

import json
import os
import pathlib
import stat
import sys
import unittest

import running_lab
from running_lab import Refused, poll

import tap

EVERY_MINUTE = "* * * * *"

scratch = None
first = None
second = None


def setUpModule():
    """The first lab is killed while it is created, and made anew; the second lives beside it."""
    global scratch, first, second
    scratch = running_lab.make_scratch()
    first = running_lab.RunningLab(sys.argv[1], scratch / "first")
    second = running_lab.RunningLab(sys.argv[1], scratch / "second", "--token-lifetime", "2")
    first.begin()
    poll(lambda: list((scratch / "first").glob("nodes/*/*/data/base")), "the first data directory")
    first.half_done = first.state()
    first.kill()
    first.start("--no-writer")
    first.told = first.complaints()


def tearDownModule():
    first.end()
    second.end()
    running_lab.remove(scratch)


def schedule_every_minute(lab):
    """Has West backed up every minute, and East never."""
    path = lab.directory / "lab.json"
    state = json.loads(path.read_text())
    for database in state["databases"]:
        database["schedules"] = []
        if database["name"] == "west_parts":
            each = {"id": "minutely", "type": "incr", "cron_expression": EVERY_MINUTE}
            database["schedules"] = [each]
    owner = path.stat()
    path.write_text(json.dumps(state))
    os.chown(path, owner.st_uid, owner.st_gid)


class Creation(unittest.TestCase):
    def test_is_made_anew_after_a_kill(self):
        """What a killed creation left is replaced by a whole lab, and its processes are gone."""
        self.assertFalse(first.half_done["is_complete"])
        self.assertIn("anew", first.told)
        self.assertTrue(first.state()["is_complete"])
        self.assertEqual(running_lab.processes_of(first.half_done["marker"]), [])
        self.assertNotEqual(first.state()["marker"], first.half_done["marker"])
        for database in first.databases().values():
            self.assertEqual(database["status"], "available")

    def test_lets_nobody_else_in(self):
        """The directory and what is secret in it are for the lab's user only."""
        self.assertEqual(stat.S_IMODE(first.directory.stat().st_mode), 0o700)
        for path in ("lab.json", "credentials.json"):
            self.assertEqual(stat.S_IMODE((first.directory / path).stat().st_mode), 0o600)
        for path in (first.directory / "run").iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o700)

    def test_as_root_says_whom_it_is_given_to(self):
        """Started as root, the lab and all its processes belong to an ordinary user."""
        if os.geteuid() != 0:
            self.skipTest("needs root")
        self.assertIn("postgres", first.told)
        servers = running_lab.servers_of(first.state()["marker"])
        self.assertEqual(len(servers), 5)
        for pid in servers:
            self.assertNotEqual(pathlib.Path(f"/proc/{pid}").stat().st_uid, 0)


class Neighbours(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        second.start()
        second.stop()
        schedule_every_minute(second)
        second.start()

    def test_live_side_by_side(self):
        """Two labs have nothing in common; killing and ending one does not touch the other."""
        markers = [lab.state()["marker"] for lab in (first, second)]
        processes = set(running_lab.servers_of(markers[0]))
        self.assertNotEqual(markers[0], markers[1])
        self.assertNotEqual(first.credentials["api_url"], second.credentials["api_url"])
        self.assertEqual(len(processes), 5)
        second.kill()
        second.start()
        self.assertEqual(set(running_lab.servers_of(markers[0])), processes)
        for lab in (first, second):
            for name, database in lab.databases().items():
                self.assertEqual(database["status"], "available", name)
        second.token = None
        with self.assertRaises(Refused) as caught:
            second.token = first.token
            second.databases()
        self.assertEqual(caught.exception.status, 401)
        second.token = None

    def test_tokens_expire(self):
        """A token that was good is refused when its time is over; another exchange opens again."""
        second.token = None
        second.databases()
        token = second.token
        poll(lambda: second.send("GET", "/byoc/v1/tasks", token=token)[0] == 401, "its expiry")
        second.token = None
        self.assertTrue(second.databases())

    def fresh(self, call, *arguments):
        second.token = None
        return call(*arguments)

    def test_schedules_are_kept(self):
        """A backup is taken when its schedule comes round, of that database alone."""

        def count(name):
            repository = self.fresh(second.repository, name)
            return len(self.fresh(second.inventory, repository, "n1")["backups"])

        east, west = count("east_parts"), count("west_parts")
        poll(lambda: count("west_parts") > west, "a scheduled backup", 90, 1)
        self.assertEqual(count("east_parts"), east)

    def test_writer_writes(self):
        """Without --no-writer orders come in by themselves, on every node; with it none do."""

        def orders(lab, node):
            return int(self.fresh(lab.sql, "east_parts", node, "SELECT count(*) FROM orders"))

        quiet = orders(first, "n1")
        for node in ("n1", "n2", "n3"):
            before = orders(second, node)
            poll(lambda: orders(second, node) > before, f"new orders on {node}")
        self.assertEqual(orders(first, "n1"), quiet)


class Refusals(unittest.TestCase):
    def setUp(self):
        self.directory = scratch / self.id().rpartition(".")[2]
        self.lab = running_lab.RunningLab(sys.argv[1], self.directory)

    def make(self, name, text):
        self.directory.mkdir()
        if os.geteuid() == 0:
            self.directory.chmod(0o777)
        (self.directory / name).write_text(text)

    def assert_refused(self, command, status):
        done = self.lab.command(*command)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertIn(str(self.directory), done.stderr)
        self.assertEqual(done.stdout, "")

    def test_of_a_foreign_directory(self):
        """What holds something else is left exactly as it is, by every command."""
        self.make("letter.txt", "dear")
        for command in (["serve"], ["destroy", "--yes"], ["status"]):
            self.assert_refused(command, running_lab.DIRECTORY)
        self.assertEqual([path.name for path in self.directory.iterdir()], ["letter.txt"])
        self.assertEqual((self.directory / "letter.txt").read_text(), "dear")

    def test_of_somebody_elses_state(self):
        """A lab.json that is not a lab's does not make a lab of its directory."""
        self.make("lab.json", '{"name": "my laboratory"}')
        (self.directory / "nodes").mkdir()
        for command in (["serve"], ["destroy", "--yes"]):
            self.assert_refused(command, running_lab.DIRECTORY)
        self.assertTrue((self.directory / "nodes").is_dir())
        self.assertEqual((self.directory / "lab.json").read_text(), '{"name": "my laboratory"}')

    def test_of_a_path_too_deep_for_sockets(self):
        """A directory whose sockets could not be opened is refused before it is made."""
        self.directory = scratch / ("x" * 90)
        self.lab.directory = self.directory
        self.assert_refused(["serve"], running_lab.DIRECTORY)
        self.assertFalse(self.directory.exists())

    def test_of_what_the_user_cannot_enter(self):
        """As root, a directory that the lab's user cannot enter is refused, and not made."""
        if os.geteuid() != 0:
            self.skipTest("needs root")
        closed = scratch / "closed"
        closed.mkdir(0o700)
        self.directory = self.lab.directory = closed / "lab"
        self.assert_refused(["serve"], running_lab.DIRECTORY)
        self.assertFalse(self.directory.exists())

    def test_of_a_missing_lab(self):
        """Where there is no lab there is nothing to look at, stop or destroy."""
        for command in (["status"], ["stop"], ["destroy", "--yes"]):
            self.assert_refused(command, running_lab.NOT_RUNNING)
        self.assertFalse(self.directory.exists())

    def test_of_destruction_without_consent(self):
        """Nothing is deleted that nobody said yes to."""
        self.assertEqual(first.command("destroy").returncode, running_lab.USAGE)
        self.assertTrue((first.directory / "lab.json").exists())


class Destruction(unittest.TestCase):
    def test_takes_the_lab_and_nothing_else(self):
        """A stopped lab is deleted with its backups; what somebody put beside it stays."""
        lab = running_lab.RunningLab(sys.argv[1], scratch / "third")
        lab.begin("--no-writer")
        poll(lambda: list(lab.directory.glob("nodes/*/*/data/base")), "a data directory")
        lab.kill()
        letter = lab.directory / "letter.txt"
        letter.write_text("dear")
        marker = lab.state()["marker"]
        done = lab.command("destroy", "--yes")
        self.assertEqual(done.returncode, running_lab.SUCCESS, done.stderr)
        self.assertEqual(running_lab.processes_of(marker), [])
        self.assertEqual([path.name for path in lab.directory.iterdir()], ["letter.txt"])
        self.assertEqual(letter.read_text(), "dear")


if __name__ == "__main__":
    tap.main()
