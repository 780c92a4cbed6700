#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One lab, really served: what it holds, and what its backups and restores do to rows.

usage: e2e-lab-restores.py PROGRAM

Each case writes rows of its own and takes the backups it needs, so that none depends on another.
"""

import datetime
import itertools
import os
import pathlib
import signal
import stat
import sys
import threading
import unittest

import running_lab
from running_lab import Refused, poll

import tap

EAST, WEST = "east_parts", "west_parts"
NODES = {EAST: ["n1", "n2", "n3"], WEST: ["n1", "n2"]}

# The restores through the window do the same to the same labs.
with_all = unittest.skipUnless(os.environ.get("REPRISE_TEST_ALL"), "runs with --all")

scratch = None
lab = None
counter = itertools.count(1)


def setUpModule():
    global scratch, lab
    scratch = running_lab.make_scratch()
    lab = running_lab.RunningLab(
        sys.argv[1], scratch / "lab", "--no-writer", "--port-file", str(scratch / "port")
    )
    lab.start()


def tearDownModule():
    lab.end()
    running_lab.remove(scratch)


class LabCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.prefix = f"T{next(counter):03d}"
        lab.start_replication(WEST)
        self.addCleanup(self.leave_available)

    def leave_available(self):
        for name in (EAST, WEST):
            if lab.status(name) not in ("available", "modifying"):
                self.assert_restored(lab.restore(name, lab.get_any_repository(name)))

    def code(self, word):
        return f"{self.prefix}-{word}"

    def mark(self, name, node, word):
        """A row on a node, seen on all; returns the time after it."""
        instant = lab.mark(name, node, self.code(word))
        lab.await_mark(name, self.code(word))
        return instant

    def assert_marks(self, name, words, nodes=None):
        expected = sorted(self.code(word) for word in words)
        for node in nodes or NODES[name]:
            self.assertEqual(lab.marks(name, node, self.prefix), expected, f"{name} {node}")

    def assert_restored(self, identity, name=None):
        task = lab.await_task(identity)
        self.assertEqual(task["status"], "succeeded", task.get("error"))
        if name:
            self.assertEqual(lab.status(name), "available")
        return task

    def assert_replicates(self, name):
        """What is written on each node arrives on all others."""
        for node in NODES[name]:
            lab.mark(name, node, self.code(f"from-{node}-{next(counter)}"))
        expected = lab.marks(name, NODES[name][0], f"{self.prefix}-from")
        for node in NODES[name]:
            wanted = lab.marks(name, node, f"{self.prefix}-from")
            expected = sorted({*expected, *wanted})
        for node in NODES[name]:
            poll(
                lambda: lab.marks(name, node, f"{self.prefix}-from") == expected,
                f"all rows on {name} {node}",
            )

    def in_an_hour(self, name):
        now = datetime.datetime.fromisoformat(lab.now(name))
        return (now + datetime.timedelta(hours=1)).isoformat()

    def back_up(self, name):
        """A full backup of every node, and a second gone since; returns n1's."""
        backups = lab.back_up(name, self.code("backup"))
        lab.await_second_after(name, backups["n1"]["finished_at"])
        return backups["n1"]


class Holds(LabCase):
    def test_is_announced_on_one_line(self):
        """Whoever started it is told where it answers and where the credentials are, once."""
        path = lab.directory / "credentials.json"
        self.assertIn(lab.credentials["api_url"], lab.said)
        self.assertIn(str(path), lab.said)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE((lab.directory / "lab.json").stat().st_mode), 0o600)
        port = int((scratch / "port").read_text())
        self.assertEqual(lab.credentials["api_url"], f"http://127.0.0.1:{port}")

    def test_listens_on_loopback_only(self):
        """No address but 127.0.0.1 takes connections on its port."""
        port = f"{int((scratch / 'port').read_text()):04X}"
        sockets = []
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            for line in pathlib.Path(table).read_text().splitlines()[1:]:
                local, state = line.split()[1], line.split()[3]
                if local.endswith(":" + port) and state == "0A":
                    sockets.append(local)
        self.assertEqual(sockets, ["0100007F:" + port])

    def test_holds_two_databases(self):
        """The databases, their nodes, their places and their ways in are those of the lab."""
        (cluster,) = lab.get("/byoc/v1/clusters")
        east, west = lab.database(EAST), lab.database(WEST)
        self.assertEqual(cluster["name"], "lab")
        self.assertEqual(cluster["status"], "available")
        self.assertEqual(
            [node["name"] for node in lab.get(f"/byoc/v1/clusters/{cluster['id']}/nodes")],
            ["n1", "n2", "n3"],
        )
        self.assertEqual(east["display_name"], "East Coast Parts")
        self.assertEqual(east["options"], ["autoddl:enabled"])
        self.assertIsNone(west.get("display_name"))
        self.assertNotIn("autoddl:enabled", west.get("options") or [])
        for database in (east, west):
            self.assertEqual(database["status"], "available")
            self.assertEqual(database["cluster_id"], cluster["id"])
            self.assertEqual([node["name"] for node in database["nodes"]], NODES[database["name"]])
            self.assertGreater(database["storage_used"], 1_000_000)
            self.assertEqual(len({node["location"]["timezone"] for node in database["nodes"]}),
                             len(database["nodes"]))  # fmt: skip
            for node in database["nodes"]:
                self.assertTrue(node["connection"]["host"].startswith("/"))
        self.assertNotEqual(east["nodes"][0]["connection"]["password"],
                            west["nodes"][0]["connection"]["password"])  # fmt: skip

    def test_opens_to_both_roles(self):
        """The passwords of the record open each node: admin as a superuser, app as not one."""
        for name, nodes in NODES.items():
            for node in nodes:
                self.assertEqual(lab.sql(name, node, "SHOW is_superuser", "admin"), "on")
                self.assertEqual(lab.sql(name, node, "SHOW is_superuser", "app"), "off")

    def test_holds_backups_of_every_node(self):
        """Each node has its own repository, a stanza in it and backups of each type with names."""
        for name, nodes in NODES.items():
            repository = lab.get(
                f"/byoc/v1/backup-repositories?database_id={lab.databases()[name]['id']}"
            )[0]
            self.assertEqual(repository["type"], "posix")
            for node in nodes:
                inventory = lab.inventory(repository["id"], node)
                path = lab.directory / "backups/databases" / repository["database_id"]
                self.assertTrue((path / repository["id"] / node / "archive").is_dir())
                self.assertEqual(inventory["status_code"], 0)
                self.assertLessEqual({"full", "diff", "incr"},
                                     {each["type"] for each in inventory["backups"]})  # fmt: skip
                self.assertTrue(any(each["annotations"]["name"] for each in inventory["backups"]))
                self.assertIn("checked_at", inventory["recovery_window"])

    def test_shows_tables(self):
        """Tables are shown with keys and replication as they are on every node."""
        tables = {table["name"]: table for table in lab.database(EAST)["tables"]}
        self.assertEqual(tables["orders"]["primary_key"], ["id"])
        self.assertEqual([each["node_name"] for each in tables["orders"]["status"]], NODES[EAST])
        self.assertTrue(all(each["replicating"] for each in tables["orders"]["status"]))
        self.assertEqual(tables["price_history"]["primary_key"], [])

    def test_leaves_replication_to_people(self):
        """Without automatic DDL no table replicates before somebody starts it; then it does."""
        west = {table["name"]: table for table in lab.database(WEST)["tables"]}
        self.assertFalse(any(each["replicating"] for each in west["orders"]["status"]))
        self.assertTrue(all(each["replicating"] for each in west["warehouses"]["status"]))

    def test_replicates(self):
        """A row written on any node arrives on every other, in both databases."""
        self.assert_replicates(EAST)
        self.assert_replicates(WEST)

    def test_answers_nonsense_with_refusals(self):
        """Nonsense gets the contract's error object, and the lab goes on."""
        east = lab.databases()[EAST]["id"]
        unknown = "00000000-0000-4000-8000-000000000000"
        write = f"/byoc/v1/databases/{east}/restore"
        cases = [
            (400, "GET", "/byoc/v1/databases?limit=-1", None),
            (400, "GET", f"/byoc/v1/databases/%7B{east}%7D", None),
            (404, "GET", f"/byoc/v1/databases/{unknown}", None),
            (404, "GET", f"/byoc/v1/backup-repositories/{lab.repository(EAST)}/n9", None),
            (500, "GET", f"/byoc/v1/tasks?subject_id=%7B{east}%7D", None),
            (400, "POST", write, b"{"),
            (400, "POST", write, b"[]"),
            (400, "POST", write, b'{"provider": 1}'),
            (400, "POST", write, b"[" * 100_000),
            (413, "POST", write, b" " * 100_000_000),
        ]
        for status, method, path, data in cases:
            with self.subTest(path=path, status=status):
                with self.assertRaises(Refused) as caught:
                    lab.call(method, path, data=data)
                self.assertEqual(caught.exception.status, status)
                self.assertEqual(caught.exception.body["code"], status)
        self.assertEqual(lab.send("GET", "/byoc/v1/tasks", token="x")[0], 401)
        memory = pathlib.Path(f"/proc/{lab.process.pid}/status").read_text()
        peak = int(memory.partition("VmHWM:")[2].split()[0])
        self.assertLess(peak, 80_000, "kB: the large body was kept")

    def test_refuses_a_second_server(self):
        """A second process is told who serves the lab; status tells the same, and how it is."""
        second = lab.command("serve")
        self.assertEqual(second.returncode, running_lab.RUNNING)
        self.assertIn(str(lab.process.pid), second.stderr)
        destroy = lab.command("destroy", "--yes")
        self.assertEqual(destroy.returncode, running_lab.RUNNING)
        status = lab.command("status")
        self.assertEqual(status.returncode, running_lab.SUCCESS)
        self.assertIn(lab.credentials["api_url"], status.stdout)
        self.assertIn(EAST, status.stdout)
        self.assertIn("available", status.stdout)


class BacksUp(LabCase):
    def test_takes_named_backups(self):
        """A backup has its name and its nodes, keeps its database busy, and leaves no task."""
        east, repository = lab.databases()[EAST], lab.repository(EAST)
        tasks = lab.tasks(EAST)
        name = "before “launch” & after"
        body = {"provider": "pgbackrest", "type": "diff", "name": name, "target_nodes": ["n2"]}
        self.assertIsNone(lab.call("POST", f"/byoc/v1/databases/{east['id']}/backup", body))
        self.assertEqual(lab.status(EAST), "modifying")
        self.assertEqual(lab.cluster_status(), "available")
        for write in ("backup", "restore"):
            config = {"node_name": "n1", "repositories": [repository]}
            refused = {"provider": "pgbackrest"}
            if write == "restore":
                refused["restore_config"] = config
            with self.assertRaises(Refused) as caught:
                lab.call("POST", f"/byoc/v1/databases/{east['id']}/{write}", refused)
            self.assertEqual(
                caught.exception.body["message"], "database in unmodifiable state: modifying"
            )
        poll(lambda: lab.status(EAST) == "available", "the end of the backup")
        lab.find_backup(repository, "n2", name)
        with self.assertRaises(AssertionError):
            lab.find_backup(repository, "n1", name)
        self.assertEqual(lab.tasks(EAST), tasks)


class Restores(LabCase):
    @with_all
    def test_to_a_backup(self):
        """Every node is as it was when the backup ended, with a new repository beside the old."""
        self.mark(EAST, "n1", "before")
        backup, old = self.back_up(EAST), lab.repository(EAST)
        self.mark(EAST, "n2", "after")
        identity = lab.restore(EAST, old, command={"type": "immediate", "set": backup["label"]})
        self.assertEqual((lab.status(EAST), lab.cluster_status()), ("modifying", "modifying"))
        self.assertEqual(lab.status(WEST), "available")
        with self.assertRaises(Refused) as caught:
            lab.restore(WEST, lab.repository(WEST))
        self.assertEqual(
            caught.exception.body["message"],
            "database restore cannot be completed. cluster is not in available status",
        )
        task = self.assert_restored(identity, EAST)
        self.assertEqual(task["request"]["restore_command"]["set"], backup["label"])
        self.assertEqual(task["messages"][-1]["progress"], 100)
        self.assertIn("execute restore", {message["step"] for message in task["messages"]})
        self.assert_marks(EAST, ["before"])
        self.assert_replicates(EAST)

        east = lab.databases()[EAST]["id"]
        listed = lab.get(f"/byoc/v1/backup-repositories?database_id={east}&limit=100")
        new = lab.repository(EAST)
        self.assertNotEqual(new, old)
        self.assertLessEqual({old, new}, {each["id"] for each in listed})
        for node in NODES[EAST]:
            fresh = lab.inventory(new, node)
            self.assertEqual((fresh["status_code"], fresh["backups"]), (2, []))
            self.assertEqual(lab.find_backup(old, node, self.code("backup"))["type"], "full")

    @with_all
    def test_to_a_time_and_back_again(self):
        """A time gives what was committed by then, to the microsecond; the old repository still
        gives the latest."""
        self.mark(EAST, "n1", "a")
        self.back_up(EAST)
        repository = lab.repository(EAST)
        self.mark(EAST, "n3", "b")
        lab.mark(EAST, "n1", self.code("just-before"))
        self.mark(EAST, "n1", "just-after")
        target = lab.last_instant_without(EAST, "n1", self.code("just-after"))
        identity = lab.restore(EAST, repository, command={"type": "time", "target": target})
        self.assert_restored(identity, EAST)
        self.assert_marks(EAST, ["a", "b", "just-before"])
        self.assert_replicates(EAST)

        self.assert_restored(lab.restore(EAST, repository, node="n2"), EAST)
        self.assert_marks(EAST, ["a", "b", "just-before", "just-after"])
        self.assert_replicates(EAST)

    @with_all
    def test_of_one_node(self):
        """One node goes back, the others stay and keep writing, and all replicate afterwards."""
        self.mark(EAST, "n1", "before")
        backup = self.back_up(EAST)
        self.mark(EAST, "n1", "after")
        identity = lab.restore(
            EAST,
            lab.repository(EAST),
            command={"type": "immediate", "set": backup["label"]},
            targets=["n2"],
        )
        self.assert_restored(identity, EAST)
        self.assert_marks(EAST, ["before"], ["n2"])
        self.assert_marks(EAST, ["before", "after"], ["n1", "n3"])
        self.assert_replicates(EAST)

    @with_all
    def test_of_one_database_from_another(self):
        """West takes East's rows under its own name, with its own passwords."""
        self.mark(EAST, "n1", "east")
        self.mark(WEST, "n1", "west")
        backup = self.back_up(EAST)
        identity = lab.restore(
            WEST, lab.repository(EAST), command={"type": "immediate", "set": backup["label"]}
        )
        self.assert_restored(identity, WEST)
        self.assert_marks(WEST, ["east"])
        self.assert_marks(EAST, ["east"])
        self.assertEqual(lab.sql(WEST, "n2", "SELECT current_database ()", "app"), WEST)
        for table in lab.database(WEST)["tables"]:
            self.assertFalse(any(each["replicating"] for each in table["status"]), table["name"])
        lab.start_replication(WEST)
        self.assert_replicates(WEST)

    def test_from_a_source_that_goes_on(self):
        """What the source archives while others recover from it is none that they have missed."""
        self.mark(EAST, "n1", "before")
        repository = lab.repository(EAST)
        over = threading.Event()
        archived = []

        def write():
            while not over.is_set():
                lab.mark(EAST, "n1", self.code(f"during-{next(counter)}"))
                archived.append(lab.switch_wal(EAST))

        writer = threading.Thread(target=write)
        writer.start()
        try:
            self.assert_restored(lab.restore(WEST, repository), WEST)
        finally:
            over.set()
            writer.join()
        self.assertGreater(len(archived), 2)
        for node in NODES[WEST]:
            self.assertIn(self.code("before"), lab.marks(WEST, node, self.prefix))

    def test_that_cannot_be_reached(self):
        """A time after the last commit fails in PostgreSQL's words; latest gets it back."""
        self.mark(EAST, "n1", "a")
        self.back_up(EAST)
        repository = lab.repository(EAST)
        self.mark(EAST, "n1", "b")
        command = {"type": "time", "target": self.in_an_hour(EAST)}
        task = lab.await_task(lab.restore(EAST, repository, command=command))
        self.assertEqual(task["status"], "failed")
        self.assertIn("recovery ended before configured recovery target was reached", task["error"])
        self.assertEqual(lab.status(EAST), "failed")
        with self.assertRaises(Refused) as caught:
            lab.back_up(EAST, self.code("refused"))
        self.assertEqual(
            caught.exception.body["message"], "database in unmodifiable state: failed"
        )
        self.assert_restored(lab.restore(EAST, repository), EAST)
        self.assert_marks(EAST, ["a", "b"])
        self.assert_replicates(EAST)

    @with_all
    def test_past_a_gap(self):
        """Latest stops where a segment is missing, says so, and leaves a whole database."""
        self.mark(WEST, "n1", "a")
        lab.back_up(WEST, self.code("backup"))
        repository = lab.repository(WEST)
        lab.mark(WEST, "n1", self.code("b"))
        lab.switch_wal(WEST)
        lab.mark(WEST, "n1", self.code("c"))
        missing = lab.switch_wal(WEST)
        lab.mark(WEST, "n1", self.code("d"))
        lab.switch_wal(WEST)
        west = lab.databases()[WEST]["id"]
        path = lab.directory / "backups/databases" / west / repository / "n1/archive"
        (segment,) = path.rglob(f"{missing}-*")
        segment.unlink()
        task = lab.await_task(lab.restore(WEST, repository))
        self.assertEqual(task["status"], "failed")
        self.assertIn(missing, task["error"])
        self.assertEqual(lab.status(WEST), "available")
        self.assert_marks(WEST, ["a", "b"])

    @with_all
    def test_from_a_backup_that_is_gone(self):
        """A backup that retention has taken fails in pgBackRest's words; another gets it back."""
        self.mark(EAST, "n1", "a")
        self.back_up(EAST)
        repository, label = lab.repository(EAST), "20000101-000000F"
        command = {"type": "immediate", "set": label}
        task = lab.await_task(lab.restore(EAST, repository, command=command))
        self.assertEqual(task["status"], "failed")
        self.assertIn(f"backup set {label} is not valid", task["error"])
        self.assert_restored(lab.restore(EAST, repository), EAST)
        self.assert_marks(EAST, ["a"])

    @with_all
    def test_whose_mistakes_show_late(self):
        """What the service does not check beforehand fails as a task, and nothing is touched."""
        self.mark(EAST, "n1", "a")
        repository = lab.repository(EAST)
        unknown = "00000000-0000-4000-8000-000000000000"
        for arguments in (
            {"repository": repository, "targets": ["n9"]},
            {"repository": repository, "node": "n9"},
            {"repository": unknown},
            {"repository": repository, "command": {"type": "lsn", "target": "here"}},
        ):
            with self.subTest(**arguments):
                task = lab.await_task(lab.restore(EAST, **arguments))
                self.assertEqual(task["status"], "failed")
                self.assertTrue(task["error"].strip())
                self.assertEqual(lab.status(EAST), "available")
        self.assert_marks(EAST, ["a"])
        self.assert_replicates(EAST)


class Survives(LabCase):
    def test_being_killed_while_it_restores(self):
        """The next run ends what was left, tells of it, and can restore again."""
        self.mark(EAST, "n1", "a")
        self.back_up(EAST)
        repository, marker = lab.repository(EAST), lab.state()["marker"]
        identity = lab.restore(EAST, repository)
        poll(
            lambda: any(
                message["step"] == "execute restore" and message["progress"] > 10
                for message in lab.task(identity)["messages"]
            ),
            "files that are being replaced",
        )
        lab.kill()
        self.assertTrue(running_lab.processes_of(marker), "nothing was left to end")
        left = set(running_lab.processes_of(marker))
        lab.start()
        self.assertFalse(left & set(running_lab.processes_of(marker)), "orphans")
        self.assertIn("interrupted", lab.complaints())
        task = lab.task(identity)
        self.assertEqual(task["status"], "failed")
        self.assertIn("interrupted", task["error"])
        self.assertEqual(lab.status(EAST), "failed")
        self.assertEqual(lab.status(WEST), "available")
        self.assert_restored(lab.restore(EAST, repository), EAST)
        self.assert_marks(EAST, ["a"])
        self.assert_replicates(EAST)

    def test_being_stopped_and_started(self):
        """A stopped lab leaves no process; started again it is the same lab with the same rows."""
        self.mark(EAST, "n1", "a")
        before, state, databases = lab.credentials, lab.state(), lab.databases()
        self.assertEqual(lab.command("stop").returncode, running_lab.SUCCESS)
        self.assertEqual(lab.finish(), 0)
        self.assertEqual(running_lab.processes_of(state["marker"]), [])
        self.assertEqual(lab.command("status").returncode, running_lab.NOT_RUNNING)
        self.assertEqual(lab.command("stop").returncode, running_lab.NOT_RUNNING)
        lab.start()
        self.assertEqual(lab.credentials, before)
        again = lab.databases()
        for name in (EAST, WEST):
            self.assertEqual(again[name]["id"], databases[name]["id"])
            self.assertEqual(again[name]["nodes"], databases[name]["nodes"])
            self.assertEqual(again[name]["backups"], databases[name]["backups"])
        self.assert_marks(EAST, ["a"])
        self.assert_replicates(EAST)

    @with_all
    def test_being_interrupted_while_it_restores(self):
        """Ctrl-C in the middle of a restore ends all processes; the database can be restored."""
        self.mark(WEST, "n1", "a")
        lab.back_up(WEST, self.code("backup"))
        repository, marker = lab.repository(WEST), lab.state()["marker"]
        identity = lab.restore(WEST, repository)
        lab.process.send_signal(signal.SIGINT)
        self.assertEqual(lab.finish(), 0)
        self.assertEqual(running_lab.processes_of(marker), [])
        lab.start()
        self.assertEqual(lab.task(identity)["status"], "failed")
        self.assert_restored(lab.restore(WEST, repository), WEST)
        self.assert_marks(WEST, ["a"])


if __name__ == "__main__":
    tap.main()
