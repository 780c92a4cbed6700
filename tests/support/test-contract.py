#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the contract check sees each kind of breach, and lets correct exchanges through."""

import copy
import json
import pathlib
import subprocess
import sys
import unittest

import tap

try:
    import contract
except ImportError as error:
    print(f"1..0 # SKIP {error}: python3-jsonschema and python3-yaml are needed")
    sys.exit(0)

RULES = contract.Contract()
ID = "0b4ad3f0-29ba-4aa8-8c4c-0b6a1f9f1a11"
DATABASES = "/byoc/v1/databases"
DATABASE = {
    "id": ID,
    "cluster_id": ID,
    "name": "app",
    "status": "available",
    "created_at": "2026-02-03T04:05:06Z",
    "updated_at": "2026-02-03T04:05:06Z",
}
REPOSITORY = {"database_id": ID, "backup_repository_id": ID, "node_name": "n1"}
SPAN = {
    "earliest": "2026-02-03T04:05:06Z",
    "latest_exclusive": "2026-02-03T05:05:06.123456Z",
    "base_label": "20260203-040500F",
}
RESTORE = {
    "provider": "pgbackrest",
    "restore_config": {"node_name": "n1", "repositories": [ID]},
    "restore_command": {"type": "time", "target": "2026-02-03T04:05:06Z", "delta": True},
    "target_nodes": ["n1"],
}


def changed(value, *steps, **members):
    """A copy with members of the object at the given steps replaced, or removed by ... as value."""
    result = copy.deepcopy(value)
    place = result
    for step in steps:
        place = place[step]
    for name, member in members.items():
        if member is ...:
            del place[name]
        else:
            place[name] = member
    return result


def request(method, path, body=None, query=None):
    return RULES.violations(
        {"direction": "request", "method": method, "path": path, "query": query, "body": body}
    )


def response(method, path, status, body=None):
    return RULES.violations(
        {"direction": "response", "method": method, "path": path, "status": status, "body": body}
    )


class Bodies(unittest.TestCase):
    def assert_broken(self, violations, *words):
        self.assertEqual(len(violations), 1, violations)
        for word in words:
            self.assertIn(word, violations[0])

    # What the contract describes passes, with members that the contract leaves open.
    def test_correct(self):
        self.assertEqual(response("GET", DATABASES, 200, [DATABASE]), [])
        self.assertEqual(response("GET", DATABASES, 200, []), [])
        more = changed(DATABASE, port=5432)
        self.assertEqual(response("GET", f"{DATABASES}/{ID}", 200, more), [])
        self.assertEqual(request("POST", f"{DATABASES}/{ID}/restore", RESTORE), [])

    # A required member may not be left out, at the top or further in.
    def test_missing_member(self):
        broken = changed(DATABASE, status=...)
        self.assert_broken(response("GET", DATABASES, 200, [broken]), "body: 0:", "'status'")
        node = {"name": "n1", "location": {"latitude": 1, "longitude": 2}}
        self.assert_broken(
            response("GET", f"{DATABASES}/{ID}", 200, changed(DATABASE, nodes=[node])),
            "nodes/0",
            "'connection'",
        )

    # null stands only where the contract says nullable, through references and in enumerations.
    def test_null(self):
        path = f"{DATABASES}/{ID}"
        nulls = changed(DATABASE, display_name=None, nodes=None)
        self.assertEqual(response("GET", path, 200, nulls), [])
        self.assert_broken(response("GET", path, 200, changed(DATABASE, name=None)), "name", "None")
        self.assert_broken(response("GET", path, 200, changed(DATABASE, backups=None)), "backups")
        page = "/byoc/v1/backup-repositories"
        self.assertEqual(response("GET", page, 200, [{"retention_full_type": None}]), [])
        self.assert_broken(response("GET", page, 200, [{"retention_full_type": "days"}]), "days")

    # Only the canonical form of a UUID is taken.
    def test_uuid(self):
        path = f"{DATABASES}/{ID}"
        bare = ID.replace("-", "")
        for text in ("{" + ID + "}", "urn:uuid:" + ID, ID.upper(), bare, ID + "\n", ""):
            violations = response("GET", path, 200, changed(DATABASE, id=text))
            self.assert_broken(violations, "id:", "uuid")

    # A date-time is RFC 3339 with an offset, and a day of the calendar.
    def test_date_time(self):
        path = f"/byoc/v1/backup-repositories/{ID}/n1"

        def window(text):
            spans = [changed(SPAN, latest_exclusive=text)]
            recovery_window = {"spans": spans, "checked_at": "2026-02-03T06:00:00Z"}
            return response("GET", path, 200, {**REPOSITORY, "recovery_window": recovery_window})

        for text in (
            "2026-02-03T04:05:06.123456Z",
            "2026-02-28T23:59:59+05:30",
            "2016-12-31T23:59:60Z",
        ):
            self.assertEqual(window(text), [])
        for text in (
            "2026-02-03T04:05:06",
            "2026-02-03 04:05:06Z",
            "2026-02-30T04:05:06Z",
            "2026-02-03T24:00:00Z",
            "2026-02-03T04:05:06+0100",
            "2026-02-03T04:05:06+24:00",
            "2026-02-03T04:05Z",
            "",
        ):
            self.assert_broken(window(text), "latest_exclusive", "date-time")

    # Numbers keep their kind and their range.
    def test_numbers(self):
        path = f"/byoc/v1/backup-repositories/{ID}/n1"
        self.assertEqual(response("GET", path, 200, {**REPOSITORY, "pg_system_id": 2**63 - 1}), [])
        for value in ("7", 1.5, 7.0, True, 2**63):
            violations = response("GET", path, 200, {**REPOSITORY, "pg_system_id": value})
            self.assert_broken(violations, "pg_system_id")

    # A request may not hold what the contract does not name, at the top or further in.
    def test_additional_properties(self):
        path = f"{DATABASES}/{ID}/restore"
        self.assert_broken(request("POST", path, changed(RESTORE, note="x")), "'note'")
        broken = changed(RESTORE, "restore_config", stanza="db")
        self.assert_broken(request("POST", path, broken), "restore_config", "'stanza'")

    # Enumerations, lengths and counts hold.
    def test_limits(self):
        path = f"{DATABASES}/{ID}/restore"
        self.assert_broken(request("POST", path, changed(RESTORE, provider="pgdump")), "provider")
        broken = changed(RESTORE, "restore_config", repositories=[])
        self.assert_broken(request("POST", path, broken), "repositories")
        long_name = changed(DATABASE, display_name="x" * 26)
        self.assert_broken(response("GET", f"{DATABASES}/{ID}", 200, long_name), "display_name")

    # A body is there where it is required, and nowhere else.
    def test_presence(self):
        self.assert_broken(request("POST", f"{DATABASES}/{ID}/backup"), "required")
        self.assert_broken(request("GET", DATABASES, {}), "none in this request")
        self.assert_broken(response("GET", DATABASES, 200), "None")


class Statuses(unittest.TestCase):
    # What answers without content may say null or nothing, and nothing else.
    def test_empty_success(self):
        path = f"{DATABASES}/{ID}/restore"
        for body in (None, ""):
            self.assertEqual(response("POST", path, 200, body), [])
        self.assertEqual(response("POST", path, 200, {"task_id": ID}), ["body: it should be empty"])

    # 204 is an answer only where the contract has it.
    def test_no_content(self):
        self.assertEqual(response("GET", f"/byoc/v1/backup-repositories/{ID}/n1", 204), [])
        self.assertEqual(len(response("GET", DATABASES, 204)), 1)
        self.assertEqual(len(response("POST", f"{DATABASES}/{ID}/restore", 201)), 1)
        self.assertEqual(len(response("GET", DATABASES, 302, {"code": 302, "message": "no"})), 1)

    # Every refusal has the form of an error, whatever its status.
    def test_error(self):
        for status in (400, 401, 404, 405, 500, 503):
            refusal = {"code": status, "message": "no"}
            self.assertEqual(response("GET", DATABASES, status, refusal), [])
        self.assertEqual(len(response("GET", DATABASES, 400, {"code": 400})), 1)
        self.assertEqual(len(response("GET", DATABASES, 400, {"code": "400", "message": "no"})), 1)
        self.assertEqual(len(response("GET", DATABASES, 500, "no")), 1)


class Addresses(unittest.TestCase):
    # Paths and methods that the contract does not have are departures.
    def test_unknown(self):
        path = "/byoc/v1/nothing"
        self.assertEqual(request("GET", path), [f"the contract has no {path}"])
        refusal = {"code": 404, "message": "no"}
        self.assertEqual(response("GET", path, 404, refusal), [f"the contract has no {path}"])
        self.assertEqual(request("DELETE", DATABASES), [f"{DATABASES} takes GET, not DELETE"])
        self.assertEqual(len(request("GET", DATABASES + "/")), 1)

    # A path's parameters have a type too, and arrive percent-encoded.
    def test_path_parameters(self):
        self.assertEqual(len(request("GET", f"{DATABASES}/%7B{ID}%7D")), 1)
        self.assertEqual(request("GET", f"/byoc/v1/backup-repositories/{ID}/n%201"), [])

    # Query parameters are known by name and have a type, in the path or apart from it.
    def test_query(self):
        query = {"limit": "100", "descending": "true"}
        self.assertEqual(request("GET", DATABASES, query=query), [])
        self.assertEqual(request("GET", f"{DATABASES}?limit=100&cluster_id={ID}"), [])
        for query in (
            {"page": "2"},
            {"limit": "ten"},
            {"limit": ""},
            {"descending": "yes"},
            {"cluster_id": "{" + ID + "}"},
            {"created_after": "yesterday"},
            {"limit": ["1", "2"]},
        ):
            self.assertEqual(len(request("GET", DATABASES, query=query)), 1, query)
        self.assertEqual(len(request("GET", f"{DATABASES}?limit=x")), 1)
        self.assertEqual(len(request("GET", "/byoc/v1/tasks", query={"status": "done"})), 1)


class Command(unittest.TestCase):
    def run_command(self, text):
        command = pathlib.Path(__file__).with_name("check-contract.py")
        return subprocess.run([sys.executable, command], input=text, capture_output=True, text=True)

    # The exit status and the line number tell a caller what broke.
    def test_reports(self):
        call = {"method": "GET", "path": DATABASES}
        good = json.dumps({"direction": "request", **call})
        bad = json.dumps({"direction": "response", **call, "status": 200, "body": {}})
        self.assertEqual(self.run_command(good + "\n\n" + good).returncode, 0)
        done = self.run_command(f"{good}\n{bad}\n[]\n{{")
        self.assertEqual(done.returncode, 1)
        lines = [line.partition(":")[0] for line in done.stdout.splitlines()]
        self.assertEqual(lines, ["2", "3", "4"])

    # Nothing checked is not a success.
    def test_nothing(self):
        self.assertEqual(self.run_command("\n").returncode, 1)

    # An exchange that does not say what it is cannot pass.
    def test_incomplete(self):
        self.assertEqual(self.run_command('{"path": "/byoc/v1/tasks"}').returncode, 1)


if __name__ == "__main__":
    tap.main()
