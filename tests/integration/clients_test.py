"""The example clients of all languages do the same on a real server, with the same output."""

import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
import example_clients
import sample_articles
from khotin_server import KhotinServer
from prose import prose


class ClientCases:
    language = ""

    @classmethod
    def setUpClass(cls):
        cls.client = example_clients.find(cls.language)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-clients-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = KhotinServer(self.folder / "store")
        self.server.start()
        self.addCleanup(lambda: self.server.terminate())

    def run_client(self, *arguments, code=0):
        """The lines that it prints, as lists of fields."""
        done = self.client.run(*arguments, server=self.server.address)
        self.assertEqual(done.returncode, code, done.stderr)
        self.error = done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]

    def articles_file(self):
        """A .jsonl file of the samples, with a broken line in the middle."""
        lines = [json.dumps({"url": url, "text": text}, ensure_ascii=False)
                 for _, url, text in sample_articles.ALL]
        path = self.folder / "articles.jsonl"
        path.write_text("\n".join([lines[0], "{\"url\":", "", *lines[1:], ""]), encoding="utf-8")
        return path

    def new_article(self, number):
        """A file with an article like no other."""
        path = self.folder / f"tin-{number}.json"
        path.write_text(json.dumps({"url": f"https://bao.example/tin-{number}",
                                    "title": f"Tin làng số {number}", "text": prose(number)}))
        return path

    def restart_server(self):
        port = int(self.server.address.rsplit(":", 1)[1])
        self.server = KhotinServer(self.server.store, port=port)
        self.server.start()

    def test_what_is_ingested_is_new_then_unchanged_or_refused(self):
        path = self.articles_file()
        first = self.run_client("ingest", path, code=1)
        self.assertEqual([fields[:2] for fields in first[:-1]],
                         [["NEW", f"{path}#1"], ["REFUSED", f"{path}#2"], ["NEW", f"{path}#4"],
                          ["NEW", f"{path}#5"]])
        self.assertIn("malformed JSON", first[1][2])
        again = self.run_client("ingest", path, code=1)
        self.assertEqual([fields[0] for fields in again[:-1]],
                         ["UNCHANGED", "REFUSED", "UNCHANGED", "UNCHANGED"])
        self.assertEqual([fields[2:] for fields in again], [fields[2:] for fields in first])

    def test_own_writes_are_found_page_by_page(self):
        said, revision = self.run_client("ingest", self.articles_file(), code=1)[-1]
        self.assertEqual(said, "revision")
        whole = self.run_client("search", "--min-revision", revision, "hoa", "binh")
        self.assertEqual(whole[0], ["total", "2", "EXACT"])
        self.assertEqual(len(whole), 3)
        self.assertEqual(self.run_client("search", "--page-size", 1, "hoa binh"), whole)
        self.assertEqual(self.run_client("search", "--page-size", 1, "--limit", 1, "hoa binh"),
                         whole[:2])

    def test_a_result_shows_what_was_found(self):
        self.run_client("ingest", self.articles_file(), code=1)
        total, (name, title, snippet) = self.run_client("search", "gin giu hoa binh")
        self.assertEqual(total, ["total", "1", "EXACT"])
        self.assertEqual(title, "Năm sĩ quan Công an lên đường gìn giữ hòa bình")
        self.assertIn("«gìn giữ hòa bình»", snippet)
        shown = self.run_client("get", name)
        self.assertEqual(shown[0], [title])
        self.assertIn("thủ đô Juba", "\n".join(line for fields in shown for line in fields))

    def test_an_error_of_the_caller_ends_at_once(self):
        self.run_client("get", "articles/nosuch", code=3)
        self.assertIn("NOT_FOUND: ", self.error)
        self.run_client("search", '"hoa binh', code=3)
        self.assertIn("INVALID_ARGUMENT: column 1", self.error)
        self.run_client("watch", "--after", 99, code=3)
        self.assertIn("OUT_OF_RANGE: ", self.error)
        self.assertNotIn("trying again", self.error)
        self.run_client("nosuch", code=2)

    def test_what_is_missing_behind_a_command_is_named(self):
        for command, missing in (("ingest", "FILE"), ("search", "WORD"), ("get", "articles/ID")):
            with self.subTest(command=command):
                self.assertEqual(self.run_client(command, "--timeout", 5, code=2), [])
                self.assertIn(f"{command}: expected {missing}", self.error)
                self.assertIn("watch", self.error, "how it is called")

    def test_a_watch_goes_on_where_the_last_one_ended(self):
        self.run_client("ingest", self.articles_file(), code=1)
        state = self.folder / "position"
        first = self.run_client("watch", "--after", 0, "--state", state, "--limit", 3)
        self.assertEqual([fields[0] for fields in first], ["ADDED"] * 3)
        self.assertEqual(first[0][2], "Năm sĩ quan Công an lên đường gìn giữ hòa bình")
        ingested = self.run_client("ingest", self.new_article(1))
        self.assertEqual(self.run_client("watch", "--state", state, "--limit", 1),
                         [["ADDED", ingested[0][2], "Tin làng số 1"]])
        self.assertEqual(state.read_text(), ingested[-1][1] + "\n")

    def test_a_watch_goes_on_over_a_killed_server(self):
        self.run_client("ingest", self.new_article(1))
        with self.client.start("watch", "--after", 0, "--limit", 2,
                               server=self.server.address) as watch:
            self.addCleanup(watch.kill)
            self.assertIn("Tin làng số 1", watch.stdout.readline())
            self.server.kill()
            self.assertIn("going on after revision 1", watch.stderr.readline())
            self.restart_server()
            self.run_client("ingest", self.new_article(2))
            rest, _ = watch.communicate(timeout=example_clients.SECONDS)
        self.assertEqual(watch.returncode, 0)
        self.assertEqual([line.split("\t")[2] for line in rest.splitlines()], ["Tin làng số 2"],
                         "nothing is told twice, nothing is left out")

    def test_a_call_outlasts_a_server_that_is_away(self):
        self.run_client("ingest", self.new_article(1))
        self.assertEqual(self.server.terminate(), 0)
        with self.client.start("search", "tin làng số", server=self.server.address) as search:
            self.addCleanup(search.kill)
            self.assertRegex(search.stderr.readline(), "UNAVAILABLE: .*; trying again")
            self.restart_server()
            out, _ = search.communicate(timeout=example_clients.SECONDS)
        self.assertEqual(search.returncode, 0)
        self.assertIn("Tin làng số 1", out)


class PythonClientTest(ClientCases, unittest.TestCase):
    language = "python"


class NodeClientTest(ClientCases, unittest.TestCase):
    language = "node"


class GoClientTest(ClientCases, unittest.TestCase):
    language = "go"


if __name__ == "__main__":
    unittest.main()
