"""A gRPC server that answers as a script says, for tests of what clients do about errors.

    script = {"Search": [Failure(grpc.StatusCode.UNAVAILABLE), SearchResponse()]}
    with ScriptedServer(script) as server:
        talk_to(server.address)
    server.calls["Search"]      # what came, one Call for each

A unary method has one outcome for each call: a message, or a Failure. Of Watch each is a list of
messages, with a Failure or SILENCE at its end. What goes on behind the script's end fails with
FAILED_PRECONDITION, which no client tries again.
"""

import concurrent.futures
import dataclasses
import threading

import grpc
from google.protobuf import any_pb2
from google.rpc import error_details_pb2, status_pb2
from khotin.v1 import (article_service_pb2, ingest_service_pb2, search_service_pb2,
                       watch_service_pb2)

# Says nothing more until the client gives up.
SILENCE = object()

REQUESTS = {
    "GetArticle": article_service_pb2.GetArticleRequest,
    "DeleteArticle": article_service_pb2.DeleteArticleRequest,
    "IngestBatch": ingest_service_pb2.IngestBatchRequest,
    "Search": search_service_pb2.SearchRequest,
    "Watch": watch_service_pb2.WatchRequest,
}


@dataclasses.dataclass
class Failure:
    """An error, with RetryInfo where `retry_seconds` are given."""
    code: grpc.StatusCode
    retry_seconds: int | None = None

    def details(self):
        status = status_pb2.Status(code=self.code.value[0], message="as the script says")
        if self.retry_seconds is not None:
            info = error_details_pb2.RetryInfo()
            info.retry_delay.seconds = self.retry_seconds
            packed = any_pb2.Any()
            packed.Pack(info)
            status.details.append(packed)
        return status.SerializeToString()

    def end(self, context):
        context.set_trailing_metadata((("grpc-status-details-bin", self.details()),))
        context.abort(self.code, "as the script says")


@dataclasses.dataclass
class Call:
    """What the server saw of a call."""
    request: object
    # Attempts before this one that gRPC itself made of the same call.
    previous_attempts: int
    # Seconds; None without a deadline.
    time_left: float | None


class ScriptedServer(grpc.GenericRpcHandler):
    """Serves while the `with` block lasts."""

    def __init__(self, script):
        self._script = {method: list(outcomes) for method, outcomes in script.items()}
        self._lock = threading.Lock()
        self.calls = {method: [] for method in script}
        self._server = grpc.server(concurrent.futures.ThreadPoolExecutor(8), handlers=[self])
        self.address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"

    def __enter__(self):
        self._server.start()
        return self

    def __exit__(self, *_):
        self._server.stop(0).wait()

    def service(self, details):
        method = details.method.rsplit("/", 1)[1]
        if method == "Watch":
            return grpc.unary_stream_rpc_method_handler(
                lambda data, context: self._stream(method, data, context))
        return grpc.unary_unary_rpc_method_handler(
            lambda data, context: self._answer(method, data, context))

    def _outcome(self, method, data, context):
        metadata = dict(context.invocation_metadata())
        call = Call(REQUESTS[method].FromString(data),
                    int(metadata.get("grpc-previous-rpc-attempts", 0)), context.time_remaining())
        with self._lock:
            self.calls.setdefault(method, []).append(call)
            outcomes = self._script.get(method)
            return outcomes.pop(0) if outcomes else Failure(grpc.StatusCode.FAILED_PRECONDITION)

    def _answer(self, method, data, context):
        outcome = self._outcome(method, data, context)
        if isinstance(outcome, Failure):
            outcome.end(context)
        return outcome.SerializeToString()

    def _stream(self, method, data, context):
        outcome = self._outcome(method, data, context)
        for each in outcome if isinstance(outcome, list) else [outcome]:
            if isinstance(each, Failure):
                each.end(context)
            if each is SILENCE:
                given_up = threading.Event()
                context.add_callback(given_up.set)
                given_up.wait()
                return
            yield each.SerializeToString()
