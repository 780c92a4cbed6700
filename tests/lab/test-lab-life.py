#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labs that are killed, stopped, served twice and destroyed, beside processes of other people."""

import os
import pathlib
import signal
import subprocess
import unittest

import lab_harness  # first: it finds the modules of tests/support
import lab_client
import lab_database
import tap
from lab_database import restore_request
from lab_harness import wait_until

# Exit statuses, from src/lab/reprise-lab-options.h.
USAGE, NOT_RUNNING, DIRECTORY, RUNNING = 2, 3, 4, 5
EVERY_MINUTE = "* * * * *"


def setUpModule():
    global scratch, stranger, lab, other, other_orders, creation
    scratch = lab_harness.make_scratch()
    stranger = Stranger(scratch / "stranger")
    other = lab_harness.Lab(scratch / "other")
    other.start("--no-writer")
    assert other.stop() == 0
    other.schedule({("west_parts", "incr"): EVERY_MINUTE})
    lab = lab_harness.Lab(scratch / "lab")
    creation = interrupt_creation()
    other.start("--no-writer")
    other_orders = count_orders(lab_database.Database(other.client(), "east_parts"))


def tearDownModule():
    for each in (lab, other):
        if each.process is not None:
            assert each.stop() == 0, each.complaints
        assert not each.processes(), each.processes()


class Stranger:
    """A PostgreSQL that is none of the lab's business."""

    def __init__(self, directory):
        self.directory = directory
        directory.mkdir()
        options = lab_harness.as_unprivileged()
        if options:
            os.chown(directory, options["user"], options["group"])
        options.update(cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        initdb, postgres = map(lab_harness.find_postgres_program, ("initdb", "postgres"))
        subprocess.run(
            [initdb, "-D", "data", "-U", "postgres", "-A", "trust", "--no-sync"],
            check=True,
            **options,
        )
        words = [postgres, "-D", "data", "-k", str(directory), "-c", "listen_addresses="]
        self.process = subprocess.Popen(words, **options)
        unittest.addModuleCleanup(self.end)
        wait_until(self.answers, "the other PostgreSQL answers")
        (self.started,) = self.query("SELECT pg_postmaster_start_time ()")

    def query(self, statement):
        connection = dict(host=self.directory, port=5432, database="postgres")
        connection.update(username="postgres", password="")
        return lab_database.run_psql(connection, statement)

    def answers(self):
        try:
            return self.query("SELECT 1") == ["1"]
        except lab_database.SqlError:
            return False

    def end(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


def count_orders(database):
    return [database.sql(node, "SELECT count (*) FROM public.orders") for node in database.nodes]


def interrupt_creation():
    """Stops the lab while it is created, then kills it later in that, and lets it end. Returns what
    was left behind each time, as (processes, what the next serve said of them)."""
    found = []
    lab.serve()
    wait_until((lab.directory / "nodes/east_parts/n1/data/postmaster.pid").exists, "n1 starts")
    status = lab.stop()
    found.append((status, lab.processes(), lab.complaints))
    lab.serve()
    wait_until(
        lambda: any(" backup" in command for command in lab.processes().values()),
        "backups are taken",
        interval=0.01,
    )
    status = lab.kill()
    found.append((status, lab.processes(), lab.complaints))
    lab.start()
    found.append((0, lab.processes(), lab.complaints))
    lab.stop()
    lab.schedule({})
    return found


class Creation(unittest.TestCase):
    # Stopped in the middle, nothing is left running; killed, the next serve ends what is left. In
    # both cases the lab is made anew.
    def test_interrupted(self):
        (stopped, left_by_stop, _), (killed, left_by_kill, after_stop), last = creation
        self.assertEqual(stopped, 0)
        self.assertEqual(left_by_stop, {})
        self.assertIn("made anew", after_stop)
        self.assertEqual(killed, -signal.SIGKILL)
        self.assertTrue(any("postgres" in command for command in left_by_kill.values()))
        _, running, after_kill = last
        self.assertEqual(left_by_kill.keys() & running.keys(), set())
        self.assertIn("made anew", after_kill)
        self.assertRegex(after_kill, r"\d+ processes it left behind were ended")


class Interruptions(unittest.TestCase):
    """Kills the lab in the middle of what it does, and serves it again."""

    def setUp(self):
        if lab.process is None:
            lab.start()
        self.decoy = subprocess.Popen(["sleep", "600"], cwd=lab.directory)
        self.addCleanup(self.decoy.kill)
        self.open_client()
        self.repository = self.client.repositories(self.east.id)[0]["id"]
        self.bystanders = self.find_bystanders()

    def open_client(self):
        self.client = lab.client()
        self.east = lab_database.Database(self.client, "east_parts")
        self.west = lab_database.Database(self.client, "west_parts")

    def find_bystanders(self):
        """The servers that are not the lab's, and a process that only happens to be there."""
        found = find_postmasters(other.processes())
        self.assertEqual(len(found), 5)
        for pid in (stranger.process.pid, self.decoy.pid):
            start = lab_harness.read_start(pid)
            self.assertIsNotNone(start, pid)
            found.add((pid, start))
        return found

    def list_leftovers(self):
        return {key for key in lab.processes() if key[0] != self.decoy.pid}

    def serve_again(self, leftovers):
        """Serves after an interruption, and asserts what holds then."""
        seconds = lab.start()
        running = lab.processes()
        self.assertEqual(leftovers & running.keys(), set())
        self.assertEqual(self.find_bystanders(), self.bystanders)
        self.assertEqual(stranger.query("SELECT pg_postmaster_start_time ()"), [stranger.started])
        if leftovers:
            self.assertRegex(lab.complaints, r"processe?s? it left behind")
        self.open_client()
        self.assertEqual(self.west.status, "available")
        self.assertEqual(self.client.cluster()["status"], "available")
        return seconds

    def assert_interrupted(self, task_id, reason):
        task = self.client.task(task_id)
        self.assertEqual(task["status"], "failed", task)
        self.assertIn(reason, task["error"])
        if reason == "interrupted":
            self.assertIn("1 task was interrupted and has failed", lab.complaints)
        status = self.east.status
        if status == "available":
            # It was whole still, or again: nobody may be kept out.
            self.east.prove_replication()
            for connection in self.east.read_connections("app").values():
                lab_database.run_psql(connection, "SELECT 1")
        else:
            self.assertEqual(status, "failed")
            self.assertIn("half restored on n1, n2, n3", lab.complaints)
        return task

    def begin(self, **members):
        return self.east.begin_restore(restore_request(self.repository, "n1", **members))

    def wait_step(self, task_id, step):
        """Returns the step that is running when a task is at that step, or already beyond it."""
        wanted = lab_client.STEPS.index(step)

        def look():
            task = self.client.task(task_id)
            self.assertEqual(task["status"], "running", task.get("error"))
            reached = task["messages"][-1]["step"] if task["messages"] else None
            return reached if reached and lab_client.STEPS.index(reached) >= wanted else None

        return wait_until(look, f"the restore is at {step}", interval=0.002)

    # In each step of a restore; each time the database can be restored again.
    def test_killed_restores(self):
        for step in lab_client.STEPS:
            with self.subTest(step=step):
                task_id = self.begin()
                reached = self.wait_step(task_id, step)
                self.assertEqual(lab.kill(), -signal.SIGKILL)
                seconds = self.serve_again(self.list_leftovers())
                task = self.assert_interrupted(task_id, "interrupted")
                self.assertIn(task["messages"][-1]["step"], lab_client.STEPS)
                print(f"# killed in '{reached}', ready after {seconds:.1f} s: {self.east.status}")
        self.finish()

    # Killed while it clears up after a kill.
    def test_killed_twice(self):
        task_id = self.begin()
        self.wait_step(task_id, "execute restore")
        lab.kill()
        leftovers = self.list_leftovers()
        lab.serve()
        wait_until(
            lambda: find_postmasters(lab.processes()) - leftovers, "west starts", interval=0.01
        )
        lab.kill()
        self.serve_again(leftovers | self.list_leftovers())
        self.assertEqual(self.client.task(task_id)["status"], "failed")
        self.finish()

    # A restore of one node: the others are well, and it comes back among them.
    def test_killed_on_one_node(self):
        task_id = self.begin(target_nodes=["n3"])
        self.wait_step(task_id, "waiting for recovery")
        lab.kill()
        self.serve_again(self.list_leftovers())
        self.assertEqual(self.client.task(task_id)["status"], "failed")
        self.assertIn("half restored on n3", lab.complaints)
        name, _ = self.east.add_row("n1")
        wait_until(lambda: self.east.count("n2", name) == 1, "n1 and n2 go on")
        self.finish(target_nodes=["n3"])

    # Asked to stop in the middle of a restore, it ends it, says so, and leaves nothing running.
    def test_stopped_restore(self):
        task_id = self.begin()
        self.wait_step(task_id, "execute restore")
        self.assertEqual(lab.stop(), 0)
        self.assertEqual(self.list_leftovers(), set())
        self.serve_again(set())
        self.assert_interrupted(task_id, "stopped")
        self.finish()

    def test_killed_backup(self):
        known = {node: self.west.labels(node) for node in self.west.nodes}
        self.west.back_up(type="full")
        wait_until(
            lambda: any(" backup" in command for command in lab.processes().values()),
            "pgBackRest works",
            interval=0.01,
        )
        lab.kill()
        self.serve_again(self.list_leftovers())
        self.west.back_up(type="full", name="again")
        self.west.wait_available()
        for node in self.west.nodes:
            self.assertNotIn(self.west.find_backup(node, "again")["label"], known[node])

    def finish(self, **members):
        """The restore that gets the database back."""
        row = "SELECT count (*) FROM public.customers"
        task = self.client.follow_task(self.begin(**members))
        self.assertEqual(task["status"], "succeeded", task.get("error"))
        lab_client.check_steps(task)
        self.assertEqual(self.east.status, "available")
        for node in self.east.nodes:
            self.assertEqual(self.east.sql(node, row), ["400"])
        self.east.prove_replication()


def find_postmasters(processes):
    """Which of some processes are servers, not their children: those show their command line."""
    return {key for key, command in processes.items() if "/postgres -D" in command}


class Commands(unittest.TestCase):
    def setUp(self):
        if lab.process is None:
            lab.start()

    # A directory has one server; the second one says so, and the first one goes on.
    def test_second_serve(self):
        before = lab.processes()
        status, output, errors = lab.run("serve")
        self.assertEqual((status, output), (RUNNING, ""))
        self.assertIn("already being served", errors)
        self.assertIn(str(lab.pid), errors)
        self.assertEqual(find_postmasters(before), find_postmasters(lab.processes()))
        self.assertEqual(lab.client().cluster()["status"], "available")

    # A directory that holds something else stays as it is.
    def test_foreign_directories(self):
        notes = self.make_directory("notes", {"notes.txt": "mine"})
        broken = self.make_directory("broken", {"lab.json": '{"format": "mine"}', "x": ""})
        empty_state = self.make_directory("state", {"lab.json": "", "nodes": "mine"})
        for directory in (notes, broken, empty_state):
            before = describe(directory)
            for command in (["serve"], ["destroy", "--yes"], ["status"], ["stop"]):
                foreign = lab_harness.Lab(directory)
                status, output, errors = foreign.run(*command)
                self.assertIn(status, (DIRECTORY, NOT_RUNNING), (command, errors))
                self.assertEqual(output, "")
                self.assertIn(str(directory), errors)
            status, _, errors = lab_harness.Lab(directory).run("serve")
            self.assertEqual(status, DIRECTORY)
            self.assertIn("it was left as it is", errors)
            after = {name: what for name, what in describe(directory).items() if name in before}
            self.assertEqual(after, before)
            self.assertLessEqual(describe(directory).keys() - before.keys(), {"lab.lock"})

    def make_directory(self, name, files):
        directory = scratch / name
        directory.mkdir()
        for file, text in files.items():
            (directory / file).write_text(text)
        options = lab_harness.as_unprivileged()
        for path in (directory, *directory.iterdir()) if options else ():
            os.chown(path, options["user"], options["group"])
        return directory

    # Neither a file nor too deep a path nor a directory that its user cannot enter will do.
    def test_useless_directories(self):
        deep = scratch / ("d" * 100)
        (scratch / "file").write_text("")
        places = [scratch / "file", deep]
        if os.geteuid() == 0:
            closed = scratch / "closed"
            closed.mkdir(mode=0o700)
            places.append(closed / "lab")
        for place in places:
            status, output, errors = lab_harness.Lab(place).run("serve")
            self.assertNotEqual(status, 0)
            self.assertEqual(output, "")
            self.assertIn(str(place), errors)
        self.assertFalse(deep.exists())
        self.assertEqual((scratch / "file").read_text(), "")

    def test_status(self):
        status, output, _ = lab.run("status")
        self.assertEqual(status, 0)
        for words in (
            f"http://127.0.0.1:{lab.client().port}",
            "East Coast Parts (east_parts): available",
            "west_parts (west_parts): available",
        ):
            self.assertIn(words, output)
        status, _, errors = lab_harness.Lab(scratch / "missing").run("status")
        self.assertEqual(status, NOT_RUNNING)
        self.assertIn(str(scratch / "missing"), errors)
        self.assertFalse((scratch / "missing").exists())

    # Stopped by command, and served again: the same lab at the same address, with its history.
    def test_stop(self):
        client = lab.client()
        before = client.databases()
        tasks = client.tasks()
        status, output, _ = lab.run("stop")
        self.assertEqual(status, 0)
        self.assertIn("has stopped", output)
        self.assertEqual(lab.wait(), 0)
        self.assertEqual(lab.processes(), {})
        for command in ("stop", "status"):
            status, _, errors = lab.run(command)
            self.assertEqual(status, NOT_RUNNING, errors)
        seconds = lab.start()
        print(f"# started in {seconds:.1f} s")
        for word in ("interrupted", "left behind", "restored"):
            self.assertNotIn(word, lab.complaints)
        again = lab.client()
        self.assertEqual(again.credentials, client.credentials)
        self.assertEqual(again.tasks(), tasks)
        for name, record in again.databases().items():
            for member in ("id", "nodes", "backups"):
                self.assertEqual(record[member], before[name][member])
        # Tokens are of one run; they are not kept anywhere.
        with self.assertRaises(lab_client.Refused) as caught:
            client.databases()
        self.assertEqual(caught.exception.status, 401)
        lab_database.Database(again, "east_parts").prove_replication()

    def test_token_lifetime(self):
        lab.stop()
        self.addCleanup(lab.stop)
        lab.start("--token-lifetime", "1")
        client = lab.client()
        client.authorization()
        self.assertEqual(client.token["expires_in"], 1)
        refused = wait_until(lambda: find_refusal(client), "the token has expired", 10)
        self.assertEqual((refused.status, refused.error["code"]), (401, 401))
        client.token = None
        self.assertEqual(client.cluster()["status"], "available")

    # A lab that is served is not destroyed, nor is one without a word of confirmation.
    def test_destroy(self):
        status, _, errors = lab.run("destroy", "--yes")
        self.assertEqual(status, RUNNING, errors)
        status, _, errors = lab.run("destroy")
        self.assertEqual(status, USAGE)
        self.assertIn("--yes", errors)
        self.assertEqual(lab.client().cluster()["status"], "available")


def find_refusal(client):
    try:
        client.databases()
    except lab_client.Refused as refused:
        return refused
    return None


def describe(directory):
    return {
        str(path.relative_to(directory)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in directory.iterdir()
        if path.is_file()
    }


class Neighbour(unittest.TestCase):
    # Two labs run side by side, at addresses of their own, and know nothing of each other.
    def test_side_by_side(self):
        if lab.process is None:
            lab.start()
        first, second = lab.client(), other.client()
        self.assertNotEqual(first.port, second.port)
        ids = [{row["id"] for row in each.databases().values()} for each in (first, second)]
        self.assertEqual(ids[0] & ids[1], set())
        body = {key: first.credentials[key] for key in ("client_id", "client_secret")}
        path = "/account/v1/oauth/token"
        self.assertEqual(second.refusal("POST", path, body, public=True).status, 401)
        lab_database.Database(second, "east_parts").prove_replication()

    # Without its writer a lab is idle, and its window stands still.
    def test_idle(self):
        database = lab_database.Database(other.client(), "east_parts")
        self.assertEqual(count_orders(database), other_orders)
        for node in database.nodes:
            self.assertEqual(len(database.inventory(node)["recovery_window"]["spans"]), 1)

    # Schedules are real.
    def test_schedule(self):
        database = lab_database.Database(other.client(), "west_parts")
        schedules = database.read()["backups"]["config"][0]["schedules"]
        self.assertIn(EVERY_MINUTE, [row["cron_expression"] for row in schedules])
        for node in database.nodes:
            wait_until(lambda: len(database.labels(node)) > 3, f"a backup of {node}")
            backup = database.inventory(node)["backups"][3]
            self.assertEqual(backup["type"], "incr")


class Removal(unittest.TestCase):
    # After its end nothing is left of a lab but what somebody else has put there.
    def test_destroy(self):
        made = lab_harness.Lab(scratch / "made")
        made.serve("--no-writer")
        wait_until((made.directory / "nodes/east_parts/n1/data/PG_VERSION").exists, "it begins")
        made.kill()
        note = made.directory / "note.txt"
        note.write_text("mine")
        status, output, errors = made.run("destroy", "--yes")
        self.assertEqual(status, 0, errors)
        self.assertEqual(made.processes(), {})
        self.assertEqual([path.name for path in made.directory.iterdir()], ["note.txt"])
        self.assertEqual(note.read_text(), "mine")
        note.unlink()
        made.serve("--no-writer")
        wait_until((made.directory / "lab.json").exists, "it begins again")
        made.kill()
        status, output, errors = made.run("destroy", "--yes")
        self.assertEqual(status, 0, errors)
        self.assertIn("is destroyed", output)
        # Its parent may be somebody else's, who did not allow the lab's user to change it.
        self.assertEqual(list(made.directory.glob("*")), [])
        self.assertTrue(pathlib.Path(lab.directory).exists())


if __name__ == "__main__":
    if os.environ.get("REPRISE_TEST_ALL"):
        tap.main()
    else:
        print("1..0 # SKIP the whole matrix runs with --all")
