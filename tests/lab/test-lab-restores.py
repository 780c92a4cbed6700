#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Restores of every method, on all nodes and on some, with the rows counted afterwards."""

import os
import datetime
import hashlib
import re
import unittest

import lab_harness  # first: it finds the modules of tests/support
import lab_client
import lab_database
import tap
from lab_database import MICROSECOND, format_instant, restore_request
from lab_harness import wait_until

EASTERN = datetime.timezone(datetime.timedelta(hours=-4))
NOWHERE = "00000000-0000-4000-8000-000000000000"
BUSY_CLUSTER = "database restore cannot be completed. cluster is not in available status"
BUSY_CLUSTER_BACKUP = "database backup cannot be completed. cluster is not in available status"


INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+Z")


class History:
    """What a database's first repository is known to hold: row `early`, a backup of n1, and rows
    `before` and `after`, which n1 committed one right after the other. One more row of each other
    node is older than the backup."""

    def __init__(self, database):
        self.database = database
        self.repository = database.current_repository()
        self.early, _ = database.add_row("n1")
        self.elsewhere = [database.add_row(node)[0] for node in database.nodes[1:]]
        if database is east:
            for name in self.elsewhere:
                database.wait_counts(name, {node: 1 for node in database.nodes})
        database.back_up(name="between", type="incr", target_nodes=["n1"])
        database.wait_available()
        self.label = database.find_backup("n1", "between")["label"]
        self.before, self.before_at = database.add_row("n1")
        self.after, self.after_at = database.add_row("n1")

    def finish(self):
        """Sees to it that both instants lie before the end of the archive."""
        self.database.add_row("n1")
        for node in self.database.nodes:
            self.database.archive(node)
        wait_until(
            lambda: self.database.latest("n1", self.repository) > self.after_at,
            "the window reaches behind the rows",
        )

    def request(self, nodes=None, source="n1", **command):
        return restore_request(self.repository, source, nodes, **command)

    def to_backup(self, nodes=None):
        return self.request(nodes, set=self.label, type="immediate")

    def to_time(self, instant, nodes=None, **command):
        return self.request(nodes, type="time", target=instant, **command)


def setUpModule():
    global lab, client, east, west, histories
    lab = lab_harness.Lab(lab_harness.make_scratch() / "lab")
    lab.start_quiet()
    client = lab.client()
    east = lab_database.Database(client, "east_parts")
    west = lab_database.Database(client, "west_parts")
    histories = {database: History(database) for database in (east, west)}
    for history in histories.values():
        history.finish()


def tearDownModule():
    assert lab.stop() == 0, lab.complaints
    assert not lab.processes(), lab.processes()


def hash_repository(database, repository):
    """{path: hash} of every file of a repository."""
    root = lab.directory / "backups" / "databases" / database.id / repository
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


class RestoreCase(unittest.TestCase):
    def setUp(self):
        self.history = histories[east]
        # What an earlier case may have left where it failed.
        for database in (east, west):
            wait_until(lambda: database.status != "modifying", f"{database.name} is at rest")
            if database.status != "available":
                database.restore(histories[database].request())

    def restore(self, database, request):
        """Restores, and asserts all that holds after every restore that succeeds."""
        known = {row["id"] for row in client.repositories(database.id)}
        old = database.current_repository()
        task = database.restore(request)
        self.assertEqual(task["status"], "succeeded", task.get("error"))
        self.assertIsNone(task.get("error"))
        lab_client.check_steps(task)
        self.check_restored(database, known, old)
        return task

    def check_restored(self, database, known, old):
        record = database.read()
        self.assertEqual(record["status"], "available")
        self.assertEqual(client.cluster()["status"], "available")
        new = database.current_repository()
        self.assertNotIn(new, known)
        listed = {row["id"] for row in client.repositories(database.id)}
        self.assertEqual(listed, known | {new})
        self.assertIn(old, listed)
        for node in database.nodes:
            # Nobody has taken a backup yet, so that no time works.
            inventory = database.inventory(node)
            self.assertEqual(inventory["status_code"], 2, inventory)
            self.assertFalse(inventory["backups"])
            self.assertEqual(inventory["recovery_window"]["spans"], [])
            self.assertTrue(set(database.subscriptions(node).values()) <= {"replicating"})
            self.assertEqual(len(database.subscriptions(node)), len(database.nodes) - 1)
        self.assertEqual(database.read_connections("admin"), database.connections)
        for connection in database.read_connections("app").values():
            lab_database.run_psql(connection, "DELETE FROM public.returns WHERE id = -1")
        for table in record["tables"]:
            replicates = database is east and table["name"] != "price_history"
            for status in table["status"]:
                self.assertTrue(status["present"] and status["aligned"], table)
                self.assertEqual(status["replicating"], replicates, table)

    def assert_rows(self, database, nodes, before, after):
        """What of the history is on some nodes."""
        history = histories[database]
        for node in nodes:
            found = {
                name: database.count(node, getattr(history, name))
                for name in ("early", "before", "after")
            }
            self.assertEqual(found, {"early": 1, "before": before, "after": after}, node)


class AllNodes(RestoreCase):
    # To a backup: what was committed after it is gone, on every node alike.
    def test_backup(self):
        self.restore(east, self.history.to_backup())
        self.assert_rows(east, east.nodes, before=0, after=0)
        for name in self.history.elsewhere:
            self.assertEqual(set(east.counts(name).values()), {1})
        east.prove_replication()

    # To a time between two commits; and what the service says and refuses meanwhile.
    def test_time(self):
        target = (self.history.after_at - MICROSECOND).astimezone(EASTERN)
        known = {row["id"] for row in client.repositories(east.id)}
        old = east.current_repository()
        task_id = east.begin_restore(self.history.to_time(target.isoformat()))
        record = east.read()
        self.assertEqual(record["status"], "modifying")
        self.assertNotEqual(client.cluster()["status"], "available")
        self.assertEqual(west.status, "available")
        backup, request = {"provider": "pgbackrest"}, self.history.to_backup()
        for database, action, body, words in (
            (east, "backup", backup, "database in unmodifiable state: modifying"),
            (east, "restore", request, "database in unmodifiable state: modifying"),
            (west, "backup", backup, BUSY_CLUSTER_BACKUP),
            (west, "restore", histories[west].to_backup(), BUSY_CLUSTER),
        ):
            refused = client.refusal("POST", f"/byoc/v1/databases/{database.id}/{action}", body)
            self.assertEqual((refused.status, refused.message), (400, words))
        # Reading goes on.
        self.assertIn(self.history.label, east.labels("n1", self.history.repository))
        task = client.follow_task(task_id)
        self.assertEqual(task["status"], "succeeded", task.get("error"))
        lab_client.check_steps(task)
        self.check_restored(east, known, old)
        self.assert_rows(east, east.nodes, before=1, after=0)
        east.prove_replication()

    # To latest: not one committed row of any node is lost.
    def test_latest(self):
        east.back_up(type="full", target_nodes=["n2"])
        east.wait_available()
        names = [east.add_row(node)[0] for node in east.nodes]
        self.restore(east, restore_request(east.current_repository(), "n2"))
        for name in names:
            self.assertEqual(east.counts(name), {"n1": 1, "n2": 1, "n3": 1})
        east.prove_replication()

    # An old repository stays as it is, to the byte, and can be restored from again and again.
    def test_old_repository(self):
        if east.current_repository() == self.history.repository:
            self.restore(east, self.history.request())
        before = hash_repository(east, self.history.repository)
        self.restore(east, self.history.request(type="default"))
        self.assert_rows(east, east.nodes, before=1, after=1)
        name, _ = east.add_row("n3")
        east.back_up(target_nodes=["n1"])
        east.wait_available()
        (backup,) = east.inventory("n1")["backups"]
        self.assertEqual(backup["type"], "full")
        self.restore(east, self.history.to_backup())
        self.assert_rows(east, east.nodes, before=0, after=0)
        self.assertEqual(set(east.counts(name).values()), {0})
        self.assertEqual(hash_repository(east, self.history.repository), before)

    # Without automatic DDL the tables wait for a person, and replicate when they are started. The
    # target itself is included where nothing else is said.
    def test_west(self):
        history = histories[west]
        self.restore(west, history.to_time(format_instant(history.after_at)))
        self.assert_rows(west, west.nodes, before=1, after=1)
        west.start_replication()
        west.prove_replication()

    # The other database's backups: the copy gets the target's name, roles and passwords.
    def test_cross_database(self):
        name, _ = east.add_row("n3")
        source = histories[east]
        self.restore(west, source.to_backup())
        for node in west.nodes:
            self.assertEqual(west.sql(node, "SELECT current_database ()"), ["west_parts"])
            (names,) = west.sql(node, "SELECT array_agg (datname) FROM pg_database")
            self.assertNotIn("east_parts", names)
            self.assertEqual(west.count(node, source.early), 1)
            self.assertEqual(west.count(node, source.before), 0)
            self.assertEqual(west.count(node, histories[west].early), 0)
            with self.assertRaisesRegex(lab_database.SqlError, "authentication failed"):
                password = east.connections["n1"]["password"]
                lab_database.run_psql(west.connections[node], "SELECT 1", password=password)
        west.start_replication()
        west.prove_replication()
        # The source goes on untouched.
        self.assertEqual(east.status, "available")
        east.wait_counts(name, {"n1": 1, "n2": 1, "n3": 1})


class SomeNodes(RestoreCase):
    def restore_some(self, database, request):
        """The nodes that are not named keep what they have, and go on writing."""
        fresh, _ = database.add_row("n1")
        if database is east:
            database.wait_counts(fresh, {node: 1 for node in database.nodes})
        had = database.counts(fresh)
        self.restore(database, request)
        targets = request["target_nodes"]
        kept = {node: 0 if node in targets else had[node] for node in database.nodes}
        self.assertEqual(database.counts(fresh), kept)

    def test_backup(self):
        self.restore_some(east, self.history.to_backup(["n2"]))
        self.assert_rows(east, ["n2"], before=0, after=0)
        east.prove_replication()

    # Exclusive: the target's own commit is left out.
    def test_time(self):
        target = format_instant(self.history.after_at)
        self.restore_some(
            east, self.history.to_time(target, ["n3", "n1"], target_exclusive=True)
        )
        self.assert_rows(east, ["n1", "n3"], before=1, after=0)
        east.prove_replication()

    def test_latest(self):
        self.restore_some(east, self.history.request(["n3"], source="n2"))
        self.assert_rows(east, ["n3"], before=1, after=1)
        east.prove_replication()

    def test_west(self):
        history = histories[west]
        self.restore_some(west, history.to_backup(["n1"]))
        self.assert_rows(west, ["n1"], before=0, after=0)
        west.start_replication()
        west.prove_replication()


class Failures(RestoreCase):
    def assert_failed(self, database, task, *words):
        self.assertEqual(task["status"], "failed", task)
        for word in words:
            self.assertIn(word, task["error"])
        self.assertEqual(client.cluster()["status"], "available")

    # A target that the archive does not reach fails in PostgreSQL's words; the database takes no
    # backup, and another restore, which gets it back.
    def test_unreachable(self):
        known = {row["id"] for row in client.repositories(east.id)}
        if east.current_repository() == self.history.repository:
            self.restore(east, self.history.request())
            known = {row["id"] for row in client.repositories(east.id)}
        late = east.latest("n1", self.history.repository) + datetime.timedelta(hours=1)
        task = east.restore(self.history.to_time(format_instant(late)))
        self.assert_failed(
            east, task, "recovery ended before configured recovery target was reached"
        )
        last = task["messages"][-1]
        self.assertEqual((last["step"], last["status"]), ("waiting for recovery", "failed"))
        self.assertEqual(last["level"], "error")
        self.assertEqual(east.status, "failed")
        self.assertEqual({row["id"] for row in client.repositories(east.id)}, known)
        refused = client.refusal(
            "POST", f"/byoc/v1/databases/{east.id}/backup", {"provider": "pgbackrest"}
        )
        self.assertEqual(refused.message, "database in unmodifiable state: failed")
        self.assertEqual(west.status, "available")
        self.restore(east, self.history.request())
        self.assert_rows(east, east.nodes, before=1, after=1)
        east.prove_replication()

    # The same on one node: the others go on, and a second restore puts it back among them.
    def test_unreachable_on_one_node(self):
        late = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
        task = east.restore(self.history.to_time(format_instant(late), ["n2"]))
        self.assert_failed(east, task, "n2", "recovery ended before configured recovery target")
        self.assertIn(east.status, ("failed", "degraded"))
        name, _ = east.add_row("n1")
        wait_until(lambda: east.count("n3", name) == 1, "n1 and n3 go on")
        self.assertEqual(
            [status["node_name"] for status in east.read()["tables"][0]["status"]], ["n1", "n3"]
        )
        self.restore(east, self.history.to_backup(["n2"]))
        self.assert_rows(east, ["n2"], before=0, after=0)
        self.assertEqual(east.counts(name), {"n1": 1, "n2": 0, "n3": 1})
        east.prove_replication()

    # A backup that is not there.
    def test_unknown_set(self):
        label = "20200101-000000F"
        task = west.restore(histories[west].request(set=label, type="immediate"))
        self.assert_failed(west, task, label)
        self.assertEqual(west.status, "failed")
        self.restore(west, histories[west].request())
        self.assert_rows(west, ["n1", "n2"], before=1, after=1)

    # PostgreSQL promotes at a gap without a word; the lab says so, with all nodes alike and well.
    def test_gap(self):
        east.back_up(type="full", target_nodes=["n3"])
        east.wait_available()
        repository = east.current_repository()
        kept, kept_at = east.add_row("n3")
        east.archive("n3")
        lost, lost_at = east.add_row("n3")
        segment = east.archive("n3")
        newest, newest_at = east.add_row("n3")
        newest_segment = east.archive("n3")
        wait_until(lambda: east.latest("n3") >= newest_at, "the archive has all of it")
        self.remove_segment(repository, "n3", segment)
        window = east.inventory("n3")["recovery_window"]
        self.assertLess(window["contiguous_max_wal"], segment)
        # A time needs a whole second after the backup's stop: `kept` may have come too soon.
        for span in window["spans"]:
            self.assertLess(lab_database.parse_instant(span["latest_exclusive"]), lost_at)
        known = {row["id"] for row in client.repositories(east.id)}
        task = east.restore(restore_request(repository, "n3"))
        self.assert_failed(east, task, segment)
        lab_client.check_steps(task)
        ended, goes_on = map(lab_database.parse_instant, INSTANT.findall(task["error"]))
        self.assertTrue(kept_at <= ended < lost_at, (kept_at, ended, lost_at))
        self.assertGreaterEqual(goes_on, newest_at)
        self.check_restored(east, known, repository)
        self.assertEqual(set(east.counts(kept).values()), {1})
        self.assertEqual(set(east.counts(lost).values()), {0})
        self.assertEqual(set(east.counts(newest).values()), {0})
        self.assertLessEqual(newest_segment[:8], segment[:8])
        east.prove_replication()

    def remove_segment(self, repository, node, segment):
        root = lab.directory / "backups" / "databases" / east.id / repository / node
        (path,) = root.rglob(f"{segment}-*")
        path.unlink()

    # Targets are not looked at before the work begins; a wrong one touches nothing.
    def test_unknown_node(self):
        repository = east.current_repository()
        for nodes in (["n9"], ["n1", "n9"], ["n1; true"]):
            task = east.restore(self.history.to_backup(nodes))
            self.assert_failed(east, task, nodes[-1])
            self.assertEqual(east.status, "available")
        for request in (
            restore_request(NOWHERE, "n1"),
            restore_request(self.history.repository, "n9"),
        ):
            task = east.restore(request)
            self.assert_failed(east, task)
            self.assertEqual(east.status, "available")
        self.assertEqual(east.current_repository(), repository)
        east.prove_replication()


if __name__ == "__main__":
    if os.environ.get("REPRISE_TEST_ALL"):
        tap.main()
    else:
        print("1..0 # SKIP the whole matrix runs with --all")
