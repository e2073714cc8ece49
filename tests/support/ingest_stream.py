"""An ingest stream that a test holds in its hand."""

import queue

from khotin.v1 import ingest_service_pb2, ingest_service_pb2_grpc

from prose import prose

PATIENCE_SECONDS = 120


def document(number, words=60):
    """An article that no other number has a version of."""
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"tin-{number}"
    made.raw.url = f"https://bao.example/tin-{number}"
    made.raw.content = f"Bản tin số {number}\n\n{prose(number, words)}\n".encode()
    return made


def batch(first, count, words=60):
    """The request of IngestBatch with `count` documents."""
    return ingest_service_pb2.IngestBatchRequest(
        documents=[document(number, words) for number in range(first, first + count)])


class IngestStream:
    """Open until close(); sends documents when told. `replies` is the call, which iterates."""

    def __init__(self, channel):
        self._requests = queue.Queue()
        stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
        self.replies = stub.IngestStream(iter(self._requests.get, None), timeout=PATIENCE_SECONDS)

    def started(self):
        """Waits for the server's first word; the error of the call when it has another one."""
        self.until("started")
        return self

    def send(self, *numbers, words=60):
        self._requests.put(ingest_service_pb2.IngestStreamRequest(
            documents=[document(number, words) for number in numbers]))

    def close(self):
        self._requests.put(None)

    def until(self, event):
        """The next reply of that kind."""
        for reply in self.replies:
            if reply.HasField(event):
                return reply
        raise AssertionError(f"the stream ended without {event}")
