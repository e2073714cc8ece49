"""The comparison of search engines: a corpus is made and asked, and the report tells the truth.

The programs are those of KHOTIN_BENCHMARK_BIN; where benchmarks are not built, only the report is
tested.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORT = ROOT / "benchmarks" / "search_peers" / "report.py"
BIN = os.environ.get("KHOTIN_BENCHMARK_BIN", "")

WORDS = ("sáng nay ở bến cảng người ta đếm thùng cá rồi chở lên chợ huyện trời mưa nhẹ gió thổi "
         "thuyền về muộn hơn mọi ngày giá cá tăng dân làng vui mừng trẻ con chạy theo xe").split()


def article(number):
    """A title, and two paragraphs in which every article has words of its own order."""
    def run(begin, length, step):
        return [WORDS[(begin + step * i) % len(WORDS)] for i in range(length)]

    sentences = [" ".join(run(number * 7 + i, 12, 1 + i % 3)).capitalize() + "." for i in range(20)]
    return "\n".join([" ".join(run(number, 8, 2)), " ".join(sentences[:3]),
                      " ".join(sentences[3:])])


def results(*lines):
    return "".join("\t".join(line) + "\n" for line in lines)


def query(name, number, cpu, count, hits):
    return ("query", name, str(number), str(cpu), str(2 * cpu), str(count), hits)


class ReportTest(unittest.TestCase):
    def report(self, files, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                pathlib.Path(folder, name).write_text(text, encoding="utf-8")
            run = subprocess.run([sys.executable, REPORT, folder, *arguments], capture_output=True,
                                 text=True, check=False)
            return run.returncode, run.stdout

    def test_ratios_are_to_the_faster_state_of_lucene_over_the_same_queries(self):
        code, out = self.report({
            "khotin.tsv": results(query("and", 0, 50, 3, "1:2.0")),
            "lucene.tsv": results(query("and", 0, 400, 3, "1:2.0"), query("and", 1, 900, 3, "")),
            "lucene-merged.tsv": results(query("and", 0, 200, 3, "1:2.0"),
                                         query("and", 1, 9000, 3, ""))})
        self.assertEqual(code, 0, out)
        row = next(line for line in out.splitlines() if line.startswith("Khotin") and "0.250" in line)
        self.assertEqual(row.split(), ["Khotin", "50", "50", "50", "0.250", "0.250", "1"])

    def test_answers_that_differ_are_counted(self):
        _, out = self.report({
            "khotin.tsv": results(query("and", 0, 1, 2, "1:3 2:1"), query("and", 1, 1, 5, "4:1")),
            "lucene.tsv": results(query("and", 0, 1, 2, "2:3 1:1"), query("and", 1, 1, 6, "5:1"))})
        self.assertIn("and 1/2 0.50 0.00", out)

    def test_a_peer_that_is_not_installed_is_named_with_the_reason(self):
        _, out = self.report({
            "khotin.tsv": results(("skipped", "filtered", "no filters"), query("or", 0, 7, 1, "1:1")),
            "xapian.skipped": "needs libxapian-dev\n"})
        self.assertIn("Xapian skipped: needs libxapian-dev", out)
        self.assertIn("skipped: no filters", out)

    def test_no_results_fail(self):
        self.assertEqual(self.report({})[0], 1)


@unittest.skipUnless(BIN, "benchmarks are not built")
class CorpusTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "news").mkdir()
        for number in range(30):
            (self.folder / "news" / f"{number:03}.txt").write_text(article(number),
                                                                   encoding="utf-8")

    def run_program(self, name, *arguments):
        subprocess.run([pathlib.Path(BIN, name), *map(str, arguments)], check=True,
                       stdout=subprocess.DEVNULL)

    def make(self, name, count):
        self.run_program("search_documents", self.folder / "news", self.folder / name, count)
        return [(self.folder / f"{name}.{form}.tsv").read_text(encoding="utf-8").splitlines()
                for form in ("raw", "folded")]

    def test_made_documents_are_the_same_every_time(self):
        raw, folded = self.make("a", 100)
        self.assertEqual((raw, folded), tuple(self.make("b", 100)))
        self.assertEqual((len(raw), len(folded)), (100, 100))
        self.assertGreater(len(set(folded)), 90)

    def test_every_query_finds_the_document_it_was_drawn_from(self):
        self.make("a", 60)
        queries = self.folder / "queries.tsv"
        self.run_program("search_queries", self.folder / "a.folded.tsv", queries, 20)
        self.run_program("khotin_runner", self.folder / "a.raw.tsv", queries,
                         self.folder / "khotin.index", self.folder / "khotin.tsv")
        asked = [line.split("\t") for line in queries.read_text(encoding="utf-8").splitlines()]
        lines = [line.split("\t")
                 for line in (self.folder / "khotin.tsv").read_text(encoding="utf-8").splitlines()]
        answered = {int(line[2]): line for line in lines if line[0] == "query"}
        self.assertEqual({name for name, *_ in asked}, {"and", "or", "phrase", "title", "filtered"})
        for number, line in answered.items():
            self.assertEqual(line[1], asked[number][0])
            self.assertGreater(int(line[5]), 0, asked[number])


if __name__ == "__main__":
    unittest.main()
