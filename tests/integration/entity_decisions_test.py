"""Decisions on entities by hand: over gRPC, on the command line, through reanalysis and restarts."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (entity_service_pb2, entity_service_pb2_grpc, ingest_service_pb2,
                       ingest_service_pb2_grpc, search_service_pb2, search_service_pb2_grpc)
from khotin_server import KhotinServer
from prose import prose

SECONDS = 60
BA = "entities/person/tran-van-ba"
BON = "entities/person/tran-van-bon"


def document(number, text):
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"tin-{number}.json"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(
        {"url": f"https://bao.example/tin-{number}", "title": f"Tin làng số {number}",
         "text": text + "\n\n" + prose(number)}, ensure_ascii=False).encode()
    return made


def documents():
    return [document(0, "Ông Trần Văn Ba đến dự hội làng."),
            document(1, "Ông Trần Văn Bốn đến dự hội làng."),
            document(2, "Ông Trần Văn Ba và ông Trần Văn Bốn đến dự hội làng.")]


class EntityDecisionsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-decisions-")
        self.addCleanup(folder.cleanup)
        self.store = pathlib.Path(folder.name) / "store"
        self.start()

    def start(self, arguments=()):
        self.server = KhotinServer(self.store, arguments)
        self.server.start()
        self.addCleanup(self.server.terminate)
        channel = grpc.insecure_channel(self.server.address)
        self.addCleanup(channel.close)
        self.entities = entity_service_pb2_grpc.EntityServiceStub(channel)
        self.ingestion = ingest_service_pb2_grpc.IngestServiceStub(channel)
        self.searches = search_service_pb2_grpc.SearchServiceStub(channel)

    def ingest(self, sent):
        results = self.ingestion.IngestBatch(
            ingest_service_pb2.IngestBatchRequest(documents=sent), timeout=SECONDS).results
        return [result.article for result in results]

    def khotin(self, *arguments, code=0, server=True):
        tail = ("--server", self.server.address) if server else ()
        done = subprocess.run([os.environ["KHOTIN_BIN"], *arguments, *tail], capture_output=True,
                              text=True, encoding="utf-8", timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout if code == 0 else done.stderr

    def entity(self, name):
        return self.entities.GetEntity(entity_service_pb2.GetEntityRequest(name=name),
                                       timeout=SECONDS).entity

    def articles(self, name):
        found = self.entities.ListEntityArticles(
            entity_service_pb2.ListEntityArticlesRequest(name=name), timeout=SECONDS).articles
        for article in found:
            self.assertTrue(article.mentions, article.article.name)
        return {article.article.name for article in found}

    def decisions(self):
        return json.loads(self.khotin("entity-decisions", "--json")).get("decisions", [])

    def check(self):
        """Stops the server and looks at the store it leaves."""
        self.server.terminate()
        self.assertIn("consistent", self.khotin("check", "--store", str(self.store), server=False))

    def test_merge_rename_and_back(self):
        ba, bon, both = self.ingest(documents())
        said = self.khotin("entity-merge", BON, "person/tran-van-ba", "--note", "một người",
                           "--author", "lan")
        self.assertIn("is merged into Trần Văn Ba", said)
        self.khotin("entity-rename", BA, "Bác", "Ba")

        entity = self.entity(BON)
        self.assertEqual((entity.name, entity.display_name, entity.article_count),
                         (BA, "Bác Ba", 3))
        self.assertIn("Trần Văn Bốn", entity.aliases)
        self.assertEqual(self.articles(BON), {ba, bon, both})
        later, = self.ingest([document(3, "Ông Trần Văn Bốn ra về.")])
        self.assertEqual(self.articles(BA), {ba, bon, both, later})
        found = self.searches.Search(search_service_pb2.SearchRequest(
            query="entity:person/tran-van-bon"), timeout=SECONDS)
        self.assertEqual(found.total_size, 4)
        self.check()
        self.start()

        merge, rename = self.decisions()
        self.assertEqual(merge["kind"], "ENTITY_DECISION_KIND_MERGE")
        self.assertEqual(merge["entity"], {"name": BON, "type": "ENTITY_TYPE_PERSON",
                                           "displayName": "Trần Văn Bốn"})
        self.assertEqual((merge["note"], merge["author"]), ("một người", "lan"))
        self.assertIn("2", self.khotin("entity-decisions"))

        self.khotin("entity-revoke", merge["name"])
        self.khotin("entity-rename", BA, "--reset")
        self.assertEqual(self.decisions(), [])
        self.assertEqual(self.articles(BON), {bon, both, later})
        self.assertEqual(self.entity(BA).display_name, "Trần Văn Ba")
        self.khotin("entity-revoke", rename["name"], code=1)
        self.check()

    def test_a_split_outlives_reanalysis_and_restart(self):
        ba, _, both = self.ingest(documents())
        said = self.khotin("entity-split", BA, both, "--suffix", "Kiên Giang")
        split = BA + "--kien-giang"
        self.assertIn(f"{split} is split off", said)
        self.assertEqual((self.articles(BA), self.articles(split)), ({ba}, {both}))

        self.server.terminate()
        names = self.store.parent / "names.tsv"
        names.write_text("Hội làng ven sông\tORGANIZATION\n", encoding="utf-8")
        self.start(("--names", str(names)))
        self.khotin("reanalyze")
        self.assertEqual((self.articles(BA), self.articles(split)), ({ba}, {both}))
        self.ingest([document(2, "Ông Trần Văn Ba cùng ông Trần Văn Bốn đến muộn.")])
        self.assertEqual(self.articles(split), {both})
        self.check()

    def test_decisions_before_the_articles(self):
        self.khotin("entity-merge", BON, BA, "--known-as", "Trần Văn Bốn", "--into-known-as",
                    "Trần Văn Ba")
        self.khotin("entity-rename", BA, "Bác Ba")
        names = set(self.ingest(documents()))
        self.assertEqual(self.articles(BA), names)
        self.assertEqual(self.entity(BON).display_name, "Bác Ba")
        self.check()

    def test_pages(self):
        self.ingest(documents())
        for name in ("Một", "Hai", "Ba"):
            self.khotin("entity-rename", BA, name)
            self.khotin("entity-rename", BON, name)
        request = entity_service_pb2.ListEntityDecisionsRequest(page_size=1)
        first = self.entities.ListEntityDecisions(request, timeout=SECONDS)
        self.assertTrue(first.next_page_token)
        request.page_token = first.next_page_token
        second = self.entities.ListEntityDecisions(request, timeout=SECONDS)
        self.assertFalse(second.next_page_token)
        self.assertEqual([first.decisions[0].entity.name, second.decisions[0].entity.name],
                         [BA, BON])

    def test_refusals_name_the_field(self):
        ba, bon, _ = self.ingest(documents())
        self.ingest([document(5, "Hôm nay Bộ Công an họp.")])
        e = entity_service_pb2
        self.refused("name", self.entities.RenameEntity,
                     e.RenameEntityRequest(name="person/tran-van-ba", display_name="x"))
        self.refused("name", self.entities.RenameEntity,
                     e.RenameEntityRequest(name="entities/planet/x", display_name="x"))
        self.refused("display_name", self.entities.RenameEntity,
                     e.RenameEntityRequest(name=BA, display_name="x" * 257))
        self.refused("display_name", self.entities.RenameEntity,
                     e.RenameEntityRequest(name=BA, display_name="?!"))
        self.refused("note", self.entities.MergeEntities,
                     e.MergeEntitiesRequest(name=BON, into=BA, note="x" * 4097))
        self.refused("into", self.entities.MergeEntities,
                     e.MergeEntitiesRequest(name=BON, into="entities/organization/bo-cong-an"))
        self.refused("articles", self.entities.SplitEntity, e.SplitEntityRequest(name=BA))
        self.refused("articles[1]", self.entities.SplitEntity,
                     e.SplitEntityRequest(name=BA, articles=[ba, "x"]))
        self.refused("name", self.entities.RevokeEntityDecision,
                     e.RevokeEntityDecisionRequest(name="entityDecisions/x"))
        self.refused("", self.entities.SplitEntity,
                     e.SplitEntityRequest(name=BA, articles=[bon]),
                     grpc.StatusCode.FAILED_PRECONDITION)
        self.refused("", self.entities.RenameEntity,
                     e.RenameEntityRequest(name=BA, display_name="x", known_as="Trần Văn Bá"),
                     grpc.StatusCode.FAILED_PRECONDITION)
        self.refused("", self.entities.MergeEntities,
                     e.MergeEntitiesRequest(name="entities/person/ai", into=BA),
                     grpc.StatusCode.NOT_FOUND)
        self.assertEqual(self.decisions(), [])

    def refused(self, field, method, request, code=grpc.StatusCode.INVALID_ARGUMENT):
        with self.assertRaises(grpc.RpcError) as caught:
            method(request, timeout=SECONDS)
        self.assertEqual(caught.exception.code(), code)
        details = dict(caught.exception.trailing_metadata()).get("grpc-status-details-bin", b"")
        self.assertEqual(b"google.rpc.BadRequest" in details, bool(field))
        self.assertIn(field.encode(), details)


if __name__ == "__main__":
    unittest.main()
