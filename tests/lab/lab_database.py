# SPDX-License-Identifier: GPL-3.0-or-later
"""One database of a lab: SQL on its nodes, with the credentials that the API gives out."""

import datetime
import itertools
import os
import re
import subprocess

import lab_harness
from lab_harness import wait_until

PSQL = lab_harness.find_postgres_program("psql")
TIMEOUT_SECONDS = 60
MICROSECOND = datetime.timedelta(microseconds=1)

numbers = itertools.count(1)


class SqlError(Exception):
    pass


def parse_instant(text):
    """An RFC 3339 instant, exact to the microsecond."""
    return datetime.datetime.fromisoformat(re.sub("[Zz]$", "+00:00", text))


def format_instant(instant):
    return instant.astimezone(datetime.timezone.utc).isoformat(timespec="microseconds")


def run_psql(connection, statement, password=None):
    """Returns what a statement yields, a line each row."""
    environment = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "PGHOST": connection["host"],
        "PGPORT": str(connection["port"]),
        "PGDATABASE": connection["database"],
        "PGUSER": connection["username"],
        "PGPASSWORD": connection["password"] if password is None else password,
        "PGCONNECT_TIMEOUT": "10",
        "PGOPTIONS": "-c statement_timeout=30s",
    }
    done = subprocess.run(
        [PSQL, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement],
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
    )
    if done.returncode != 0:
        raise SqlError(done.stderr.strip())
    return done.stdout.splitlines()


def restore_request(repository, source_node, target_nodes=None, **command):
    """A restore's request; what is None is left out."""
    config = {"node_name": source_node, "repositories": [repository]}
    request = {"provider": "pgbackrest", "restore_config": config}
    if command:
        request["restore_command"] = command
    if target_nodes is not None:
        request["target_nodes"] = target_nodes
    return request


class Database:
    """name: the database's name in PostgreSQL."""

    def __init__(self, client, name):
        self.client = client
        self.name = name
        self.id = client.databases()[name]["id"]
        self.nodes = [node["name"] for node in self.read()["nodes"]]
        self.connections = self.read_connections("admin")

    def read(self, **query):
        return self.client.database(self.id, **query)

    @property
    def status(self):
        # The list looks into no table, which matters to whoever polls.
        return self.client.databases()[self.name]["status"]

    def read_connections(self, user_type):
        record = self.read(user_type=user_type)
        return {node["name"]: node["connection"] for node in record["nodes"]}

    def sql(self, node, statement):
        return run_psql(self.connections[node], statement)

    def current_repository(self):
        """The id of the repository that the record names, the same one for every node."""
        configs = self.read()["backups"]["config"]
        (found,) = {row["id"] for config in configs for row in config["repositories"]}
        return found

    def inventory(self, node, repository=None):
        return self.client.inventory(repository or self.current_repository(), node)

    def labels(self, node, repository=None):
        return [backup["label"] for backup in self.inventory(node, repository)["backups"]]

    def find_backup(self, node, name):
        """The one backup that was given a name."""
        backups = self.inventory(node)["backups"]
        (found,) = (each for each in backups if (each.get("annotations") or {}).get("name") == name)
        return found

    def back_up(self, **request):
        """Begins a backup, as soon as the database is at rest."""
        self.wait_available()
        self.client.post(
            f"/byoc/v1/databases/{self.id}/backup", {"provider": "pgbackrest", **request}
        )

    def wait_available(self):
        wait_until(lambda: self.status == "available", f"{self.name} is available")

    def add_row(self, node, name=None):
        """Commits one row with a name of its own on a node; returns (name, instant of commit)."""
        name = name or f"test {next(numbers)}"
        self.sql(
            node,
            "INSERT INTO public.suppliers (name, country, lead_time_days)"
            f" VALUES ('{name}', 'US', 1)",
        )
        return name, self.read_commit(node, name)

    def read_commit(self, node, name):
        """When a row was committed on the node where it was written."""
        (epoch,) = self.sql(
            node,
            "SELECT (extract (epoch FROM pg_xact_commit_timestamp (xmin)) * 1000000)::bigint"
            f" FROM public.suppliers WHERE name = '{name}'",
        )
        start = datetime.datetime.fromtimestamp(0, datetime.timezone.utc)
        return start + int(epoch) * MICROSECOND

    def count(self, node, name):
        (number,) = self.sql(
            node, f"SELECT count (*) FROM public.suppliers WHERE name = '{name}'"
        )
        return int(number)

    def counts(self, name):
        """{node: how often it holds a row of that name}"""
        return {node: self.count(node, name) for node in self.nodes}

    def prove_replication(self):
        """Writes on each node, and waits until every node has each row once."""
        names = [self.add_row(node)[0] for node in self.nodes]
        once = {node: 1 for node in self.nodes}
        for name in names:
            self.wait_counts(name, once)

    def wait_counts(self, name, expected):
        wait_until(
            lambda: self.counts(name) == expected,
            lambda: f"{self.name}: '{name}' is there {expected}: {self.counts(name)}",
            30,
        )

    def subscriptions(self, node):
        """{subscription: status}"""
        rows = self.sql(
            node, "SELECT subscription_name, status FROM pglogical.show_subscription_status ()"
        )
        return dict(row.split("|") for row in rows)

    def archive(self, node):
        """Sends what a node has written to its archive; returns the segment's name."""
        # The switch gives the place behind its record, which may be where the next segment begins.
        (segment,) = self.sql(node, "SELECT pg_walfile_name (pg_switch_wal () - 1)")
        wait_until(
            lambda: self.sql(node, "SELECT last_archived_wal FROM pg_stat_archiver")[0] >= segment,
            f"{segment} of {node} is archived",
            30,
        )
        return segment

    def begin_restore(self, request):
        return self.client.begin_restore(self.id, request)

    def restore(self, request):
        """Restores, and returns the task when it has ended."""
        return self.client.follow_task(self.begin_restore(request))

    def start_replication(self):
        """What a person does where automatic DDL is off: adds the tables to the sets."""
        for node in self.nodes:
            self.sql(
                node,
                "SELECT pglogical.replication_set_add_table ('default', indrelid)"
                " FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
                " WHERE indisprimary AND relnamespace = 'public'::regnamespace"
                " AND indrelid NOT IN"
                " (SELECT relid FROM pglogical.tables WHERE set_name IS NOT NULL)",
            )

    def latest(self, node, repository=None):
        """Where the newest span of a node's recovery window ends; None where there is none."""
        spans = self.inventory(node, repository)["recovery_window"]["spans"]
        return parse_instant(spans[-1]["latest_exclusive"]) if spans else None
