#!/usr/bin/env python3
"""A Khotin client in Python: ingest, get, search, entity.

    python3 khotin_example.py ingest article.txt --url https://bao.example/a
    python3 khotin_example.py search gin giu hoa binh
    python3 khotin_example.py entity to lam
    python3 khotin_example.py get articles/ID

README.md beside this file says what it needs.
"""

import argparse
import os
import pathlib
import sys
import time

# Where the build puts the stubs generated from proto/khotin/v1.
STUBS = pathlib.Path(__file__).resolve().parents[2] / "build" / "python"
sys.path.insert(0, os.environ.get("KHOTIN_PYTHON_STUBS", str(STUBS)))

# pylint: disable=wrong-import-position
import grpc
from khotin.v1 import article_service_pb2, article_service_pb2_grpc
from khotin.v1 import entity_service_pb2, entity_service_pb2_grpc
from khotin.v1 import ingest_service_pb2, ingest_service_pb2_grpc
from khotin.v1 import search_service_pb2, search_service_pb2_grpc

MAX_MESSAGE_BYTES = 40 << 20


class KhotinClient:
    """Calls one server. Each call has a deadline and is tried again while there is no answer."""

    def __init__(self, address, timeout=30.0, attempts=5):
        self._timeout = timeout
        self._attempts = attempts
        self._channel = grpc.insecure_channel(
            address, options=[("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
                              ("grpc.max_send_message_length", MAX_MESSAGE_BYTES)])
        self._articles = article_service_pb2_grpc.ArticleServiceStub(self._channel)
        self._entities = entity_service_pb2_grpc.EntityServiceStub(self._channel)
        self._ingest = ingest_service_pb2_grpc.IngestServiceStub(self._channel)
        self._search = search_service_pb2_grpc.SearchServiceStub(self._channel)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._channel.close()

    def _call(self, method, request):
        """Every method used here may be repeated, ingest too: a document sent again is UNCHANGED."""
        delay = 0.1
        for attempt in range(1, self._attempts + 1):
            try:
                return method(request, timeout=self._timeout)
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.UNAVAILABLE or attempt == self._attempts:
                    raise
            time.sleep(delay)
            delay *= 2

    def ingest(self, documents):
        """Sends (input, url, content) triples and returns one IngestResult for each, in order."""
        request = ingest_service_pb2.IngestBatchRequest()
        for number, (name, url, content) in enumerate(documents):
            document = request.documents.add(request_id=str(number))
            document.raw.input = name
            document.raw.url = url
            document.raw.content = content
        return list(self._call(self._ingest.IngestBatch, request).results)

    def get(self, name):
        """The Article of this name, such as "articles/0a1b2c"."""
        request = article_service_pb2.GetArticleRequest(name=name)
        return self._call(self._articles.GetArticle, request).article

    def search(self, query, page_size=20):
        """Yields every SearchResult, the best first, fetching pages as they are needed."""
        request = search_service_pb2.SearchRequest(query=query, page_size=page_size)
        while True:
            page = self._call(self._search.Search, request)
            yield from page.results
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def resolve(self, name):
        """The Entity that a name most likely means, or None."""
        request = entity_service_pb2.SearchEntitiesRequest(query=name, page_size=1)
        matches = self._call(self._entities.SearchEntities, request).matches
        return matches[0].entity if matches else None

    def entity_articles(self, name, page_size=20):
        """Yields the Articles that mention the entity "entities/{type}/{id}", newest first."""
        request = entity_service_pb2.ListEntityArticlesRequest(name=name, page_size=page_size)
        while True:
            page = self._call(self._entities.ListEntityArticles, request)
            for entry in page.articles:
                yield entry.article
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token


def highlighted(snippet):
    """The snippet with «» around its highlights, whose offsets are bytes of UTF-8."""
    text, marked, done = snippet.text.encode("utf-8"), b"", 0
    for span in snippet.highlights:
        marked += text[done:span.begin] + "«".encode() + text[span.begin:span.end] + "»".encode()
        done = span.end
    return (marked + text[done:]).decode("utf-8")


def run_ingest(client, options):
    content = pathlib.Path(options.file).read_bytes()
    (result,) = client.ingest([(options.file, options.url, content)])
    if result.HasField("error"):
        sys.exit(result.error.message)
    print(ingest_service_pb2.Verdict.Name(result.verdict), result.article)


def run_get(client, options):
    article = client.get(options.name)
    print(article.title)
    for block in article.body:
        print("\n" + block.text)


def run_search(client, options):
    for result in client.search(" ".join(options.query)):
        print(f"{result.article.name}  {result.article.title}\n    {highlighted(result.snippet)}")


def run_entity(client, options):
    entity = client.resolve(" ".join(options.entity))
    if entity is None:
        sys.exit("no such entity")
    print(f"{entity.display_name}  {entity.name}  {', '.join(entity.aliases)}")
    for article in client.entity_articles(entity.name):
        print(f"    {article.name}  {article.title}")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default=os.environ.get("KHOTIN_SERVER", "127.0.0.1:50051"))
    commands = parser.add_subparsers(required=True)
    ingest = commands.add_parser("ingest")
    ingest.add_argument("file")
    ingest.add_argument("--url", default="")
    ingest.set_defaults(run=run_ingest)
    get = commands.add_parser("get")
    get.add_argument("name")
    get.set_defaults(run=run_get)
    search = commands.add_parser("search")
    search.add_argument("query", nargs="+")
    search.set_defaults(run=run_search)
    entity = commands.add_parser("entity")
    entity.add_argument("entity", nargs="+")
    entity.set_defaults(run=run_entity)
    return parser.parse_args()


def main():
    options = parse_arguments()
    try:
        with KhotinClient(options.server) as client:
            options.run(client, options)
    except grpc.RpcError as error:
        sys.exit(f"{options.server}: {error.code().name}: {error.details()}")


if __name__ == "__main__":
    main()
