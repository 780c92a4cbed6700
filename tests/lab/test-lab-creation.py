#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a new lab holds, what it refuses, and the backups that it takes."""

import http.client
import json
import os
import pathlib
import re
import socket
import stat
import unittest
import urllib.parse

import lab_harness  # first: it finds the modules of tests/support
import lab_client
import lab_database
import tap
from lab_database import parse_instant
from lab_harness import wait_until

NAMES = ["opening stock", "after the first orders", "before the launch"]
NOWHERE = "00000000-0000-4000-8000-000000000000"
MANY_BYTES = 100 * 1024 * 1024
# What the service may grow by while it is sent that much; it takes bodies of one megabyte.
TOLERATED_BYTES = 16 * 1024 * 1024
CHUNK = b"x" * 65536


def setUpModule():
    global lab, client, east, west
    lab = lab_harness.Lab(lab_harness.make_scratch() / "lab")
    print(f"# created in {lab.start():.1f} s", flush=True)
    client = lab.client()
    east = lab_database.Database(client, "east_parts")
    west = lab_database.Database(client, "west_parts")


def tearDownModule():
    leftovers = lab.processes()
    assert lab.stop() == 0, lab.complaints
    assert leftovers and not lab.processes(), lab.processes()


class Creation(unittest.TestCase):
    # One cluster, two databases, on nodes that a person can tell apart.
    def test_records(self):
        for database in (east, west):
            database.wait_available()
        cluster = client.cluster()
        self.assertEqual((cluster["name"], cluster["status"]), ("lab", "available"))
        records = client.databases()
        self.assertEqual(list(records), ["east_parts", "west_parts"])
        self.assertEqual(records["east_parts"]["display_name"], "East Coast Parts")
        self.assertIsNone(records["west_parts"].get("display_name"))
        self.assertEqual(east.nodes, ["n1", "n2", "n3"])
        self.assertEqual(west.nodes, ["n1", "n2"])
        self.assertIn("autoddl:enabled", east.read()["options"])
        self.assertNotIn("autoddl:enabled", west.read().get("options") or [])
        for database in (east, west):
            record = database.read()
            self.assertEqual(record["status"], "available")
            self.assertEqual(record["cluster_id"], cluster["id"])
            self.assertGreater(record["storage_used"], 1 << 20)
            for member in ("city", "country", "timezone"):
                places = {node["location"][member] for node in record["nodes"]}
                self.assertEqual(len(places), len(record["nodes"]))

    # Each node is an instance of its own, with page checksums, and its data inside the directory.
    def test_instances(self):
        seen = set()
        for database in (east, west):
            for node in database.nodes:
                (row,) = database.sql(
                    node,
                    "SELECT current_setting ('data_checksums'), current_setting ('data_directory'),"
                    " current_setting ('config_file'), system_identifier, server_version_num"
                    " FROM pg_control_system (), current_setting ('server_version_num')"
                    " AS server_version_num",
                )
                checksums, data, config, identifier, version = row.split("|")
                self.assertEqual(checksums, "on")
                self.assertTrue(data.startswith(f"{lab.directory}/"), data)
                self.assertFalse(config.startswith(data), config)
                self.assertEqual(str(int(version) // 10000), database.read()["pg_version"])
                seen.add((data, identifier))
        self.assertEqual(len({data for data, _ in seen}), 5)
        self.assertEqual(len({identifier for _, identifier in seen}), 5)

    # What is written on each node arrives once on each other one.
    def test_nodes_replicate(self):
        east.prove_replication()

    # Without automatic DDL subscriptions run, and the tables are left for somebody to start.
    def test_tables_left_out(self):
        for node in west.nodes:
            self.assertEqual(set(west.subscriptions(node).values()), {"replicating"})
        for table in west.read()["tables"]:
            self.assertEqual(table["replication_sets"], [])
            self.assertFalse(any(status["replicating"] for status in table["status"]))
        name, _ = west.add_row("n1")
        # A later row of n1 that does replicate has arrived when this one would have.
        west.sql("n1", f"INSERT INTO lab.sync_marker (marker, node) VALUES ('{name}', 'n1')")
        wait_until(
            lambda: west.sql("n2", f"SELECT 1 FROM lab.sync_marker WHERE marker = '{name}'"),
            "the marker is on n2",
        )
        self.assertEqual(west.counts(name), {"n1": 1, "n2": 0})

    # About ten tables with some thousands of rows; the one without a primary key cannot replicate.
    def test_tables(self):
        tables = east.read()["tables"]
        self.assertGreaterEqual(len(tables), 10)
        keyless = [table["name"] for table in tables if not table["primary_key"]]
        self.assertEqual(keyless, ["price_history"])
        for table in tables:
            self.assertEqual([status["node_name"] for status in table["status"]], east.nodes)
            replicating = table["name"] != "price_history"
            for status in table["status"]:
                self.assertTrue(status["present"] and status["aligned"], table)
                self.assertEqual(status["replicating"], replicating, table)
            self.assertEqual(table["replication_sets"], ["default"] if replicating else [])
        for node in east.nodes:
            (orders,) = east.sql(node, "SELECT count (*) FROM public.orders")
            self.assertGreaterEqual(int(orders), 2000)

    # Time means something: the writer commits about once a second, on every node in turn.
    def test_writer_works(self):
        for database in (east, west):
            for node in database.nodes:
                query = (
                    "SELECT max (id) FROM public.orders"
                    " WHERE (id >> 12) & 1023 = current_setting ('lab.node_number')::bigint"
                )
                before = database.sql(node, query)
                wait_until(lambda: database.sql(node, query) != before, f"a row on {node}", 20)

    # Each node has a full, a differential and an incremental backup with the names given.
    def test_history(self):
        for database in (east, west):
            for node in database.nodes:
                backups = database.inventory(node)["backups"][:3]
                names = [backup["annotations"]["name"] for backup in backups]
                self.assertEqual(names, NAMES)
                self.assertEqual([backup["type"] for backup in backups], ["full", "diff", "incr"])
                full, diff, incr = (backup["label"] for backup in backups)
                self.assertIsNone(backups[0].get("prior"))
                self.assertEqual(backups[1]["prior"], full)
                self.assertEqual(backups[2]["prior"], diff)
                self.assertTrue(incr.startswith(full), incr)
                self.assertFalse(any(backup["error"] for backup in backups))

    # A window begins a second after the first backup's stop, and its bases are backups.
    def test_recovery_window(self):
        for database in (east, west):
            for node in database.nodes:
                inventory = database.inventory(node)
                self.assertEqual((inventory["status_code"], inventory["status"]), (0, "ok"))
                window = inventory["recovery_window"]
                stops = {b["label"]: b["finished_at"] for b in inventory["backups"]}
                self.assertGreaterEqual(len(window["spans"]), 1)
                first = parse_instant(next(iter(stops.values())))
                earliest = parse_instant(window["spans"][0]["earliest"])
                self.assertEqual((earliest - first).total_seconds(), 1)
                end = None
                for span in window["spans"]:
                    begin, stop = (parse_instant(span[m]) for m in ("earliest", "latest_exclusive"))
                    self.assertLess(begin, stop)
                    self.assertGreaterEqual(begin, parse_instant(stops[span["base_label"]]))
                    self.assertTrue(end is None or begin > end, window)
                    end = stop
                self.assertLessEqual(end, parse_instant(window["checked_at"]))
                self.assertGreaterEqual(
                    window["contiguous_max_wal"], inventory["backups"][-1]["wal_stop"]
                )
                self.assertEqual(window["contiguous_max_wal"], inventory["archive_max_wal"])

    # The window follows what is committed, to the microsecond.
    def test_window_grows(self):
        _, committed = east.add_row("n1")
        east.archive("n1")
        wait_until(
            lambda: east.latest("n1") >= committed, lambda: f"{committed}: {east.latest('n1')}", 30
        )

    # Retention and schedules are in the record, in the repository that every node archives to.
    def test_backup_settings(self):
        for database in (east, west):
            backups = database.read()["backups"]
            self.assertEqual(backups["provider"], "pgbackrest")
            for config in backups["config"]:
                schedules = {row["id"]: row for row in config["schedules"]}
                self.assertEqual({row["type"] for row in schedules.values()}, {"full", "incr"})
                for row in schedules.values():
                    self.assertEqual(len(row["cron_expression"].split()), 5)
            (repository,) = client.repositories(database.id)
            self.assertEqual(repository["id"], database.current_repository())
            self.assertEqual(repository["database_id"], database.id)
            path = pathlib.Path("databases", database.id, repository["id"])
            stored = {entry.name for entry in (lab.directory / "backups" / path).iterdir()}
            self.assertEqual(stored, set(database.nodes))

    # Each type of user gets credentials that work, with the rights of its role.
    def test_credentials(self):
        passwords = set()
        for database in (east, west):
            for user_type, rights in (("admin", "t"), ("app", "f")):
                for node, connection in database.read_connections(user_type).items():
                    self.assertEqual(connection["username"], user_type)
                    self.assertTrue(os.path.isabs(connection["host"]), connection["host"])
                    self.assertEqual(connection["database"], database.name)
                    passwords.add(connection["password"])
                    query = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
                    self.assertEqual(lab_database.run_psql(connection, query), [rights])
                    with self.assertRaisesRegex(lab_database.SqlError, "authentication failed"):
                        lab_database.run_psql(connection, query, password="wrong")
        self.assertEqual(len(passwords), 4)
        self.assertEqual(
            east.read()["nodes"][0]["connection"],
            east.read(user_type="admin")["nodes"][0]["connection"],
        )

    # Nobody else can read the credentials or enter the nodes; nothing listens on the network.
    def test_privacy(self):
        self.assertEqual(stat.S_IMODE(lab.directory.stat().st_mode), 0o700)
        for name in ("credentials.json", "lab.json"):
            mode = stat.S_IMODE((lab.directory / name).stat().st_mode)
            self.assertEqual(mode, 0o600, name)
        self.assertEqual(list_listeners(client.port), {"127.0.0.1"})
        for database in (east, west):
            for node in database.nodes:
                self.assertEqual(database.sql(node, "SHOW listen_addresses"), [""])

    # One line on standard output; the port file says the same port.
    def test_announcement(self):
        (line,) = lab.output.read_text().splitlines()
        self.assertIn(f"http://127.0.0.1:{client.port}", line)
        self.assertIn(str(lab.directory / "credentials.json"), line)
        self.assertEqual(lab.port_file.read_text(), f"{client.port}\n")
        for secret in (client.credentials["client_secret"], east.connections["n1"]["password"]):
            self.assertNotIn(secret, line + lab.complaints)

    # Every route answers as the contract says; the client checks each exchange.
    def test_routes(self):
        (tenant,) = client.get("/account/v1/tenants")
        cluster = client.cluster()
        nodes = client.get(f"/byoc/v1/clusters/{cluster['id']}/nodes")
        self.assertEqual([node["name"] for node in nodes], ["n1", "n2", "n3"])
        (store,) = client.get("/byoc/v1/backup-stores")
        self.assertEqual(cluster["backup_store_ids"], [store["id"]])
        (first,) = client.get("/byoc/v1/databases", limit=1)
        (second,) = client.get("/byoc/v1/databases", limit=1, offset=1)
        self.assertEqual([first["id"], second["id"]], [east.id, west.id])
        (last,) = client.get("/byoc/v1/databases", limit=1, descending="true")
        self.assertEqual(last["id"], west.id)
        self.assertEqual(len(client.get("/byoc/v1/databases", limit=1000)), 2)
        self.assertEqual(client.get("/byoc/v1/databases", cluster_id=tenant["id"]), [])
        self.assertEqual(client.tasks(subject_id=NOWHERE), [])
        self.assertEqual(len(client.get("/byoc/v1/backup-repositories")), 2)
        # A node of the cluster that this database is not on has no data.
        self.assertIsNone(client.inventory(west.current_repository(), "n3"))
        page = client.inventory(
            east.current_repository(), "n1", backup_limit=1, backup_offset=1, backup_type="incr"
        )
        self.assertEqual(page["backups"], [])

    # The contract is served without a token, as JSON.
    def test_contract_itself(self):
        served = client.exchange("GET", "/byoc/v1/openapi.json", public=True)
        self.assertEqual(served, json.loads(json.dumps(lab_client.rules.document)))


def list_listeners(port):
    """The addresses on which something listens on a TCP port of this machine."""
    found = set()
    for name, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        for line in pathlib.Path("/proc/net", name).read_text().splitlines()[1:]:
            address, number = line.split()[1].split(":")
            if line.split()[3] == "0A" and int(number, 16) == port:
                words = bytes.fromhex(address)
                packed = b"".join(words[i : i + 4][::-1] for i in range(0, len(words), 4))
                found.add(socket.inet_ntop(family, packed))
    return found


class Refusals(unittest.TestCase):
    def refuse(self, code, method, path, body=None, **options):
        refused = client.refusal(method, path, body, **options)
        self.assertEqual((refused.status, refused.error["code"]), (code, code))
        self.assertTrue(refused.message)
        return refused.message

    # What is not JSON, or not of the right type, is the client's mistake.
    def test_bodies(self):
        path = f"/byoc/v1/databases/{east.id}/restore"
        correct = restore_request()
        for broken in ("", "{", "null", "[]", '"text"', "{'provider': 1}", "\udcff", "[" * 100000):
            raw = broken.encode(errors="surrogateescape")
            status, error, _ = client.send("POST", path, raw, client.authorization())
            self.assertEqual((status, error["code"]), (400, 400), broken[:20])
        for changes in (
            {"provider": 5},
            {"provider": "pgdump"},
            {"restore_config": []},
            {"restore_config": {"node_name": "n1", "repositories": []}},
            {"restore_config": {"node_name": "n1", "repositories": "all"}},
            {"restore_config": {"node_name": "n1", "repositories": ["{" + NOWHERE + "}"]}},
            {"restore_config": {"node_name": 1, "repositories": [NOWHERE]}},
            {"target_nodes": "n1"},
            {"restore_command": {"delta": "yes"}},
            {"unknown": True},
        ):
            self.refuse(400, "POST", path, {**correct, **changes}, lax=True)
        self.refuse(400, "POST", f"/byoc/v1/databases/{east.id}/backup", {"type": "x"}, lax=True)
        self.assertEqual(client.tasks(), [])

    # A time needs its offset from UTC.
    def test_time_without_offset(self):
        path = f"/byoc/v1/databases/{east.id}/restore"
        for target in ("2026-02-03T04:05:06", "2026-02-03 04:05:06", "yesterday", ""):
            command = {"type": "time", "target": target}
            self.refuse(400, "POST", path, restore_request(restore_command=command))
        self.assertEqual(client.tasks(), [])

    # Ids are taken in their canonical form alone; tasks fail on others instead of refusing.
    def test_ids(self):
        braced = urllib.parse.quote("{" + east.id + "}")
        for path in (
            f"/byoc/v1/databases/{braced}",
            f"/byoc/v1/databases/{east.id.upper()}",
            f"/byoc/v1/databases/urn:uuid:{east.id}",
            f"/byoc/v1/clusters/{braced}",
            f"/byoc/v1/backup-repositories/{braced}/n1",
        ):
            self.refuse(400, "GET", path, lax=True)
        message = self.refuse(500, "GET", "/byoc/v1/tasks", subject_id="{" + east.id + "}")
        self.assertEqual(message, "failed to list tasks")

    # What does not exist is 404 with a code.
    def test_unknown(self):
        repository = east.current_repository()
        self.refuse(404, "GET", f"/byoc/v1/databases/{NOWHERE}")
        self.refuse(404, "GET", f"/byoc/v1/clusters/{NOWHERE}")
        self.refuse(404, "GET", f"/byoc/v1/backup-repositories/{NOWHERE}/n1")
        self.refuse(404, "GET", f"/byoc/v1/backup-repositories/{repository}/n9")
        self.refuse(404, "GET", f"/byoc/v1/backup-repositories/{repository}/n1%20--help")
        self.refuse(404, "POST", f"/byoc/v1/databases/{NOWHERE}/restore", restore_request())
        self.refuse(404, "POST", f"/byoc/v1/databases/{NOWHERE}/backup", {"provider": "pgbackrest"})

    def test_query(self):
        for path, query in (
            ("/byoc/v1/databases", {"limit": -1}),
            ("/byoc/v1/tasks", {"limit": -1}),
            ("/byoc/v1/databases", {"offset": -1}),
            (f"/byoc/v1/backup-repositories/{east.current_repository()}/n1", {"backup_limit": -1}),
        ):
            self.refuse(400, "GET", path, **query)
        for path, query in (
            ("/byoc/v1/databases", {"limit": "many"}),
            ("/byoc/v1/databases", {"limit": "99999999999999999999"}),
            ("/byoc/v1/databases", {"descending": "maybe"}),
            ("/byoc/v1/databases", {"created_after": "yesterday"}),
            ("/byoc/v1/tasks", {"status": "lost"}),
        ):
            self.refuse(400, "GET", path, lax=True, **query)

    # No token, a wrong one, and another scheme are alike.
    def test_tokens(self):
        self.refuse(401, "GET", "/byoc/v1/databases", public=True)
        for value in ("Bearer wrong", "Bearer ", "Basic d3Jvbmc=", client.token["access_token"]):
            status, error, _ = client.send(
                "GET", "/byoc/v1/databases", headers={"Authorization": value}
            )
            self.assertEqual((status, error["code"]), (401, 401), value)
        self.refuse(
            401,
            "POST",
            "/account/v1/oauth/token",
            {"client_id": client.credentials["client_id"], "client_secret": "wrong"},
            public=True,
        )

    # Only the router answers without a code: a client tells a wrong address from that.
    def test_paths(self):
        for path in ("/", "/byoc/v1", "/byoc/v1/nothing", "/v1/databases", "//byoc/v1/databases"):
            status, error, _ = client.send("GET", path, headers=client.authorization())
            self.assertEqual((status, error), (404, {"message": "Not Found"}), path)
        for method, path in (
            ("DELETE", f"/byoc/v1/databases/{east.id}"),
            ("POST", "/byoc/v1/databases"),
            ("GET", f"/byoc/v1/databases/{east.id}/restore"),
        ):
            status, error, _ = client.send(method, path, headers=client.authorization())
            self.assertEqual((status, error["code"]), (405, 405), path)

    # A body of 100 MB is refused, announced or not, and does not stay in memory.
    def test_large_bodies(self):
        for path, headers in (
            ("/account/v1/oauth/token", {}),
            (f"/byoc/v1/databases/{east.id}/restore", client.authorization()),
        ):
            for announced in (True, False):
                before = read_peak_bytes(lab.pid)
                status, error = send_large(path, headers, announced)
                self.assertEqual((status, error["code"]), (413, 413), path)
                grown = read_peak_bytes(lab.pid) - before
                self.assertLess(grown, TOLERATED_BYTES, path)
        self.assertEqual(client.cluster()["status"], "available")


def restore_request(**members):
    config = {"node_name": "n1", "repositories": [east.current_repository()]}
    return {"provider": "pgbackrest", "restore_config": config, **members}


def read_peak_bytes(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", text)[1]) * 1024


def send_large(path, headers, announced):
    """Sends MANY_BYTES, as far as they are taken; returns (status, error object)."""
    connection = http.client.HTTPConnection(client.host, client.port, timeout=60)
    connection.putrequest("POST", path)
    for name, value in {**headers, "Content-Type": "application/json"}.items():
        connection.putheader(name, value)
    if announced:
        connection.putheader("Content-Length", str(MANY_BYTES))
    else:
        connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    try:
        for _ in range(MANY_BYTES // len(CHUNK)):
            connection.send(CHUNK if announced else b"%x\r\n%s\r\n" % (len(CHUNK), CHUNK))
        if not announced:
            connection.send(b"0\r\n\r\n")
    except (BrokenPipeError, ConnectionResetError):
        pass
    answer = connection.getresponse()
    error = json.loads(answer.read())
    connection.close()
    return answer.status, error


class Backups(unittest.TestCase):
    # A new label with its name appears on the named nodes; while it is taken the database reads
    # modifying, and takes no second write.
    def test_named_nodes(self):
        name = "Ende März & \"more\" $(id) 'x';"
        before = east.labels("n1")
        request = restore_request()
        east.back_up(type="full", name=name, target_nodes=["n2", "n3"])
        self.assertEqual(east.status, "modifying")
        words = "database in unmodifiable state: modifying"
        for action, body in (("backup", {"provider": "pgbackrest"}), ("restore", request)):
            refused = client.refusal("POST", f"/byoc/v1/databases/{east.id}/{action}", body)
            self.assertEqual((refused.status, refused.message), (400, words))
        east.wait_available()
        self.assertEqual(east.find_backup("n2", name)["type"], "full")
        self.assertEqual(east.find_backup("n3", name)["type"], "full")
        self.assertEqual(east.labels("n1")[: len(before)], before)
        with self.assertRaises(ValueError):
            east.find_backup("n1", name)
        self.assertEqual(client.tasks(subject_id=east.id), [])

    # Without a type it is pgBackRest's own choice, without a name there is none, and without nodes
    # it is on all of them.
    def test_all_nodes(self):
        before = {node: west.labels(node) for node in west.nodes}
        west.back_up()
        west.wait_available()
        for node in west.nodes:
            backup = west.inventory(node)["backups"][-1]
            self.assertNotIn(backup["label"], before[node])
            self.assertEqual(backup["type"], "incr")
            self.assertNotIn("name", backup.get("annotations") or {})

    # Nodes are not looked at before the work begins: a wrong one is seen by what does not appear.
    def test_unknown_node(self):
        west.back_up(target_nodes=["n1", "n9"], name="nowhere")
        west.wait_available()
        for node in west.nodes:
            with self.assertRaises(ValueError):
                west.find_backup(node, "nowhere")


if __name__ == "__main__":
    if os.environ.get("REPRISE_TEST_ALL"):
        tap.main()
    else:
        print("1..0 # SKIP the whole matrix runs with --all")
