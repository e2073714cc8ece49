#!/usr/bin/env python3
"""How long EntityService takes to answer, one call at a time, over a running server.

    KHOTIN_PYTHON_STUBS=build/python benchmarks/entity_load.py --address HOST:PORT [--calls N]

Names are those of mentions in articles drawn by a fixed seed, so that frequent entities are asked
for often; each is resolved as written and without diacritics. The most frequent entity is the one
of the most articles among them. Prints milliseconds of wall time as the client sees them, the
client's own part included, of all calls in turn and of the same ones again: of a server that was
just started, the first round is the one that reads from the disk.
"""

import argparse
import os
import random
import sys
import time
import unicodedata

import grpc

sys.path.insert(0, os.environ.get("KHOTIN_PYTHON_STUBS", "build/python"))

# pylint: disable=wrong-import-position
from khotin.v1 import (article_pb2, article_service_pb2, article_service_pb2_grpc,
                       entity_service_pb2 as api, entity_service_pb2_grpc)

SEED = 6
PAGES = 40
SECONDS = 60


def folded(text):
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def mentions(channel):
    """(name as written, resource name) of linked mentions of the first articles by id."""
    articles = article_service_pb2_grpc.ArticleServiceStub(channel)
    request = article_service_pb2.ListArticlesRequest(
        page_size=100, view=article_pb2.ARTICLE_VIEW_FULL)
    found = []
    for _ in range(PAGES):
        reply = articles.ListArticles(request, timeout=SECONDS)
        found += [(m.text, m.entity) for a in reply.articles for m in a.mentions if m.entity]
        if not reply.next_page_token:
            break
        request.page_token = reply.next_page_token
    return found


def one_round(calls, call):
    """(p50, p99) in milliseconds."""
    times = []
    for i in range(calls):
        start = time.perf_counter()
        call(i)
        times.append((time.perf_counter() - start) * 1e3)
    times.sort()
    return times[len(times) // 2], times[len(times) * 99 // 100]


def measure(what, calls, call):
    first, again = one_round(calls, call), one_round(calls, call)
    print(f"{what:<42} p50 {first[0]:8.2f} ms   p99 {first[1]:8.2f} ms   "
          f"again {again[0]:8.2f} ms   {again[1]:8.2f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--address", default="127.0.0.1:50051", help="HOST:PORT of the server")
    parser.add_argument("--calls", type=int, default=1000)
    options = parser.parse_args()
    with grpc.insecure_channel(options.address) as channel:
        entities = entity_service_pb2_grpc.EntityServiceStub(channel)
        drawn = random.Random(SEED).choices(mentions(channel), k=options.calls)
        stored = [entities.GetEntity(api.GetEntityRequest(name=name), timeout=SECONDS).entity
                  for name in sorted({name for _, name in drawn})]
        top = max(stored, key=lambda entity: entity.article_count)
        print(f"seed {SEED}, {options.calls} calls of each; the most frequent entity is {top.name}, "
              f"{top.article_count} articles")
        measure("resolve a name as written", options.calls, lambda i: entities.SearchEntities(
            api.SearchEntitiesRequest(query=drawn[i][0]), timeout=SECONDS))
        measure("resolve a name without diacritics", options.calls,
                lambda i: entities.SearchEntities(
                    api.SearchEntitiesRequest(query=folded(drawn[i][0])), timeout=SECONDS))
        measure("get", options.calls, lambda i: entities.GetEntity(
            api.GetEntityRequest(name=drawn[i][1]), timeout=SECONDS))
        few = max(1, options.calls // 10)
        measure("related, the most frequent entity", few, lambda _: entities.ListRelatedEntities(
            api.ListRelatedEntitiesRequest(name=top.name), timeout=SECONDS))
        measure("timeline by day, the most frequent entity", few,
                lambda _: entities.GetEntityTimeline(api.GetEntityTimelineRequest(
                    name=top.name, interval=1), timeout=SECONDS))
        measure("related, any entity", few, lambda i: entities.ListRelatedEntities(
            api.ListRelatedEntitiesRequest(name=drawn[i][1]), timeout=SECONDS))


if __name__ == "__main__":
    main()
