# SPDX-License-Identifier: GPL-3.0-or-later
"""Says where a request or a response departs from the service's contract (OpenAPI 3.0).

contract = Contract()
contract.violations({"direction": "request", "method": "GET", "path": "/byoc/v1/tasks"})

An exchange has the members direction (request or response), method, path, and as far as they
apply query ({name: text, or a list of them}), status, and body (parsed JSON; None or "" where it
was empty).
"""

import datetime
import json
import pathlib
import re
import urllib.parse

import jsonschema
import yaml

DEFAULT_PATH = pathlib.Path(__file__).resolve().parents[2] / "src/wire/cloud-api.yaml"
# The service takes the canonical form alone: no braces, no urn:, no capitals.
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:[Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
)
INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")

formats = jsonschema.FormatChecker(formats=())


@formats.checks("uuid")
def is_uuid(value):
    return not isinstance(value, str) or UUID.fullmatch(value) is not None


@formats.checks("date-time")
def is_date_time(value):
    """Whether a text is an RFC 3339 instant; the one second 60 that UTC may have is let through."""
    if not isinstance(value, str):
        return True
    match = DATE_TIME.fullmatch(value)
    if match is None:
        return False
    day, time = match[1], re.sub(":60$", ":59", match[2])
    try:
        datetime.datetime.strptime(f"{day} {time}", "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return False
    return True


@formats.checks("int64")
def is_int64(value):
    return isinstance(value, bool) or not isinstance(value, int) or -(2**63) <= value < 2**63


def to_json_schema(node):
    """Translates what OpenAPI 3.0 says otherwise than JSON Schema: nullable."""
    if isinstance(node, list):
        return [to_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    schema = {key: to_json_schema(value) for key, value in node.items()}
    if node.get("nullable") is True:
        if "type" in schema:
            schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return schema


def from_text(text, schema):
    """What a query's or a path's text means where the contract gives it a type."""
    kind = schema.get("type")
    if kind == "integer" and INTEGER.fullmatch(text):
        return int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def is_empty(body):
    return body is None or body == ""


def where(error):
    return "/".join(str(step) for step in error.absolute_path) or "(all)"


class Contract:
    def __init__(self, path=DEFAULT_PATH):
        self.document = yaml.safe_load(pathlib.Path(path).read_text(encoding="utf-8"))
        self.components = to_json_schema(self.document.get("components", {}))
        self.operations = [
            (template.split("/"), method.upper(), operation)
            for template, item in self.document["paths"].items()
            for method, operation in item.items()
        ]

    def violations(self, exchange):
        """Returns a list of sentences, empty where the exchange keeps to the contract."""
        try:
            method, direction = exchange["method"], exchange["direction"]
            url = urllib.parse.urlsplit(exchange["path"])
        except (KeyError, TypeError) as error:
            return [f"not an exchange: {error} is missing"]
        operation, values, complaint = self.find(method, url.path)
        if operation is None:
            return [complaint]
        if direction == "request":
            query = {**urllib.parse.parse_qs(url.query, True), **(exchange.get("query") or {})}
            return [
                *self.parameter_violations(operation, values, query),
                *self.request_violations(operation, exchange.get("body")),
            ]
        if direction == "response":
            return self.response_violations(operation, exchange.get("status"), exchange.get("body"))
        return [f"'{direction}' is neither request nor response"]

    def find(self, method, path):
        """Returns (operation, {parameter: text}, None), or (None, None, complaint)."""
        segments, methods, found = path.split("/"), set(), []
        for template, known_method, operation in self.operations:
            values = match_template(template, segments)
            if values is None:
                continue
            methods.add(known_method)
            if known_method == method:
                found.append((len(values), operation, values))
        if found:
            # The most literal template wins, as OpenAPI has it.
            _, operation, values = min(found, key=lambda candidate: candidate[0])
            return operation, values, None
        if methods:
            return None, None, f"{path} takes {', '.join(sorted(methods))}, not {method}"
        return None, None, f"the contract has no {path}"

    def parameter_violations(self, operation, path_values, query):
        parameters = [self.resolve(each) for each in operation.get("parameters", [])]
        known = {each["name"]: each for each in parameters if each["in"] == "query"}
        for parameter in parameters:
            name = parameter["name"]
            if parameter["in"] == "path":
                yield from self.value_violations(parameter, path_values.get(name, ""))
            elif parameter["in"] == "query" and parameter.get("required") and name not in query:
                yield f"query: '{name}' is required"
        for name, value in query.items():
            if name not in known:
                yield f"query: '{name}' is not a parameter here"
                continue
            values = value if isinstance(value, list) else [value]
            if len(values) != 1:
                yield f"query: '{name}' is given {len(values)} times"
            for each in values:
                yield from self.value_violations(known[name], each)

    def value_violations(self, parameter, value):
        text = value if isinstance(value, str) else json.dumps(value)
        schema = parameter["schema"]
        for message in self.schema_violations(schema, from_text(text, self.resolve(schema))):
            yield f"{parameter['in']}: '{parameter['name']}': {message}"

    def request_violations(self, operation, body):
        request = operation.get("requestBody")
        if request is None:
            return [] if is_empty(body) else ["body: there is none in this request"]
        request = self.resolve(request)
        if is_empty(body):
            return ["body: it is required"] if request.get("required") else []
        return self.content_violations(request, body)

    def response_violations(self, operation, status, body):
        responses = operation["responses"]
        if not isinstance(status, int) or isinstance(status, bool):
            return [f"status: {status!r} is not a number"]
        if str(status) in responses:
            return self.content_violations(self.resolve(responses[str(status)]), body)
        if status < 400:
            return [f"status: {status} is not among the answers here"]
        if "default" not in responses:
            return [f"status: {status} is not among the answers here"]
        return self.content_violations(self.resolve(responses["default"]), body)

    def content_violations(self, holder, body):
        content = holder.get("content")
        if content is None:
            return [] if is_empty(body) else ["body: it should be empty"]
        schema = content["application/json"]["schema"]
        return [f"body: {message}" for message in self.schema_violations(schema, body)]

    def schema_violations(self, schema, value):
        whole = {"components": self.components, "allOf": [to_json_schema(schema)]}
        validator = jsonschema.Draft4Validator(whole, format_checker=formats)
        return [f"{where(error)}: {error.message}" for error in validator.iter_errors(value)]

    def resolve(self, node):
        while "$ref" in node:
            reference, target = node["$ref"], self.document
            for step in reference.removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node


def match_template(template, segments):
    """Returns {parameter: text} where a path's segments fit a template's, or None."""
    if len(template) != len(segments):
        return None
    values = {}
    for pattern, segment in zip(template, segments):
        if pattern.startswith("{"):
            values[pattern.strip("{}")] = urllib.parse.unquote(segment)
        elif pattern != segment:
            return None
    return values
