"""A Khotin client to copy from: one connection, calls that survive a restart of the server."""

import random
import threading
import time

import grpc
from google.rpc import error_details_pb2, status_pb2
from khotin.v1 import article_service_pb2, article_service_pb2_grpc
from khotin.v1 import ingest_service_pb2, ingest_service_pb2_grpc
from khotin.v1 import search_service_pb2, search_service_pb2_grpc
from khotin.v1 import watch_service_pb2, watch_service_pb2_grpc

MAX_MESSAGE_BYTES = 40 << 20
BATCH_DOCUMENTS = 100
BATCH_BYTES = 8 << 20

# How a stream ends that can be asked for again. A broken connection is UNAVAILABLE, behind some
# proxies INTERNAL or UNKNOWN; CANCELLED is this client's own way out of silence.
BROKEN_STREAM = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN,
                 grpc.StatusCode.CANCELLED)


def open_channel(address, service_config, credentials=None, server_name=None):
    """A channel to "host:port", in plain text without credentials.

    `server_name` is what the server's certificate must be for, where that is not its address.
    """
    options = [
        ("grpc.service_config", service_config),
        ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
        ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
        # Connects again within seconds when the server is back; the default waits up to 2 minutes.
        ("grpc.initial_reconnect_backoff_ms", 200),
        ("grpc.max_reconnect_backoff_ms", 5000),
        ("grpc.enable_http_proxy", 0),
    ]
    if server_name:
        options.append(("grpc.ssl_target_name_override", server_name))
    if credentials is None:
        return grpc.insecure_channel(address, options)
    return grpc.secure_channel(address, credentials, options)


class Backoff:
    """Pauses that double up to a limit, each between half and all of it by chance."""

    def __init__(self, first=0.2, most=10.0):
        self._first, self._most = first, most
        self.reset()

    def reset(self):
        self._next = self._first

    def pause(self):
        pause = self._next * random.uniform(0.5, 1)
        self._next = min(2 * self._next, self._most)
        return pause


def retry_delay(error):
    """Seconds that the server asks to wait (google.rpc.RetryInfo), or None."""
    for key, value in error.trailing_metadata() or ():
        if key != "grpc-status-details-bin":
            continue
        for detail in status_pb2.Status.FromString(value).details:
            info = error_details_pb2.RetryInfo()
            if detail.Unpack(info):
                return info.retry_delay.seconds + info.retry_delay.nanos / 1e9
    return None


def pause_after(error, backoff, codes=(grpc.StatusCode.UNAVAILABLE,)):
    """Seconds until the call may be repeated; None for an error that stays.

    RESOURCE_EXHAUSTED passes only when the server says when: a message that is too large stays so.
    """
    told = retry_delay(error)
    if error.code() in codes or (error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
                                 and told is not None):
        return (told or 0) + backoff.pause()
    return None


class KhotinClient:
    """Calls over one channel. Every method here may be repeated without harm.

    `timeout` is that of one call, all its attempts together. `on_retry(error, note)` is told of each
    error that the client goes on after, and how.
    """

    def __init__(self, channel, timeout=60.0, on_retry=lambda error, note: None):
        self._timeout = timeout
        self._on_retry = on_retry
        self._articles = article_service_pb2_grpc.ArticleServiceStub(channel)
        self._ingest = ingest_service_pb2_grpc.IngestServiceStub(channel)
        self._search = search_service_pb2_grpc.SearchServiceStub(channel)
        self._watch = watch_service_pb2_grpc.WatchServiceStub(channel)

    def _call(self, method, request):
        """The answer, within the timeout for all attempts together.

        gRPC repeats calls as the service config says. What is left for here are outages that are
        longer than that, and pauses that the server asks for.
        """
        deadline = time.monotonic() + self._timeout
        backoff, outage = Backoff(), None
        while True:
            try:
                return method(request, timeout=deadline - time.monotonic())
            except grpc.RpcError as error:
                if error.code() == grpc.StatusCode.DEADLINE_EXCEEDED and outage:
                    # What kept the server from answering in time says more than that it did not.
                    raise outage
                pause = pause_after(error, backoff)
                if pause is None or time.monotonic() + pause >= deadline:
                    raise
                outage = error
                self._on_retry(error, "trying again")
            time.sleep(pause)

    def ingest(self, documents):
        """Sends (input, content) pairs; yields one IngestResult for each, in their order."""
        for batch in _batches(documents):
            request = ingest_service_pb2.IngestBatchRequest()
            for number, (name, content) in enumerate(batch):
                document = request.documents.add(request_id=str(number))
                document.raw.input = name
                document.raw.content = content
            yield from self._call(self._ingest.IngestBatch, request).results

    def get(self, name):
        """The Article of this name, such as "articles/0a1b2c"."""
        request = article_service_pb2.GetArticleRequest(name=name)
        return self._call(self._articles.GetArticle, request).article

    def search_pages(self, query, page_size=20, min_revision=0):
        """Yields every SearchResponse, fetching pages as they are needed."""
        request = search_service_pb2.SearchRequest(query=query, page_size=page_size,
                                                   min_revision=min_revision)
        while True:
            page = self._call(self._search.Search, request)
            yield page
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def watch(self, query="", after_revision=None, silence=30.0):
        """Yields WatchResponses without end. A stream that breaks goes on where it stopped.

        A revision counts as read when the caller comes for the next message. The server says
        something every ten seconds; after `silence` seconds without a word the stream counts as
        broken. To end it, leave the loop, or close the channel from another thread: a ValueError.
        """
        request = watch_service_pb2.WatchRequest(query=query, after_revision=after_revision)
        backoff = Backoff()
        while True:
            call = self._watch.Watch(request)
            try:
                while (response := _next_message(call, silence)) is not None:
                    backoff.reset()
                    yield response
                    request.after_revision = response.revision
                pause = backoff.pause()
            except grpc.RpcError as error:
                pause = pause_after(error, backoff, BROKEN_STREAM)
                if pause is None:
                    raise
                self._on_retry(error, _goes_on(request))
            finally:
                call.cancel()
            time.sleep(pause)


def _goes_on(request):
    """Where a watch goes on that has broken."""
    if request.HasField("after_revision"):
        return f"going on after revision {request.after_revision}"
    return "going on with what comes from now on"


def _next_message(call, silence):
    """The next message of a stream; None at its end. CANCELLED when there is none in time."""
    watchdog = threading.Timer(silence, call.cancel)
    watchdog.daemon = True
    watchdog.start()
    try:
        return next(call, None)
    finally:
        watchdog.cancel()


def _batches(documents):
    """Lists of pairs that stay below the limits of one call (1,000 documents, 40 MiB)."""
    batch, size = [], 0
    for name, content in documents:
        if batch and (len(batch) == BATCH_DOCUMENTS or size + len(content) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append((name, content))
        size += len(content)
    if batch:
        yield batch
