# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be restored to, found out by hand: a history whose every commit is known, copies of its
repository, and restores of these with pgBackRest and PostgreSQL alone.

Instants are whole microseconds since 1970 here.
"""

import dataclasses
import datetime
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import threading
import time

import lab_database
import lab_harness
from lab_harness import wait_until

POSTGRES = lab_harness.find_postgres_program("postgres")
PGBACKREST = shutil.which("pgbackrest") or "pgbackrest"
SECOND = 1_000_000
OFFERED = ("proven", "likely", "possible")

# PostgreSQL insists on what the primary had, where it says anything at all.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{run}'
hba_file = '{directory}/pg_hba.conf'
max_connections = 40
max_worker_processes = 16
max_wal_senders = 12
max_replication_slots = 12
track_commit_timestamp = on
archive_mode = off
hot_standby = off
shared_buffers = 16MB
autovacuum = off
fsync = off
timezone = UTC
lc_messages = C
"""

REPOSITORY = """
[global]
repo1-path={repository}
lock-path={directory}/lock
spool-path={directory}/spool
log-level-file=off
process-max=2

[db]
pg1-path={directory}/data
"""

# How pgBackRest and PostgreSQL say that there is no way to a time.
NO_WAY = [
    "unable to find backup set with stop time less than",
    "recovery ended before configured recovery target was reached",
    "requested recovery stop point is before consistent recovery point",
    "could not locate required checkpoint record",
    "WAL ends before end of online backup",
    "WAL ends before consistent recovery point",
]


def spell(instant):
    """An instant for pgBackRest."""
    seconds, fraction = divmod(instant, SECOND)
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return f"{moment:%Y-%m-%d %H:%M:%S}.{fraction:06d}+00"


def spell_rfc3339(instant):
    """An instant for the API."""
    return spell(instant).replace(" ", "T").replace("+00", "Z")


@dataclasses.dataclass(frozen=True)
class Target:
    instant: int
    is_exclusive: bool = False
    base: str = None

    def __str__(self):
        words = ["before" if self.is_exclusive else "at", spell(self.instant)]
        return " ".join(words + (["from", self.base] if self.base else []))

    @property
    def line(self):
        """For judge-targets."""
        words = [str(self.instant), "before" if self.is_exclusive else "at"]
        return " ".join(words + ([self.base] if self.base else []))

    @property
    def command(self):
        """How a person would spell it for pgBackRest."""
        words = ["pgbackrest", "--stanza=<stanza>", "--delta"]
        words += [f"--set={self.base}"] if self.base else []
        words += ["--type=time", f"--target={spell(self.instant)}"]
        words += ["--target-exclusive"] if self.is_exclusive else []
        return shlex.join(words + ["--target-action=promote", "restore"])

    def holds(self, committed):
        """Whether what was committed at an instant is there after a restore to this target."""
        return committed < self.instant or (committed == self.instant and not self.is_exclusive)


@dataclasses.dataclass
class Outcome:
    """Of one restore by hand. rows: None where it failed, for what reason error says."""

    base: str
    rows: set
    error: str

    @property
    def reason(self):
        """What speaks of the failure; all of it where nothing does."""
        lines = [line for line in self.error.splitlines() if re.search("ERROR|FATAL|PANIC", line)]
        return " / ".join(lines) or self.error

    @property
    def has_no_way(self):
        return self.rows is None and any(words in self.error for words in NO_WAY)


class History:
    """Rows that one session commits, one after another, on a node of a database; or does not."""

    def __init__(self, database, node, random):
        self.database, self.node, self.random = database, node, random
        self.number = 0
        self.idle = []
        self.segments = []
        database.sql(node, "CREATE TABLE public.truth (id integer PRIMARY KEY)")

    def connect(self):
        connection = self.database.connections[self.node]
        environment = {
            "PATH": os.environ["PATH"],
            "PGHOST": connection["host"],
            "PGPORT": str(connection["port"]),
            "PGDATABASE": connection["database"],
            "PGUSER": connection["username"],
            "PGPASSWORD": connection["password"],
        }
        return subprocess.Popen(
            [lab_database.PSQL, "-XAtq", "-v", "ON_ERROR_STOP=1"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )

    def insert(self, session, rolls_back):
        self.number += 1
        statement = f"INSERT INTO public.truth VALUES ({self.number});\n"
        session.stdin.write(f"BEGIN; {statement} ROLLBACK;\n" if rolls_back else statement)
        session.stdin.flush()

    def write(self, is_over, ends_with_rollback=False):
        """Writes with short pauses until is_over() says so."""
        session = self.connect()
        while not is_over():
            self.insert(session, self.random.random() < 0.15)
            time.sleep(self.random.choice([0.001, 0.02, 0.1, 0.3]))
        self.insert(session, ends_with_rollback)
        session.stdin.close()
        assert session.wait() == 0

    def write_for(self, seconds, **options):
        end = time.monotonic() + seconds
        self.write(lambda: time.monotonic() > end, **options)

    def rest(self, seconds):
        """Nobody writes, and the archive has all that was written."""
        self.segments.append(self.database.archive(self.node))
        start = time.time_ns() // 1000
        end = time.monotonic() + seconds
        wait_until(lambda: time.monotonic() > end, "the end of a rest")
        self.idle.append((start, time.time_ns() // 1000))

    def back_up(self, kind, is_busy):
        """Takes a backup of the node, with or without rows committed meanwhile."""
        self.database.back_up(type=kind, target_nodes=[self.node])
        is_over = threading.Event()
        writer = threading.Thread(target=self.write, args=(is_over.is_set,))
        if is_busy:
            writer.start()
        try:
            self.database.wait_available()
        finally:
            is_over.set()
            if is_busy:
                writer.join()

    def read(self):
        """{row: when it was committed}"""
        lines = self.database.sql(
            self.node,
            "SELECT id, (extract (epoch FROM pg_xact_commit_timestamp (xmin)) * 1000000)::bigint"
            " FROM public.truth",
        )
        return {int(row): int(instant) for row, instant in (line.split("|") for line in lines)}


class Repository:
    """One node's repository of a lab."""

    def __init__(self, lab, database, node, judge_program):
        self.database, self.node, self.judge_program = database, node, judge_program
        self.connection_file = lab.directory / "credentials.json"
        self.id = database.current_repository()
        databases = lab.directory / "backups" / "databases"
        self.path = databases / database.id / self.id / node

    def list(self):
        return list_files(self.path)

    def find_segment(self, name):
        (path,) = self.path.glob(f"archive/db/*/*/{name}-*")
        return path

    def segments(self):
        """The names of all WAL segments in the archive."""
        found = self.path.glob("archive/db/*/*/*-*")
        return sorted(path.name[:24] for path in found if not path.name.endswith(".backup"))

    def backups(self):
        """{label: (when it began, when it ended)}, oldest first"""
        return {
            each["label"]: tuple(
                int(lab_database.parse_instant(each[name]).timestamp()) * SECOND
                for name in ("created_at", "finished_at")
            )
            for each in sorted(
                self.database.inventory(self.node, self.id)["backups"],
                key=lambda each: each["finished_at"],
            )
        }

    def freeze(self, copy, choose):
        """Has the application judge what choose (window) returns, and copies the repository while
        nothing in it changes, nor a backup runs by schedule. Returns (window, {target: verdict},
        the same without what the service found in the archive)."""
        for _ in range(10):
            self.database.wait_available()
            before = self.list()
            judged = self.judge(choose)
            remove(copy)
            subprocess.run(["cp", "-a", str(self.path), str(copy)], check=True)
            is_quiet = self.database.status == "available"
            if is_quiet and before == self.list() == list_files(copy):
                return judged
        raise AssertionError("the repository does not come to rest")

    def judge(self, choose):
        words = [self.judge_program, self.connection_file, self.database.id, self.node, self.id]
        with subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as judge:

            def read():
                line = judge.stdout.readline()
                assert line, "judge-targets said nothing"
                return json.loads(line)

            def ask(line):
                judge.stdin.write(line + "\n")
                judge.stdin.flush()
                return read()

            window = read()
            targets = choose(window)
            reported = {target: ask(target.line) for target in targets}
            bare_window = ask("unreported")
            assert not any(each["reach"] == "proven" for each in bare_window["ranges"])
            bare = {target: ask(target.line) for target in targets}
            judge.stdin.close()
        assert judge.returncode == 0
        return window, reported, bare


class Hand:
    """A place to restore to by hand: each restore replaces what the one before left."""

    def __init__(self, directory, connection):
        self.directory = pathlib.Path(directory)
        self.data = self.directory / "data"
        self.connection = {**connection, "host": str(self.directory / "run"), "port": 5432}
        for path in (self.directory, *map(self.directory.joinpath, ("data", "run", "tablespaces"))):
            path.mkdir(mode=0o700)
        self.write("postgresql.conf", SETTINGS)
        self.write("pg_hba.conf", "local all all trust\n")
        own = lab_harness.as_unprivileged()
        if own:
            for path in [self.directory, *self.directory.iterdir()]:
                os.chown(path, own["user"], own["group"])

    def write(self, name, text):
        path = self.directory / name
        path.write_text(text.format(directory=self.directory, run=self.directory / "run"))
        path.chmod(0o644)

    def run(self, repository, command):
        """Restores a copy of a repository as a command line says, and recovers."""
        text = REPOSITORY.format(directory=self.directory, repository=repository)
        self.write("pgbackrest.conf", text)
        base, error = self.restore(command)
        if error is not None:
            return Outcome(base, None, error)
        return self.recover(base)

    def restore(self, command):
        words = [word.replace("<stanza>", "db") for word in shlex.split(command)]
        options = [f"--config={self.directory}/pgbackrest.conf", "--log-level-console=info"]
        options.append(f"--tablespace-map-all={self.directory}/tablespaces")
        done = subprocess.run(
            [PGBACKREST, *options, *words[1:]],
            cwd=self.directory,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=lab_harness.PATIENCE_SECONDS,
            check=False,
            **lab_harness.as_unprivileged(),
        )
        found = re.search(r"restore backup set ([\w-]+)", done.stdout)
        base = found.group(1) if found else None
        return base, done.stdout if done.returncode != 0 else None

    def recover(self, base):
        """Starts PostgreSQL on what was restored, without anything that could act on others."""
        log = self.directory / "log"
        with open(log, "wb") as output:
            server = subprocess.Popen(
                [POSTGRES, "-D", self.data, "-c", f"config_file={self.directory}/postgresql.conf"],
                cwd=self.directory,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **lab_harness.as_unprivileged(),
            )
        try:
            # Without hot standby it takes connections only when recovery is over.
            wait_until(
                lambda: server.poll() is not None
                or b"ready to accept connections" in log.read_bytes(),
                lambda: f"the end of recovery: {log.read_text()}",
            )
            if server.poll() is not None:
                return Outcome(base, None, log.read_text())
            return Outcome(base, self.read_rows(), None)
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGQUIT)
            server.wait()
            # What is left of an immediate shutdown; nobody starts here but after a restore.
            (self.data / "postmaster.pid").unlink(missing_ok=True)


    def read_rows(self):
        """The rows of a history; none where even the table was made later."""
        (is_there,) = self.sql("SELECT to_regclass ('public.truth') IS NOT NULL")
        return set(map(int, self.sql("SELECT id FROM public.truth"))) if is_there == "t" else set()

    def sql(self, statement):
        return lab_database.run_psql(self.connection, statement)


def list_files(directory):
    """{path: what tells a file from another} of all files in a directory."""
    found = {}
    for path in sorted(pathlib.Path(directory).rglob("*")):
        status = path.lstat()
        if not path.is_dir():
            found[str(path.relative_to(directory))] = (status.st_size, status.st_mtime_ns)
    return found


def remove(path):
    subprocess.run(["rm", "-rf", "--", str(path)], check=True)
