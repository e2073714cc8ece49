"""What operators look at: health, metrics, the log."""

import json
import re
import time
import urllib.request

import grpc

PATIENCE_SECONDS = 60

STATUSES = {0: "UNKNOWN", 1: "SERVING", 2: "NOT_SERVING", 3: "SERVICE_UNKNOWN"}


def _request(name):
    raw = name.encode()
    return bytes([0x0A, len(raw)]) + raw if raw else b""


def _status(raw):
    return STATUSES[raw[1] if raw else 0]


def check(channel, name=""):
    """The answer of grpc.health.v1.Health/Check."""
    method = channel.unary_unary("/grpc.health.v1.Health/Check", request_serializer=_request,
                                 response_deserializer=_status)
    return method(name, timeout=PATIENCE_SECONDS)


def watch(channel, name=""):
    """The call grpc.health.v1.Health/Watch, an iterator of answers."""
    method = channel.unary_stream("/grpc.health.v1.Health/Watch", request_serializer=_request,
                                  response_deserializer=_status)
    return method(name, timeout=PATIENCE_SECONDS)


def metrics(address):
    """{"name{label="value",…}": value} of HOST:PORT, labels in the order of their names."""
    with urllib.request.urlopen(f"http://{address}/metrics", timeout=PATIENCE_SECONDS) as reply:
        text = reply.read().decode()
    found = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        name, labels, value = re.fullmatch(r"([^{ ]+)(?:\{(.*)\})? (\S+)", line).groups()
        pairs = sorted(re.findall(r'\w+="(?:[^"\\]|\\.)*"', labels or ""))
        found[name + ("{" + ",".join(pairs) + "}" if pairs else "")] = float(value)
    return found


def call_metric(name, method, **labels):
    """The key of metrics() for "Service/Method" of khotin.v1."""
    service, _, method = method.rpartition("/")
    labels = {**labels, "grpc_service": f"khotin.v1.{service}", "grpc_method": method}
    return name + "{" + ",".join(f'{key}="{labels[key]}"' for key in sorted(labels)) + "}"


def wait_until(true, what):
    """Returns what `true` returns once that is true; AssertionError when it does not come to it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        got = true()
        if got:
            return got
        time.sleep(0.02)
    raise AssertionError(f"does not come: {what}")


def log_lines(output):
    """The objects of a log in JSON; what else a server prints is its address."""
    lines = []
    for line in output.splitlines():
        if not line.startswith("listening on "):
            lines.append(json.loads(line))
    return lines


def calls(output, method):
    """Lines of a log in JSON about calls of "Service/Method" of khotin.v1."""
    return [line for line in log_lines(output) if line.get("method") == f"khotin.v1.{method}"]


def own_channel(address, credentials=None):
    """A channel with a connection of its own: gRPC shares those of channels that look alike."""
    options = [("grpc.use_local_subchannel_pool", 1)]
    if credentials is None:
        return grpc.insecure_channel(address, options)
    return grpc.secure_channel(address, credentials, options)
