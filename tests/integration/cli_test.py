"""Runs every command of khotin against a real server."""

import json
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
import sample_articles
from khotin_command import run
from khotin_server import KhotinServer, free_port

def slices(text, spans):
    """The stretches of `text` at offsets in bytes of UTF-8; proto3 JSON leaves out a 0."""
    raw = text.encode("utf-8")
    return [raw[span.get("begin", 0):span["end"]].decode("utf-8") for span in spans]


class ServerTestCase(unittest.TestCase):
    """One server with the sample articles for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="khotin-cli-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.server = KhotinServer(cls.folder / "store")
        cls.server.start()
        cls.addClassCleanup(cls.server.terminate)
        cls.names = []
        for file_name, url, text in sample_articles.ALL:
            path = cls.folder / file_name
            path.write_text(text, encoding="utf-8")
            reply = cls.khotin_json("ingest", str(path), "--url", url)
            cls.names.append(reply["results"][0]["article"])

    @classmethod
    def khotin(cls, *arguments, code=0, stdin=None):
        """Standard output of a command that is expected to end with `code`."""
        got, out, err = run(*arguments, server=cls.server.address, stdin=stdin)
        if got != code:
            raise AssertionError(f"{arguments}: exit code {got}, not {code}\n{out}\n{err}")
        return out if code == 0 else out + err

    @classmethod
    def khotin_json(cls, *arguments):
        return json.loads(cls.khotin(*arguments, "--json"))


class ReadTest(ServerTestCase):
    def test_get_by_name_id_and_url(self):
        name = self.names[0]
        for ref in (name, name.removeprefix("articles/"), "https://www.bao.example/gin-giu",
                    "bao.example/gin-giu"):
            article = self.khotin_json("get", ref)["article"]
            self.assertEqual(article["name"], name)
            self.assertEqual(article["title"], "Năm sĩ quan Công an lên đường gìn giữ hòa bình")
        self.assertEqual(self.khotin_json("get", name, "--version", "1")["article"]["version"], 1)

    def test_get_for_people(self):
        text = self.khotin("get", self.names[0])
        self.assertIn("Năm sĩ quan Công an lên đường gìn giữ hòa bình\n", text)
        self.assertIn("2023-11-15 09:15", text)
        self.assertNotIn("\x1b", text)
        self.assertNotIn("entities/person/to-lam", text)
        self.assertIn("entities/person/to-lam", self.khotin("get", self.names[0], "--mentions"))
        self.assertIn("Removed", self.khotin("get", self.names[0], "--removed"))

    def test_get_of_an_unknown_article(self):
        self.assertIn("nosuch", self.khotin("get", "articles/nosuch", code=1))
        self.assertIn("khotin search", self.khotin("get", "bao.example/nosuch", code=1))
        self.khotin("get", self.names[0], "--version", "7", code=1)
        self.khotin("get", self.names[0], "--version", "-1", code=2)

    def test_list(self):
        listed = self.khotin_json("list", "--page-size", "1")["articles"]
        self.assertEqual(sorted(article["name"] for article in listed), sorted(self.names))
        self.assertTrue(all("body" not in article for article in listed))
        two = self.khotin_json("list", "--limit", "2")
        self.assertEqual(len(two["articles"]), 2)
        self.assertTrue(two["nextPageToken"])
        self.assertIn("Chợ hoa đêm họp sớm hơn mọi năm", self.khotin("list"))

    def test_export(self):
        lines = self.khotin("export").splitlines()
        articles = {article["name"]: article for article in map(json.loads, lines)}
        self.assertEqual(sorted(articles), sorted(self.names))
        article = articles[self.names[1]]
        self.assertEqual(article["url"], "https://bao.example/cho-hoa")
        self.assertTrue(article["cluster"].startswith("clusters/"))
        self.assertTrue(article["body"])
        self.assertEqual(self.khotin("export", "--json").splitlines(), lines)

    def test_status(self):
        status = self.khotin_json("status")
        self.assertEqual(status["articleCount"], "3")
        self.assertTrue(status["writable"])
        self.assertIn("3 in 3 versions", self.khotin("status"))


class SearchTest(ServerTestCase):
    def test_words_without_diacritics_find_those_with(self):
        reply = self.khotin_json("search", "gin giu hoa binh")
        self.assertEqual(reply["totalSize"], "1")
        (result,) = reply["results"]
        self.assertEqual(result["article"]["name"], self.names[0])
        snippet = result["snippet"]
        self.assertIn("gìn giữ hòa bình", slices(snippet["text"], snippet["highlights"]))
        self.check_highlights(result)

    def check_highlights(self, result):
        article = self.khotin_json("get", result["article"]["name"])["article"]
        found = set()
        for span in result["highlights"]:
            text = {"TEXT_FIELD_TITLE": lambda _: article["title"],
                    "TEXT_FIELD_LEAD": lambda _: article["lead"],
                    "TEXT_FIELD_BODY": lambda block: article["body"][block]["text"],
                    }[span["field"]](span.get("block", 0))
            found.update(slices(text, [span]))
        self.assertIn("gìn giữ hòa bình", found)

    def test_for_people(self):
        text = self.khotin("search", "gin", "giu")
        self.assertIn("1 article matches", text)
        self.assertIn("Năm sĩ quan Công an lên đường gìn giữ hòa bình", text)
        self.assertIn("bao.example · 2023-11-15 09:15 · " + self.names[0], text)
        self.assertNotIn("\x1b", text)
        self.assertIn("No article matches", self.khotin("search", "vũ trụ"))

    def test_what_is_no_text_is_refused_with_the_byte(self):
        for command, field in (("search", "query"), ("suggest", "text"), ("get", "name")):
            said = self.khotin(command, "x\udcff", code=2)
            self.assertIn(f"{field}: invalid UTF-8 at byte 1", said)
            self.assertNotIn("protobuf", said)

    def test_limit_goes_over_pages(self):
        whole = self.khotin_json("search", "hoa")["results"]
        paged = self.khotin_json("search", "hoa", "--page-size", "1")["results"]
        self.assertGreater(len(whole), 1)
        self.assertEqual([r["article"]["name"] for r in paged],
                         [r["article"]["name"] for r in whole])
        one = self.khotin_json("search", "hoa", "--limit", "1")
        self.assertEqual(len(one["results"]), 1)
        self.assertTrue(one["nextPageToken"])

    def test_exclusion_and_phrase(self):
        def names(query):
            reply = json.loads(self.khotin("search", "--json", "--", query))
            return {r["article"]["name"] for r in reply.get("results", [])}
        self.assertEqual(names("hòa bình -juba"), {self.names[2]})
        self.assertEqual(names('-juba "hoa binh"'), {self.names[2]})
        self.assertEqual(names('"bình hòa"'), set())

    def test_a_malformed_query_names_the_column(self):
        self.assertIn('"hòa bình: column 1', self.khotin("search", '"hòa bình', code=2))
        self.khotin("search", code=2)

    def test_filters_narrow(self):
        def names(*arguments):
            reply = self.khotin_json("search", *arguments)
            return [result["article"]["name"] for result in reply.get("results", [])]
        self.assertEqual(names("hòa bình", "--date", "2023"), [self.names[0]])
        self.assertEqual(names("--entity", "Tô Lâm", "hòa", "bình", "--date", "..2022"),
                         [self.names[2]])
        self.assertEqual(names("--source", "bao.example"),
                         [self.names[1], self.names[0], self.names[2]])
        self.assertEqual(names("--source", "bao.example", "--sort", "oldest", "--page-size", "1"),
                         [self.names[2], self.names[0], self.names[1]])
        self.assertEqual(names("hoa", "--source", "other.example", "--source", "x.example"), [])
        self.assertIn("khotin: filters.date: expected a date such as",
                      self.khotin("search", "hoa", "--date", "mai", code=2))
        self.khotin("search", "hoa", "--sort", "size", code=2)

    def test_counts_for_people(self):
        text = self.khotin("search", "--source", "bao.example", "--facet", "source",
                           "--facet", "author", "--histogram", "year", "--limit", "1")
        self.assertTrue(text.startswith("3 articles match; the newest 1.\n"
                                        "sources: bao.example 3\nauthors: none 3\n"
                                        "published:\n  2022  1\n  2023  1\n  2024  1\n\n"), text)

    def test_counts_stand_once_over_pages(self):
        reply = self.khotin_json("search", "hoa", "--facet", "source", "--histogram", "month",
                                 "--exact", "--page-size", "1")
        self.assertEqual([f["field"] for f in reply["facets"]], ["FACET_FIELD_SOURCE"])
        self.assertEqual(reply["totalRelation"], "TOTAL_RELATION_EXACT")
        self.assertEqual(len(reply["results"]), int(reply["totalSize"]))
        self.assertEqual([b["startDate"] for b in reply["histogram"]],
                         sorted({b["startDate"] for b in reply["histogram"]}))

    def test_filters_hold_for_every_query_of_a_file(self):
        queries = self.folder / "filtered.txt"
        queries.write_text("hoa\n\nhòa bình\n", encoding="utf-8")
        out = self.khotin("search", "--queries", str(queries), "--date", "2023", "--json")
        found = [[r["article"]["name"] for r in json.loads(line)["results"]]
                 for line in out.splitlines()]
        self.assertEqual(found, [[self.names[0]]] * 3)

    def test_queries_gives_one_line_a_query(self):
        queries = self.folder / "queries.txt"
        queries.write_text('gin giu hoa binh\n"unclosed\n\nchợ hoa\n', encoding="utf-8")
        out = run("search", "--queries", str(queries), "--json", server=self.server.address)
        replies = [json.loads(line) for line in out[1].splitlines()]
        self.assertEqual(len(replies), 4)
        self.assertEqual(replies[0]["results"][0]["article"]["name"], self.names[0])
        self.assertIn("column", replies[1]["error"])
        self.assertIn("error", replies[2])
        self.assertEqual(replies[3]["results"][0]["article"]["name"], self.names[1])
        self.assertEqual(out[0], 2)
        self.khotin("search", "--queries", str(queries), code=2)
        self.khotin("search", "--queries", "/nosuch/file", "--json", code=3)


class DuplicatesTest(ServerTestCase):
    def test_duplicates_are_counted_and_listed_on_request(self):
        copy = self.folder / "copy.txt"
        copy.write_text(sample_articles.MARKET[2], encoding="utf-8")
        for url in ("https://tin.example/cho-hoa", "https://kho.example/cho-hoa"):
            self.khotin("ingest", str(copy), "--url", url)
        text = self.khotin("search", "chợ hoa đêm")
        self.assertIn("1 article matches (+2 duplicates).\n", text)
        self.assertIn(" · +2 duplicates\n", text)
        self.assertEqual(text.count("Chợ hoa đêm họp sớm"), 1)
        reply = self.khotin_json("search", "chợ hoa đêm")
        self.assertEqual((reply["totalSize"], reply["collapsedSize"]), ("1", "2"))
        self.assertEqual([r["collapsedCount"] for r in reply["results"]], ["2"])
        every = self.khotin("search", "chợ hoa đêm", "--duplicates")
        self.assertIn("3 articles match.\n", every)
        self.assertNotIn("+", every)
        reply = self.khotin_json("search", "chợ hoa đêm", "--duplicates", "--page-size", "1")
        self.assertEqual(len({r["article"]["name"] for r in reply["results"]}), 3)
        self.assertNotIn("collapsedSize", reply)


class EntityTest(ServerTestCase):
    def test_a_name_without_diacritics_resolves(self):
        best = self.khotin_json("entity", "to lam")["matches"][0]
        self.assertEqual(best["entity"]["name"], "entities/person/to-lam")
        self.assertEqual(best["entity"]["displayName"], "Tô Lâm")
        self.assertEqual(best["entity"]["articleCount"], "2")
        self.assertEqual(best["match"], "NAME_MATCH_FOLDED")

    def test_for_people(self):
        text = self.khotin("entity", "to", "lam")
        self.assertIn("Tô Lâm\nperson · 2 articles · entities/person/to-lam\n", text)
        self.assertIn("Năm sĩ quan Công an", text)
        self.assertIn("Lễ khai giảng ở ngôi trường bên sông", text)
        self.assertNotIn("Chợ hoa đêm", text)

    def test_by_resource_name(self):
        reply = self.khotin_json("entity", "entities/person/to-lam")
        self.assertEqual(reply["entity"]["displayName"], "Tô Lâm")
        self.assertIn("2 articles", self.khotin("entity", "entities/person/to-lam"))
        self.khotin("entity", "entities/person/nobody", code=1)

    def test_type_narrows(self):
        self.khotin("entity", "to lam", "--type", "location", code=1)
        self.khotin("entity", "to lam", "--type", "planet", code=2)
        best = self.khotin_json("entity", "ha noi", "--type", "location")["matches"][0]
        self.assertEqual(best["entity"]["displayName"], "Hà Nội")

    def test_an_unknown_name(self):
        self.assertIn("khong co ai", self.khotin("entity", "khong co ai", code=1))


class WriteTest(ServerTestCase):
    def test_ingest_says_what_became_of_it(self):
        path = str(self.folder / sample_articles.PEACE[0])
        out = self.khotin("ingest", path, "--url", sample_articles.PEACE[1])
        self.assertIn("UNCHANGED  " + self.names[0], out)

    def test_changed_text_of_a_url_is_a_new_version(self):
        path = self.folder / "new-version.txt"
        path.write_text(sample_articles.MARKET[2].replace("hai mươi", "ba mươi"), encoding="utf-8")
        out = self.khotin("ingest", str(path), "--url", sample_articles.MARKET[1])
        self.assertIn("NEW_VERSION  " + self.names[1], out)
        newest = self.khotin("get", self.names[1])
        self.assertIn("ba mươi năm", newest)
        older = self.khotin("get", "bao.example/cho-hoa", "--version", "1")
        self.assertIn("hai mươi năm", older)

    def test_refusals_name_the_input(self):
        broken = self.folder / "broken.txt"
        broken.write_bytes(b"\xc3\x28 broken")
        self.assertIn("broken.txt", self.khotin("ingest", str(broken), code=1))
        empty = self.folder / "empty.txt"
        empty.write_bytes(b"")
        self.assertIn("empty.txt", self.khotin("ingest", str(empty), code=1))
        self.assertIn("nosuch.txt", self.khotin("ingest", "nosuch.txt", code=1))
        self.assertIn("khotin-ingest", self.khotin("ingest", str(self.folder), code=2))


class VersionsTest(ServerTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = cls.folder / "cho-hoa-moi.txt"
        text = sample_articles.MARKET[2].replace("hai mươi", "ba mươi")
        path.write_text(text.replace("05:45 20/01/2024", "06:10 20/01/2024") +
                        "\nNgày mai chợ lại họp từ nửa đêm cho đến sáng.\n", encoding="utf-8")
        out = cls.khotin("ingest", str(path), "--url", sample_articles.MARKET[1])
        assert "NEW_VERSION  " + cls.names[1] in out, out

    def test_versions(self):
        reply = self.khotin_json("versions", self.names[1])
        self.assertEqual([v["version"] for v in reply["versions"]], [2, 1])
        for ref in (self.names[1].removeprefix("articles/"), "bao.example/cho-hoa"):
            self.assertEqual(self.khotin_json("versions", ref), reply)
        paged = self.khotin_json("versions", self.names[1], "--page-size", "1")
        self.assertEqual(paged["versions"], reply["versions"])
        one = self.khotin_json("versions", self.names[1], "--limit", "1")
        self.assertEqual(len(one["versions"]), 1)
        self.assertTrue(one["nextPageToken"])

    def test_versions_for_people(self):
        text = self.khotin("versions", self.names[1])
        self.assertRegex(text, r"^version 2 · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC · revision \d+\n"
                         r"  Chợ hoa đêm họp sớm hơn mọi năm\nversion 1 · ")
        self.assertIn(f"`khotin diff {self.names[1]}`", text)
        self.assertIn("There are more", self.khotin("versions", self.names[1], "--limit", "1"))
        self.assertNotIn("diff", self.khotin("versions", self.names[0]))

    def test_diff(self):
        diff = self.khotin_json("diff", self.names[1])
        self.assertEqual((diff["base"]["version"], diff["article"]["version"]), (1, 2))
        self.assertEqual(diff["changedFields"], ["publish_time"])
        changed = [b for b in diff["blocks"] if b["kind"] == "DIFF_KIND_CHANGED"]
        self.assertEqual(len(changed), 1)
        self.assertEqual(slices(changed[0]["baseText"], changed[0]["baseChanges"]), ["hai"])
        self.assertEqual(slices(changed[0]["text"], changed[0]["changes"]), ["ba"])
        self.assertEqual([b["text"] for b in diff["blocks"] if b["kind"] == "DIFF_KIND_ADDED"],
                         ["Ngày mai chợ lại họp từ nửa đêm cho đến sáng."])

    def test_diff_for_people(self):
        text = self.khotin("diff", "bao.example/cho-hoa")
        self.assertTrue(text.startswith(self.names[1] + " version 1 -> version 2\n"), text)
        self.assertIn("also changed: publish_time\n", text)
        self.assertIn("đã [-hai-]{+ba+} mươi năm", text)
        self.assertIn("\n+ Ngày mai chợ lại họp", text)
        self.assertIn("unchanged)", text)
        self.assertNotIn("\x1b", text)
        backwards = self.khotin("diff", self.names[1], "--version", "1", "--base-version", "2")
        self.assertIn("đã [-ba-]{+hai+} mươi năm", backwards)
        self.assertIn("\n- Ngày mai chợ lại họp", backwards)
        same = self.khotin("diff", self.names[1], "--version", "1", "--base-version", "1")
        self.assertIn("The texts are the same.", same)

    def test_diff_of_two_articles(self):
        other = self.names[2].removeprefix("articles/")
        diff = self.khotin_json("diff", self.names[0], "--base", other)
        self.assertEqual(diff["base"]["name"], self.names[2])
        self.assertIn("url", diff["changedFields"])
        by_url = self.khotin_json("diff", "bao.example/gin-giu", "--base",
                                  "bao.example/tham-truong")
        self.assertEqual(by_url, diff)

    def test_what_is_not_there(self):
        self.assertIn("khotin search", self.khotin("versions", "nosuch", code=1))
        self.assertIn("nosuch", self.khotin("diff", "nosuch", code=1))
        self.assertIn("nosuch", self.khotin("diff", self.names[0], "--base", "nosuch", code=1))
        self.assertIn("before version 1", self.khotin("diff", self.names[0], code=1))
        self.khotin("diff", self.names[1], "--version", "9", code=1)
        self.khotin("diff", self.names[1], "--version", "-1", code=2)
        self.khotin("versions", code=2)
        self.khotin("diff", code=2)


class NoServerTest(unittest.TestCase):
    def test_server_down(self):
        address = f"127.0.0.1:{free_port()}"
        for command in (["get", "x"], ["list"], ["search", "x"], ["entity", "x"], ["export"],
                        ["versions", "x"], ["diff", "x"], ["status"], ["ingest", __file__]):
            code, out, err = run(*command, server=address)
            self.assertEqual((code, out), (3, ""), command)
            self.assertIn(address, err)
            self.assertIn("khotin-server --store", err)

    def test_usage(self):
        self.assertEqual(run()[0], 2)
        self.assertEqual(run("nosuch")[0], 2)
        self.assertEqual(run("search", "--nosuch", "x")[0], 2)
        self.assertEqual(run("search", "--help")[0], 0)
        self.assertIn("annotate", run("help")[1])
        self.assertRegex(run("--version")[1], r"^khotin \d+\.\d+\.\d+\n$")


class CheckTest(unittest.TestCase):
    def test_check(self):
        with tempfile.TemporaryDirectory(prefix="khotin-check-") as folder:
            store = pathlib.Path(folder) / "store"
            path = pathlib.Path(folder) / sample_articles.PEACE[0]
            path.write_text(sample_articles.PEACE[2], encoding="utf-8")
            with KhotinServer(store) as server:
                self.assertEqual(run("ingest", str(path), server=server.address)[0], 0)
            code, out, err = run("check", "--store", str(store))
            self.assertEqual(code, 0, err)
            self.assertIn("1 articles", out)
            missing = str(pathlib.Path(folder) / "nosuch")
            code, _, err = run("check", "--store", missing)
            self.assertEqual(code, 1)
            self.assertIn(missing, err)


if __name__ == "__main__":
    unittest.main()
