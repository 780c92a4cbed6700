# SPDX-License-Identifier: GPL-3.0-or-later
"""A lab that is really served: its process, its API, its databases.

Every answer is checked against the contract as it comes.
"""

import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import contract  # noqa: E402

RULES = contract.Contract()
READY_SECONDS = 120
TASK_SECONDS = 120
STOP_SECONDS = 60
# How SQL spells an instant as the API does; the servers' zone is UTC.
SPELLING = "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'"

# Exit statuses of the program.
SUCCESS, FAILURE, USAGE, NOT_RUNNING, DIRECTORY, RUNNING = range(6)


def poll(condition, what, seconds=60, interval=0.05):
    """Returns what condition returns, once that is true; fails after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(interval)


def make_scratch():
    """Returns a directory that the user whom the lab is given to can enter, as root too."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="rl-", dir="/tmp"))
    path.chmod(0o755)
    return path


def environ(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


def processes_of(marker):
    """Numbers of the processes that carry a lab's marker."""
    wanted = f"REPRISE_LAB={marker}".encode()
    numbers = (int(path.name) for path in pathlib.Path("/proc").iterdir() if path.name.isdigit())
    return [pid for pid in numbers if wanted in environ(pid)]


def servers_of(marker):
    """Those of them that are PostgreSQL servers, which stay as long as the lab does."""

    def program(pid):
        try:
            return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]
        except OSError:
            return b""

    return [pid for pid in processes_of(marker) if program(pid).endswith(b"/postgres")]


def find_obstacle():
    """Why no lab can run here; None where one can."""
    for program in ("pgbackrest", "psql"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if not list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        return "PostgreSQL is not installed"
    return None


class Refused(Exception):
    def __init__(self, status, body):
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body


class RunningLab:
    def __init__(self, program, directory, *options):
        self.program = program
        self.directory = pathlib.Path(directory)
        self.options = list(options)
        self.process = None
        self.token = None
        self.said = ""
        self.connections = {}

    # The program

    def command(self, *arguments):
        return subprocess.run(
            [self.program, *arguments, "--dir", str(self.directory)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=STOP_SECONDS,
            check=False,
        )

    def begin(self, *options):
        """Starts to serve, and does not wait."""
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [self.program, "serve", "--dir", str(self.directory), *self.options, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        return self

    def await_ready(self):
        ready, _, _ = select.select([self.process.stdout], [], [], READY_SECONDS)
        self.said = self.process.stdout.readline() if ready else ""
        if not self.said:
            raise AssertionError(f"the lab is not ready: {self.complaints()}")
        self.credentials = json.loads((self.directory / "credentials.json").read_text())
        self.token = None
        return self

    def start(self, *options):
        return self.begin(*options).await_ready()

    def complaints(self):
        self.log.seek(0)
        return self.log.read()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.finish()

    def kill(self):
        self.process.kill()
        self.finish()

    def finish(self):
        try:
            return self.process.wait(STOP_SECONDS)
        finally:
            self.process.stdout.close()

    def end(self):
        """Leaves nothing behind, whatever the test did."""
        if self.process is not None and self.process.poll() is None:
            self.stop()

    def state(self):
        return json.loads((self.directory / "lab.json").read_text())

    # The API

    def send(self, method, path, body=None, token=None, data=None):
        """Returns (status, parsed body or None), checked against the contract."""
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if body is not None:
            data = json.dumps(body).encode()
        request = urllib.request.Request(
            self.credentials["api_url"] + path, data=data, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                status, text = error.code, error.read()
        parsed = json.loads(text) if text else None
        exchange = {"direction": "response", "method": method, "path": path}
        violations = RULES.violations({**exchange, "status": status, "body": parsed})
        if violations:
            raise AssertionError(f"{method} {path}: {status} {text!r}: {violations}")
        return status, parsed

    def call(self, method, path, body=None, data=None):
        """Returns the parsed body of a success; raises Refused otherwise."""
        if self.token is None:
            credential = {key: self.credentials[key] for key in ("client_id", "client_secret")}
            _, answer = self.send("POST", "/account/v1/oauth/token", credential)
            self.token = answer["access_token"]
        status, parsed = self.send(method, path, body, self.token, data)
        if status >= 400:
            raise Refused(status, parsed)
        return parsed

    def get(self, path):
        return self.call("GET", path)

    def databases(self):
        return {each["name"]: each for each in self.get("/byoc/v1/databases")}

    def database(self, name, user_type="admin"):
        identity = self.databases()[name]["id"]
        return self.get(f"/byoc/v1/databases/{identity}?user_type={user_type}")

    def status(self, name):
        return self.databases()[name]["status"]

    def cluster_status(self):
        return self.get("/byoc/v1/clusters")[0]["status"]

    def repository(self, name):
        return self.databases()[name]["backups"]["config"][0]["repositories"][0]["id"]

    def get_any_repository(self, name):
        """One with a backup in it: the newest, for what has to be got back somehow."""
        identity = self.databases()[name]["id"]
        listed = self.get(f"/byoc/v1/backup-repositories?database_id={identity}&limit=100")
        for each in reversed(listed):
            if (self.inventory(each["id"], "n1") or {}).get("backups"):
                return each["id"]
        raise AssertionError(f"no repository of {name} has backups")

    def inventory(self, repository, node):
        return self.get(f"/byoc/v1/backup-repositories/{repository}/{node}?backup_limit=1000")

    def tasks(self, name):
        identity = self.databases()[name]["id"]
        return self.get(f"/byoc/v1/tasks?subject_id={identity}&limit=100")

    def back_up(self, name, title, kind="full", nodes=None):
        """Takes backups and returns them, a backup each node."""
        database = self.databases()[name]
        repository = self.repository(name)
        nodes = nodes or [node["name"] for node in database["nodes"]]
        body = {"provider": "pgbackrest", "type": kind, "name": title, "target_nodes": nodes}
        self.await_quiet(name)
        self.call("POST", f"/byoc/v1/databases/{database['id']}/backup", body)
        poll(lambda: self.status(name) != "modifying", "the end of a backup", TASK_SECONDS)
        return {node: self.find_backup(repository, node, title) for node in nodes}

    def await_quiet(self, name):
        """A scheduled backup may be under way: at the full hour, of every database."""
        poll(lambda: self.status(name) != "modifying", "the end of other work", TASK_SECONDS)

    def find_backup(self, repository, node, title):
        backups = self.inventory(repository, node)["backups"]
        found = [each for each in backups if each.get("annotations", {}).get("name") == title]
        if len(found) != 1:
            raise AssertionError(f"{len(found)} backups of {node} are called {title}")
        return found[0]

    def restore(self, name, repository, node="n1", command=None, targets=None):
        """Starts a restore and returns the new task's id."""
        database = self.databases()[name]
        before = {task["id"] for task in self.tasks(name)}
        body = {
            "provider": "pgbackrest",
            "restore_config": {"node_name": node, "repositories": [repository]},
        }
        if command:
            body["restore_command"] = command
        if targets:
            body["target_nodes"] = targets
        self.await_quiet(name)
        self.call("POST", f"/byoc/v1/databases/{database['id']}/restore", body)
        (new,) = {task["id"] for task in self.tasks(name)} - before
        return new

    def task(self, identity):
        return self.get(f"/byoc/v1/tasks?id={identity}")[0]

    def await_task(self, identity):
        return poll(
            lambda: (task := self.task(identity))["status"] in ("succeeded", "failed") and task,
            "the end of a task",
            TASK_SECONDS,
        )

    # The databases

    def connection(self, name, node, user_type):
        """How the API says that a node is reached; asked once, because it never changes."""
        if (name, user_type) not in self.connections:
            nodes = self.database(name, user_type)["nodes"]
            self.connections[name, user_type] = {each["name"]: each["connection"] for each in nodes}
        return self.connections[name, user_type][node]

    def sql(self, name, node, statement, user_type="admin"):
        """Returns what psql prints."""
        connection = self.connection(name, node, user_type)
        done = subprocess.run(
            [
                "psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1",
                "-h", connection["host"], "-p", str(connection["port"]),
                "-U", connection["username"], "-d", connection["database"], "-c", statement,
            ],  # fmt: skip
            env={**os.environ, "PGPASSWORD": connection["password"], "PGCONNECT_TIMEOUT": "10"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if done.returncode != 0:
            raise AssertionError(f"{name} {node}: {statement}: {done.stderr}")
        return done.stdout.strip()

    def start_replication(self, name):
        """What a person does after a restore, or at first, where automatic DDL is off."""
        missing = (
            "SELECT pglogical.replication_set_add_table ('default', 'warehouses') WHERE NOT EXISTS"
            " (SELECT FROM pglogical.replication_set_table WHERE set_reloid = 'warehouses'::regclass)"
        )
        for node in self.nodes(name):
            self.sql(name, node, missing)

    def mark(self, name, node, code):
        """Writes a row that tells when it was there; returns the time just after it."""
        statement = f"INSERT INTO warehouses (code, city, opened_on) VALUES ('{code}', 'x', now())"
        self.sql(name, node, statement)
        return self.now(name, node)

    def now(self, name, node="n1"):
        return self.sql(name, node, f"SELECT to_char (clock_timestamp (), {SPELLING})")

    def last_instant_without(self, name, node, code):
        """The microsecond before a row was committed, on the node where it was written."""
        instant = "pg_xact_commit_timestamp (xmin) - interval '1 microsecond'"
        statement = f"SELECT to_char ({instant}, {SPELLING}) FROM warehouses WHERE code = '{code}'"
        return self.sql(name, node, statement)

    def marks(self, name, node, prefix):
        statement = f"SELECT code FROM warehouses WHERE code LIKE '{prefix}%' ORDER BY code"
        return self.sql(name, node, statement).split()

    def nodes(self, name):
        return [node["name"] for node in self.databases()[name]["nodes"]]

    def await_mark(self, name, code, nodes=None):
        for node in nodes or self.nodes(name):
            poll(lambda: code in self.marks(name, node, code), f"{code} on {name} {node}")

    def await_second_after(self, name, instant):
        """pgBackRest takes a backup for a time only if it ended a whole second before."""
        poll(lambda: self.now(name)[:19] > instant[:19], "the next second")

    def switch_wal(self, name, node="n1"):
        """Has the present segment archived; returns its name."""
        segment = self.sql(name, node, "SELECT pg_walfile_name (pg_current_wal_lsn ())")
        self.sql(name, node, "SELECT pg_switch_wal ()")
        archived = "SELECT last_archived_wal FROM pg_stat_archiver"
        poll(lambda: self.sql(name, node, archived) >= segment, f"{segment} in the archive")
        return segment


def remove(path):
    """Thousands of files: rm is several times as fast as shutil.rmtree."""
    subprocess.run(["rm", "-rf", "--", str(path)], check=False)
