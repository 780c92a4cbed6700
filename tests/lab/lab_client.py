# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks to a lab over HTTP, and holds every exchange against the contract."""

import http.client
import json
import pathlib
import time
import urllib.parse

import contract

TIMEOUT_SECONDS = 60
JSON_TYPE = "application/json"
STEPS = [
    "configure restore mode",
    "execute restore",
    "execute recovery",
    "waiting for recovery",
    "execute setup",
    "waiting for setup",
]

rules = contract.Contract()


class Refused(Exception):
    """An answer of 400 or more. error: the error object, or what there was instead."""

    def __init__(self, status, error):
        super().__init__(f"{status}: {error}")
        self.status = status
        self.error = error

    @property
    def message(self):
        return self.error["message"]


def check(exchange):
    """Fails where an exchange departs from the contract."""
    violations = rules.violations(exchange)
    if violations:
        raise AssertionError(f"against the contract: {violations} in {exchange}")


class Client:
    def __init__(self, credentials_path):
        self.credentials = json.loads(pathlib.Path(credentials_path).read_text())
        url = urllib.parse.urlsplit(self.credentials["api_url"])
        self.host, self.port = url.hostname, url.port
        self.token = None

    def connect(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT_SECONDS)

    def send(self, method, path, body=None, headers=None, query=None):
        """One request as it is, unchecked; returns (status, parsed body or None, raw body)."""
        sent = {"Accept": JSON_TYPE, **(headers or {})}
        if body is not None:
            sent.setdefault("Content-Type", JSON_TYPE)
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        connection = self.connect()
        try:
            connection.request(method, target, body, sent)
            answer = connection.getresponse()
            raw = answer.read()
        finally:
            connection.close()
        try:
            parsed = json.loads(raw) if raw else None
        except ValueError:
            parsed = None
        return answer.status, parsed, raw

    def authorization(self):
        if self.token is None:
            body = {key: self.credentials[key] for key in ("client_id", "client_secret")}
            self.token = self.exchange("POST", "/account/v1/oauth/token", body, public=True)
        return {"Authorization": f"Bearer {self.token['access_token']}"}

    def exchange(self, method, path, body=None, public=False, lax=False, **query):
        """Sends a request and returns the answer's body; raises Refused for 400 and more. lax: the
        request is against the contract, on purpose; the answer must not be."""
        if not lax:
            asked = {"direction": "request", "method": method, "path": path, "body": body}
            check({**asked, "query": {name: str(value) for name, value in query.items()}})
        text = None if body is None else json.dumps(body).encode()
        headers = {} if public else self.authorization()
        status, parsed, _ = self.send(method, path, text, headers, query)
        answered = {"direction": "response", "method": method, "path": path}
        check({**answered, "status": status, "body": parsed})
        if status >= 400:
            raise Refused(status, parsed)
        return parsed

    def get(self, path, **query):
        return self.exchange("GET", path, **query)

    def post(self, path, body):
        return self.exchange("POST", path, body)

    def refusal(self, method, path, body=None, **options):
        """The Refused that a request meets; fails where it does not."""
        try:
            answer = self.exchange(method, path, body, **options)
        except Refused as refused:
            return refused
        raise AssertionError(f"{method} {path} was not refused: {answer}")

    def databases(self):
        return {row["name"]: row for row in self.get("/byoc/v1/databases", limit=100)}

    def database(self, database_id, **query):
        return self.get(f"/byoc/v1/databases/{database_id}", **query)

    def cluster(self):
        (cluster,) = self.get("/byoc/v1/clusters")
        return self.get(f"/byoc/v1/clusters/{cluster['id']}")

    def repositories(self, database_id):
        return self.get("/byoc/v1/backup-repositories", database_id=database_id, limit=100)

    def inventory(self, repository_id, node_name, **query):
        return self.get(f"/byoc/v1/backup-repositories/{repository_id}/{node_name}", **query)

    def tasks(self, **query):
        return self.get("/byoc/v1/tasks", limit=100, **query)

    def task(self, task_id):
        (task,) = self.tasks(id=task_id)
        return task

    def begin_restore(self, database_id, request):
        """Sends a restore; returns the id of its task, which was not there before."""
        before = {task["id"] for task in self.tasks(subject_id=database_id)}
        assert self.post(f"/byoc/v1/databases/{database_id}/restore", request) is None
        tasks = [task for task in self.tasks(subject_id=database_id) if task["id"] not in before]
        assert len(tasks) == 1, tasks
        assert tasks[0]["name"] == "restore-from-pgbackrest"
        assert tasks[0]["request"] == request, tasks[0]["request"]
        return tasks[0]["id"]

    def follow_task(self, task_id, seconds=120):
        """Returns the task when it has ended."""
        deadline = time.monotonic() + seconds
        while True:
            task = self.task(task_id)
            if task["status"] in ("succeeded", "failed"):
                return task
            if time.monotonic() > deadline:
                raise AssertionError(f"not ended within {seconds} s: {task}")
            time.sleep(0.1)


def check_steps(task):
    """Fails where a task that reached its end did not report each step in order, with progress
    that never goes back."""
    messages = task["messages"]
    progress = [message["progress"] for message in messages]
    assert progress == sorted(progress), progress
    assert progress[0] >= 0 and progress[-1] == 100, progress
    assert all(message["level"] == "info" for message in messages), messages
    places = [STEPS.index(message["step"]) for message in messages]
    assert places == sorted(places) and set(places) == set(range(len(STEPS))), places
    for step in STEPS:
        states = [message["status"] for message in messages if message["step"] == step]
        assert states[0] == "running" and states[-1] == "succeeded", (step, states)
        assert states.count("succeeded") == 1 and "failed" not in states, (step, states)
    times = [message["time"] for message in messages]
    assert times == sorted(times), times
