"""Copies and versions of one text, as clients and the shell meet them: verdicts with their evidence,
clusters, checks that store nothing, deletion and trust."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import grpc

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (admin_service_pb2, admin_service_pb2_grpc, article_service_pb2,
                       article_service_pb2_grpc, cluster_service_pb2, cluster_service_pb2_grpc,
                       duplicate_pb2, ingest_service_pb2)
from khotin_server import KhotinServer

SECONDS = 30
INVALID = grpc.StatusCode.INVALID_ARGUMENT
NOT_FOUND = grpc.StatusCode.NOT_FOUND

FERRY = """\
Bến đò cuối cùng của xã ngừng chạy sau bảy mươi năm

Chiều qua, chuyến đò ngang cuối cùng chở mười hai người và ba chiếc xe đạp cập bến làng, khép lại \
bảy mươi năm đưa khách qua khúc sông rộng nhất vùng.

Ông Lê Văn Tư, sáu mươi chín tuổi, là người lái đò đời thứ ba trong nhà. Ông kể rằng cha ông từng \
chở bộ đội qua sông trong những đêm không trăng, mái chèo quấn vải để nước khỏi kêu, và không lấy \
của ai một đồng nào.

Cây cầu mới cách bến chừng hai cây số đã thông xe từ đầu tháng. Từ hôm ấy khách thưa dần, có ngày \
chỉ còn mấy đứa trẻ tiếc con đò nên rủ nhau qua sông rồi lại trở về cho vui.

Bà Phạm Thị Nụ bán nước ở đầu bến nói bà sẽ nhớ tiếng gọi đò lúc gà gáy. Quán của bà nhỏ, mái lợp \
lá dừa, nhưng ai chờ đò cũng ghé vào uống bát nước chè xanh và nghe chuyện trong làng.

Xã dự định giữ con đò gỗ lại trong nhà truyền thống, bên cạnh chiếc trống hội và bộ cồng cũ. Ông \
Tư gật đầu khi nghe tin, rồi xin được tự tay sơn lại mạn thuyền trước khi đem đi.

Tối đến, đèn trên cây cầu sáng cả một quãng sông. Bến cũ không ai thắp đèn, chỉ còn mấy bậc đá \
ướt và sợi dây neo buộc vào gốc sung già, chùng xuống theo con nước ròng.
"""

WELL = """\
Giếng làng được khơi lại trước mùa khô

Sáng nay, trai tráng trong thôn đem gầu và thang xuống vét cái giếng đá ong ở đầu đình, việc mà đã \
hơn mười năm không ai làm.

Bùn vét lên được đắp vào gốc cây mít sau đình. Trong lớp bùn, người ta nhặt được một chiếc lược \
sừng, vài mảnh bát vẽ hoa cúc và một đồng xu không còn đọc được chữ.

Đến trưa, mạch nước phun lên trong vắt, lạnh buốt tay. Các cụ múc bát đầu tiên đặt lên bàn thờ, rồi \
mới gọi lũ trẻ đến uống cho biết mùi nước ngày xưa.
"""


def paragraphs(text):
    return text.strip().split("\n\n")


def joined(parts):
    return "\n\n".join(parts) + "\n"


EDITED = FERRY.replace("cho vui", "cho đỡ nhớ").replace("lợp lá dừa", "lợp rạ")
ABRIDGED = joined(paragraphs(FERRY)[:5])
EXTENDED = joined(paragraphs(FERRY) + paragraphs(WELL)[1:])
RELATED = joined([paragraphs(FERRY)[0]] + paragraphs(FERRY)[1:4] + paragraphs(WELL)[1:])


class ClusterTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-clusters-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = KhotinServer(self.folder / "store")
        self.server.start()
        self.addCleanup(self.server.terminate)
        self.channel = grpc.insecure_channel(self.server.address)
        self.addCleanup(self.channel.close)
        self.clusters = cluster_service_pb2_grpc.ClusterServiceStub(self.channel)
        self.articles = article_service_pb2_grpc.ArticleServiceStub(self.channel)
        self.admin = admin_service_pb2_grpc.AdminServiceStub(self.channel)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def run_program(self, program, *arguments, code=0, stdin=None):
        done = subprocess.run([os.environ[program], *map(str, arguments)], input=stdin,
                              capture_output=True, encoding="utf-8", check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def khotin(self, *arguments, code=0, stdin=None):
        return self.run_program("KHOTIN_BIN", *arguments, "--server", self.server.address,
                                code=code, stdin=stdin)

    def khotin_json(self, *arguments):
        return json.loads(self.khotin(*arguments, "--json"))

    def ingest(self, name, text, host="bao.example"):
        """The result for a document of that URL, as JSON."""
        reply = self.khotin_json("ingest", self.write(f"{name}.txt", text), "--url",
                                 f"https://{host}/{name}")
        return reply["results"][0]

    def refused(self, code, method, request):
        with self.assertRaises(grpc.RpcError) as caught:
            method(request, timeout=SECONDS)
        self.assertEqual(caught.exception.code(), code, caught.exception.details())
        return caught.exception.details()

    def cluster(self, name):
        request = cluster_service_pb2.GetClusterRequest(name=name)
        return self.clusters.GetCluster(request, timeout=SECONDS).cluster

    def members(self, name, page_size=0):
        found = []
        request = cluster_service_pb2.ListClusterArticlesRequest(name=name, page_size=page_size)
        while True:
            reply = self.clusters.ListClusterArticles(request, timeout=SECONDS)
            found += reply.articles
            if not reply.next_page_token:
                return found
            request.page_token = reply.next_page_token

    def list_names(self, order, page_size):
        found = []
        request = cluster_service_pb2.ListClustersRequest(order=order, page_size=page_size)
        while True:
            reply = self.clusters.ListClusters(request, timeout=SECONDS)
            self.assertLessEqual(len(reply.clusters), page_size)
            found += [cluster.name for cluster in reply.clusters]
            if not reply.next_page_token:
                return found
            request.page_token = reply.next_page_token

    def status(self):
        status = self.admin.GetStatus(admin_service_pb2.GetStatusRequest(), timeout=SECONDS)
        return (status.revision, status.article_count, status.version_count, status.cluster_count,
                status.quarantined_count)

    def check_at_rest(self):
        self.server.terminate()
        self.run_program("KHOTIN_BIN", "check", "--store", self.folder / "store")


class VerdictTest(ClusterTestCase):
    def test_every_verdict_comes_with_its_evidence(self):
        first = self.ingest("goc", FERRY)
        self.assertEqual(first["verdict"], "VERDICT_NEW")
        self.assertNotIn("match", first)
        for name, text, verdict in (("sao", FERRY, "EXACT_DUPLICATE"),
                                    ("sua", EDITED, "NEAR_DUPLICATE"),
                                    ("gon", ABRIDGED, "CONTAINED_IN"),
                                    ("lien-quan", RELATED, "RELATED"),
                                    ("dai", EXTENDED, "CONTAINS")):
            result = self.ingest(name, text)
            self.assertEqual(result["verdict"], f"VERDICT_{verdict}", name)
            match = result["match"]
            self.assertTrue(match["article"].startswith("articles/"))
            self.assertTrue(0.3 <= match["jaccard"] <= 1, match)
            self.assertTrue(match["jaccard"] <= match["containment"] <= 1, match)
            self.assertTrue(match["jaccard"] <= match["matchContainment"] <= 1, match)
            same = result["cluster"] == first["cluster"]
            self.assertEqual(same, verdict != "RELATED", name)
        self.assertEqual(self.ingest("goc", FERRY)["verdict"], "VERDICT_UNCHANGED")
        changed = self.ingest("goc", EDITED)
        self.assertEqual(changed["verdict"], "VERDICT_NEW_VERSION")
        self.assertEqual(changed["article"], first["article"])
        self.assertNotEqual(changed["match"]["article"], first["article"])
        self.check_at_rest()

    def test_workers_say_the_same_with_either_sink(self):
        for name, text in (("1.txt", FERRY), ("2.txt", EDITED), ("3.txt", ABRIDGED)):
            self.write(name, text)
        files = [self.folder / f"{i}.txt" for i in (1, 2, 3)]
        lines = [self.run_program("KHOTIN_INGEST", "--json", *sink, *files)
                 for sink in (("--server", self.server.address),
                              ("--store", self.folder / "second"))]
        self.assertEqual(lines[0], lines[1])
        results = [json.loads(line) for line in lines[0].splitlines()]
        self.assertEqual([result["verdict"] for result in results],
                         ["NEW", "NEAR_DUPLICATE", "CONTAINED_IN"])
        self.assertNotIn("match", results[0])
        match = results[1]["match"]
        self.assertEqual(match["article"], results[0]["article"])
        self.assertEqual(match["relation"], "DUPLICATE_RELATION_NEAR")
        self.assertEqual(set(match), {"article", "relation", "jaccard", "containment",
                                      "matchContainment"})

    def test_the_summary_of_a_run_counts_them(self):
        self.write("1.txt", FERRY)
        self.write("2.txt", EDITED)
        done = subprocess.run([os.environ["KHOTIN_INGEST"], "--server", self.server.address,
                               self.folder / "1.txt", self.folder / "2.txt"], check=True,
                              capture_output=True, encoding="utf-8")
        self.assertIn("  NEAR_DUPLICATE: 1\n  NEW: 1\n", done.stdout + done.stderr)


class ReadingTest(ClusterTestCase):
    def setUp(self):
        super().setUp()
        self.results = {name: self.ingest(name, text) for name, text in
                        (("goc", FERRY), ("sua", EDITED), ("gon", ABRIDGED), ("gieng", WELL))}
        self.name = self.results["goc"]["cluster"]

    def test_a_cluster_and_its_members(self):
        cluster = self.cluster(self.name)
        self.assertEqual(cluster.article_count, 3)
        self.assertEqual(cluster.canonical.name, self.results["goc"]["article"])
        self.assertTrue(cluster.canonical.title)
        self.assertFalse(cluster.canonical.body)
        for page_size in (0, 1, 2):
            members = self.members(self.name, page_size)
            self.assertEqual([member.article.name for member in members],
                             [self.results[name]["article"] for name in ("goc", "sua", "gon")])
        self.assertEqual([member.canonical for member in members], [True, False, False])
        self.assertFalse(members[0].HasField("match"))
        self.assertEqual(members[1].match.relation, duplicate_pb2.DUPLICATE_RELATION_NEAR)
        self.assertEqual(members[2].match.relation, duplicate_pb2.DUPLICATE_RELATION_CONTAINED_IN)
        self.assertGreaterEqual(members[2].match.containment, 0.8)

    def test_lists_by_size_and_by_time_page_by_page(self):
        self.ingest("gieng-2", WELL)
        sizes = cluster_service_pb2.CLUSTER_ORDER_SIZE
        times = cluster_service_pb2.CLUSTER_ORDER_TIME
        wells = self.results["gieng"]["cluster"]
        for page_size in (1, 2, 10):
            self.assertEqual(self.list_names(sizes, page_size), [self.name, wells])
            self.assertEqual(self.list_names(times, page_size), [wells, self.name])
        first = self.clusters.ListClusters(
            cluster_service_pb2.ListClustersRequest(order=sizes, page_size=1), timeout=SECONDS)
        self.refused(INVALID, self.clusters.ListClusters, cluster_service_pb2.ListClustersRequest(
            order=times, page_size=1, page_token=first.next_page_token))

    def test_what_the_caller_gets_wrong(self):
        for name, code in (("x", INVALID), ("clusters/", INVALID), ("articles/x", INVALID),
                           ("clusters/nosuch", NOT_FOUND)):
            self.refused(code, self.clusters.GetCluster,
                         cluster_service_pb2.GetClusterRequest(name=name))
            self.refused(code, self.clusters.ListClusterArticles,
                         cluster_service_pb2.ListClusterArticlesRequest(name=name))
        self.refused(INVALID, self.clusters.ListClusters,
                     cluster_service_pb2.ListClustersRequest(order=9))
        self.refused(INVALID, self.clusters.ListClusters,
                     cluster_service_pb2.ListClustersRequest(page_size=-1))
        self.refused(INVALID, self.clusters.ListClusterArticles,
                     cluster_service_pb2.ListClusterArticlesRequest(name=self.name,
                                                                    page_token="made up"))
        self.refused(grpc.StatusCode.UNAVAILABLE, self.clusters.GetCluster,
                     cluster_service_pb2.GetClusterRequest(name=self.name, min_revision=99))

    def test_clusters_in_the_shell(self):
        shown = self.khotin_json("cluster", self.name)
        self.assertEqual(shown["cluster"]["articleCount"], "3")
        self.assertEqual(len(shown["articles"]), 3)
        self.assertEqual(self.khotin_json("cluster", "bao.example/sua"), shown)
        self.assertEqual(self.khotin_json("cluster", self.name.removeprefix("clusters/")), shown)
        text = self.khotin("cluster", self.name)
        self.assertIn("3 articles", text)
        self.assertIn("near duplicate of " + self.results["goc"]["article"], text)
        self.assertIn("  canonical\n", text)
        self.assertIn("There are more", self.khotin("cluster", self.name, "--limit", "2"))
        listed = self.khotin_json("clusters")["clusters"]
        self.assertEqual([cluster["name"] for cluster in listed], [self.name])
        self.assertIn(self.name, self.khotin("clusters", "--by", "time"))
        self.khotin("clusters", "--by", "colour", code=2)
        self.khotin("cluster", "clusters/nosuch", code=1)
        self.assertIn("(3 articles in this cluster)", self.khotin("get", "bao.example/gon"))
        self.assertNotIn("in this cluster", self.khotin("get", "bao.example/gieng"))


class UnionTest(ClusterTestCase):
    def test_clusters_that_were_united_keep_their_names(self):
        front = joined(paragraphs(FERRY)[:4])
        back = joined([paragraphs(FERRY)[0]] + paragraphs(FERRY)[4:])
        old = [self.ingest("dau", front)["cluster"], self.ingest("cuoi", back)["cluster"]]
        self.assertEqual(len(set(old)), 2)
        united = self.ingest("ca", FERRY)["cluster"]
        for name in old:
            self.assertEqual(self.cluster(name).name, united)
            self.assertEqual(self.cluster(name).article_count, 3)
            self.assertEqual(len(self.members(name)), 3)
        exported = [json.loads(line) for line in self.khotin("export").splitlines()]
        self.assertEqual({article["cluster"] for article in exported}, {united})


class CheckTest(ClusterTestCase):
    def check(self, text, url="", code=None):
        raw = ingest_service_pb2.RawDocument(input="tin", url=url, content=text.encode())
        request = cluster_service_pb2.CheckDuplicateRequest(document=raw)
        if code is not None:
            return self.refused(code, self.clusters.CheckDuplicate, request)
        return self.clusters.CheckDuplicate(request, timeout=SECONDS)

    def test_a_check_says_what_ingestion_would_and_stores_nothing(self):
        first = self.ingest("goc", FERRY)
        before = self.status()
        near = self.check(EDITED, "https://bao.example/sua")
        self.assertEqual(near.verdict, ingest_service_pb2.VERDICT_NEAR_DUPLICATE)
        self.assertEqual((near.article, near.cluster), ("", first["cluster"]))
        self.assertEqual([match.article for match in near.matches], [first["article"]])
        known = self.check(FERRY, "https://bao.example/goc")
        self.assertEqual(known.verdict, ingest_service_pb2.VERDICT_UNCHANGED)
        self.assertEqual(known.article, first["article"])
        changed = self.check(EDITED, "https://bao.example/goc")
        self.assertEqual(changed.verdict, ingest_service_pb2.VERDICT_NEW_VERSION)
        new = self.check(WELL)
        self.assertEqual((new.verdict, new.cluster), (ingest_service_pb2.VERDICT_NEW, ""))
        self.assertEqual(self.status(), before)
        self.assertEqual(self.ingest("sua", EDITED)["match"]["jaccard"], near.matches[0].jaccard)

    def test_what_cannot_be_read_is_said_and_not_kept(self):
        before = self.status()
        self.assertIn("empty", self.check("", code=INVALID))
        self.refused(INVALID, self.clusters.CheckDuplicate,
                     cluster_service_pb2.CheckDuplicateRequest())
        self.check(FERRY, "no url", code=INVALID)
        raw = ingest_service_pb2.RawDocument(content=b"Ch\xe1\xbb\xa3 \xff\xff\xfe\n\nhoa \xff")
        self.refused(INVALID, self.clusters.CheckDuplicate,
                     cluster_service_pb2.CheckDuplicateRequest(document=raw))
        raw = ingest_service_pb2.RawDocument(content=b"a" * ((16 << 20) + 1))
        self.refused(INVALID, self.clusters.CheckDuplicate,
                     cluster_service_pb2.CheckDuplicateRequest(document=raw))
        self.assertEqual(self.status(), before)

    def test_a_check_in_the_shell(self):
        first = self.ingest("goc", FERRY)
        path = self.write("gon.txt", ABRIDGED)
        text = self.khotin("duplicate", path)
        self.assertIn("CONTAINED_IN  " + first["cluster"], text)
        self.assertIn("contained in " + first["article"], text)
        reply = json.loads(self.khotin("duplicate", "-", "--source", "Báo Làng", "--json",
                                       stdin=ABRIDGED))
        self.assertEqual(reply["verdict"], "VERDICT_CONTAINED_IN")
        self.khotin("duplicate", self.write("trong.txt", ""), code=1)
        self.assertEqual(self.status()[1], 1)


class DeletionTest(ClusterTestCase):
    def test_a_deleted_canonical_article_is_replaced_by_the_next_best(self):
        first = self.ingest("goc", FERRY)
        near = self.ingest("sua", EDITED)
        self.ingest("gon", ABRIDGED)
        self.assertEqual(self.cluster(first["cluster"]).canonical.name, first["article"])
        self.assertIn("removed " + first["article"],
                      self.khotin("delete", "bao.example/goc", "--yes"))
        self.khotin("get", first["article"], code=1)
        self.khotin("get", "bao.example/goc", code=1)
        cluster = self.cluster(first["cluster"])
        self.assertEqual(cluster.article_count, 2)
        self.assertEqual(cluster.canonical.name, near["article"])
        self.assertEqual(self.members(cluster.name)[0].match.article, first["article"])
        again = self.ingest("goc", FERRY)
        self.assertEqual(again["verdict"], "VERDICT_NEAR_DUPLICATE")
        self.assertEqual(again["article"], first["article"])
        self.assertEqual(self.khotin_json("get", again["article"])["article"]["version"], 1)
        self.check_at_rest()

    def test_all_versions_go_and_the_same_document_is_new_again(self):
        article = self.ingest("gieng", WELL)["article"]
        self.ingest("gieng", FERRY)
        self.assertEqual(self.status()[1:4], (1, 2, 1))
        deleted = self.khotin_json("delete", article, "--yes")
        self.assertEqual(deleted["revision"], "3")
        self.assertEqual(self.status(), (3, 0, 0, 0, 0))
        self.assertEqual(self.khotin_json("search", "giếng đò").get("results", []), [])
        self.assertEqual(self.ingest("gieng", WELL)["verdict"], "VERDICT_NEW")
        self.check_at_rest()

    def test_deleting_what_is_not_there_or_unasked(self):
        article = self.ingest("gieng", WELL)["article"]
        self.khotin("delete", article, code=2, stdin="y\n")
        for name, code in (("articles/nosuch", NOT_FOUND), ("gieng", INVALID), ("", INVALID)):
            self.refused(code, self.articles.DeleteArticle,
                         article_service_pb2.DeleteArticleRequest(name=name))
        self.khotin("delete", "nosuch", article, "--yes", code=1)
        self.assertEqual(self.status()[1], 0)


class TrustTest(ClusterTestCase):
    def test_of_copies_alike_that_of_a_trusted_source_is_canonical(self):
        first = self.ingest("goc", FERRY, host="mot.example")
        second = self.ingest("goc", FERRY, host="hai.example")
        self.assertEqual(self.cluster(first["cluster"]).canonical.name, first["article"])
        before = self.status()[0]
        self.assertIn("ba.example is trusted", self.khotin("trust", "WWW.ba.example"))
        self.assertEqual(self.khotin_json("trust", "ba.example")["revision"], str(before + 1))
        third = self.ingest("goc", FERRY, host="www.ba.example")
        self.assertEqual(self.cluster(first["cluster"]).canonical.name, third["article"])
        sources = self.khotin_json("status", "--sources")["sources"]
        self.assertEqual([source["source"] for source in sources if source.get("trusted")],
                         ["ba.example"])
        self.assertIn("ba.example (trusted)", self.khotin("status", "--sources"))
        self.assertIn("is not trusted", self.khotin("trust", "--revoke", "ba.example"))
        self.khotin("trust", "--revoke", "bon.example", code=1)
        self.assertEqual(self.cluster(second["cluster"]).canonical.name, third["article"])
        self.check_at_rest()

    def test_what_the_caller_gets_wrong(self):
        for request in (admin_service_pb2.UpdateSourceRequest(trusted=True),
                        admin_service_pb2.UpdateSourceRequest(source="bao.example"),
                        admin_service_pb2.UpdateSourceRequest(source="x" * 300, trusted=True),
                        admin_service_pb2.UpdateSourceRequest(source="a\0b", trusted=True)):
            self.refused(INVALID, self.admin.UpdateSource, request)


if __name__ == "__main__":
    unittest.main(verbosity=2)
