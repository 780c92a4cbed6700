# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program reprise-lab in directories of its own, for tests of the real thing.

The program's path is the test's first argument.
"""

import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import lab_client  # noqa: E402

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "reprise-lab"
# Whom the program gives the work to where it is started as root.
UNPRIVILEGED_USER = "postgres"
# A limit for what takes seconds on an idle machine and is not the point of a test.
PATIENCE_SECONDS = 120
ONCE_A_YEAR = "0 0 1 1 *"


def wait_until(condition, what, seconds=PATIENCE_SECONDS, interval=0.05):
    """Returns the first true value of condition(); fails when there is none in time. what: a
    text, or a function that gives one."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            text = what() if callable(what) else what
            raise AssertionError(f"not within {seconds} s: {text}")
        time.sleep(interval)


def make_scratch():
    """A directory for one program's labs, short enough for sockets; deleted with the tests."""
    base = "/tmp" if os.access("/tmp", os.W_OK) else None
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="lab-", dir=base))
    if os.geteuid() == 0:
        # The user who runs the lab has to get through.
        scratch.chmod(0o711)
    unittest.addModuleCleanup(shutil.rmtree, scratch, ignore_errors=True)
    return scratch


def as_unprivileged():
    """Arguments for subprocess that make a child run as the lab does."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam(UNPRIVILEGED_USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def find_postgres_program(name):
    """The newest PostgreSQL's program, as the lab looks for it, or the one on the PATH."""
    found = pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    return str(newest or shutil.which(name) or name)


def read_proc(pid, name):
    try:
        return pathlib.Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def read_start(pid):
    """When a process began, in the kernel's ticks; None where it is gone or a zombie."""
    fields = read_proc(pid, "stat").rpartition(b")")[2].split()
    return int(fields[19]) if fields and fields[0] not in (b"Z", b"X") else None


def find_processes(directory):
    """{(pid, start): command line} of the processes that have to do with a directory, whoever
    started them: by what they were told on the command line, or by where they are."""
    prefix, found = os.fsencode(f"{directory}/"), {}
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        pid = int(entry.name)
        try:
            place = os.fsencode(os.readlink(entry / "cwd")) + b"/"
        except OSError:
            place = b""
        command = read_proc(pid, "cmdline").replace(b"\0", b" ").strip()
        start = read_start(pid)
        if start is not None and (place.startswith(prefix) or prefix in command):
            found[(pid, start)] = command.decode(errors="replace")
    return found


class Lab:
    """One lab's directory, and the process that serves it while there is one."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        self.process = None
        self.number = 0
        unittest.addModuleCleanup(self.clean_up)

    def serve(self, *options):
        """Starts serving without waiting."""
        assert self.process is None
        self.number += 1
        self.output, self.errors, self.port_file = (
            self.directory.with_name(f"{self.directory.name}.{self.number}.{suffix}")
            for suffix in ("out", "err", "port")
        )
        words = [PROGRAM, "serve", "--dir", self.directory, "--port-file", self.port_file, *options]
        with open(self.output, "wb") as output, open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
            )

    def is_ready(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the lab ended with {self.process.returncode}: {self.complaints}")
        return self.output.read_bytes().endswith(b"\n")

    def start(self, *options):
        """Starts serving; returns how many seconds it took to be ready."""
        began = time.monotonic()
        self.serve(*options)
        wait_until(self.is_ready, "the lab is ready")
        return time.monotonic() - began

    @property
    def complaints(self):
        return self.errors.read_text(encoding="utf-8")

    @property
    def pid(self):
        return self.process.pid

    def wait(self, seconds=PATIENCE_SECONDS):
        """Returns the exit status; that of a signal is negative."""
        status = self.process.wait(seconds)
        self.process = None
        return status

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def kill(self):
        """Ends the serving process alone, as a crash or the kernel would."""
        self.process.kill()
        return self.wait()

    def schedule(self, expressions):
        """Changes when a lab that is not served takes backups: expressions gives a cron expression
        for what it names as (database, type), and what it does not name is once a year."""
        path = self.directory / "lab.json"
        document = json.loads(path.read_text())
        for database in document["databases"]:
            for schedule in database["schedules"]:
                key = (database["name"], schedule["type"])
                schedule["cron_expression"] = expressions.get(key, ONCE_A_YEAR)
        path.write_text(json.dumps(document))

    def start_quiet(self, *options):
        """Creates the lab and starts it without schedules, whose backups would come in between at
        every full hour."""
        self.start(*options)
        status = self.stop()
        assert status == 0, self.complaints
        self.schedule({})
        return self.start(*options)

    def run(self, command, *options):
        """Runs one of the other commands; returns (exit status, output, errors)."""
        words = [PROGRAM, command, "--dir", self.directory, *options]
        done = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_SECONDS
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def processes(self):
        """What of the lab runs, but for the process that serves it."""
        found = find_processes(self.directory)
        own = self.process.pid if self.process is not None else None
        return {key: command for key, command in found.items() if key[0] != own}

    def client(self):
        return lab_client.Client(self.directory / "credentials.json")

    def clean_up(self):
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        if self.directory.exists():
            # Ends what a killed lab left behind, too.
            self.run("destroy", "--yes")
