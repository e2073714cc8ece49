"""Runs khotin-ingest as a script would: contracts of its output, refusals, exit codes."""

import csv
import fcntl
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unicodedata
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin_server import KhotinServer, free_port
from prose import prose

INGEST = os.environ["KHOTIN_INGEST"]
EXAMPLES = ROOT / "examples" / "articles"
NOBODY = 65534

TAKEN, SOME_REFUSED, USAGE, BROKEN_OFF = 0, 1, 2, 3

BLOCK_KINDS = {"BLOCK_KIND_" + kind for kind in
               ("PARAGRAPH", "HEADING", "LIST_ITEM", "QUOTE", "CAPTION", "TABLE_ROW")}


def environment():
    return {key: value for key, value in os.environ.items()
            if not key.startswith("KHOTIN_") and not key.lower().endswith("_proxy")}


def article_text(number):
    return (f"Chuyến đò số {number} cập bến\n\n"
            f"Sáng nay, chuyến đò số {number} đưa mười hai người qua sông Tiền để kịp phiên chợ.\n\n"
            f"{prose(number)}\n\n"
            f"Người lái đò đã đi {number + 100} chuyến cho biết nước lên chậm hơn mọi năm.\n")


class Run:
    """One finished run: `code`, `lines` (parsed), `err`."""

    def __init__(self, *arguments, env=None, **options):
        done = subprocess.run([INGEST, *map(str, arguments)], env={**environment(), **(env or {})},
                              stdin=subprocess.DEVNULL, capture_output=True, check=False,
                              encoding="utf-8", **options)
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def errors(self):
        return {line["input"]: line["error"] for line in self.lines if "error" in line}


class IngestTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-ingest-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def write_articles(self, count, folder="many"):
        for number in range(count):
            self.write(f"{folder}/{number:05}.txt", article_text(number))
        return self.folder / folder

    def assert_refused(self, path, reason, *arguments):
        """The path alone is refused, and an article behind it is taken all the same."""
        good = self.write("zz-good.txt", article_text(1))
        for target in (["--dry-run"], ["--json", "--store", self.folder / "store"]):
            run = Run(*target, *arguments, path, good)
            self.assertEqual(run.code, SOME_REFUSED, run.err)
            refused, taken = run.lines
            self.assertLessEqual(set(refused), {"input", "error", "reason", "quarantine"})
            self.assertEqual("quarantine" in refused, "reason" in refused and "--json" in target)
            self.assertTrue(refused["input"].startswith(str(path)), refused)
            self.assertIn(refused["input"], refused["error"])
            self.assertRegex(refused["error"], reason)
            self.assertEqual(taken["input"], str(good))
            self.assertNotIn("error", taken)
            self.assertIn("  refused: 1\n", run.err)
            self.assertIn(refused["error"], run.err)


class DryRunTest(IngestTestCase):
    def test_one_line_per_document_with_article_and_removed(self):
        path = self.write("tin.txt", "Cầu mới thông xe\n\n06:30 07/05/2024\n\n" + article_text(7) +
                          "\nCó thể bạn quan tâm\n\nChợ nổi đông khách\n\nChợ nổi đông khách\n")
        run = Run("--dry-run", path)
        self.assertEqual(run.code, TAKEN, run.err)
        [line] = run.lines
        self.assertEqual(list(line), ["input", "article", "removed"])
        self.assertEqual(line["input"], str(path))
        article = line["article"]
        self.assertEqual(article["title"], "Cầu mới thông xe")
        self.assertNotIn("removed", article)
        self.assertTrue(article["mentions"])
        for block in article["body"]:
            self.assertIn(block["kind"], BLOCK_KINDS)
            self.assertTrue(block["text"])
        published = article["publishTime"]
        self.assertEqual(published["value"], "2024-05-07T06:30:00+07:00")
        self.assertEqual(published["precision"], "DATE_PRECISION_MINUTE")
        self.assertEqual(published["raw"], "06:30 07/05/2024")
        self.assertEqual(published["origin"], "DATE_ORIGIN_TIMESTAMP_LINE")
        self.assertTrue(line["removed"])
        for span in line["removed"]:
            self.assertLessEqual({"line", "class", "reason", "text"}, set(span))
            self.assertTrue(span["class"] and span["reason"] and span["text"])

    def test_removed_is_there_even_when_nothing_was(self):
        [line] = Run("--dry-run", self.write("tin.txt", article_text(1))).lines
        self.assertEqual(line["removed"], [])

    def test_lines_come_in_input_order(self):
        folder = self.write_articles(300)
        first = self.write("zz.txt", article_text(1))
        expected = [str(first)] + [str(path) for path in sorted(folder.iterdir())] + [str(first)]
        run = Run("--dry-run", "--jobs", 8, first, folder, first)
        self.assertEqual([line["input"] for line in run.lines], expected)
        self.assertEqual(run.out, Run("--dry-run", "--jobs", 1, first, folder, first).out)

    def test_documents_inside_a_file_are_numbered(self):
        rows = [json.dumps({"title": f"Tin {n}", "text": article_text(n)}) for n in range(3)]
        path = self.write("feed.jsonl", "\n".join(rows) + "\n")
        run = Run("--dry-run", path)
        self.assertEqual(run.code, TAKEN)
        self.assertEqual([line["input"] for line in run.lines],
                         [f"{path}#1", f"{path}#2", f"{path}#3"])
        self.assertEqual([line["article"]["title"] for line in run.lines],
                         ["Tin 0", "Tin 1", "Tin 2"])

    def test_the_format_can_be_forced(self):
        path = self.write("tin.dat", "<p>" + article_text(1))
        run = Run("--dry-run", "--format=text", path)
        self.assertTrue(run.lines[0]["article"]["title"].startswith("<p>"), run.out)

    def test_a_file_name_that_is_not_utf8_is_shown_with_escapes(self):
        name = os.fsencode(self.folder) + b"/b\xe1o.txt"
        with open(name, "wb") as out:
            out.write(article_text(1).encode("utf-8"))
        [line] = Run("--dry-run", self.folder).lines
        self.assertEqual(line["input"], f"{self.folder}/b\\xE1o.txt")
        self.assertIn("article", line)


class ExamplesTest(unittest.TestCase):
    """Everything in examples/articles against examples/expected.tsv."""

    @classmethod
    def setUpClass(cls):
        cls.run_ = Run("--dry-run", EXAMPLES)
        cls.found = {os.path.relpath(line["input"], EXAMPLES): line for line in cls.run_.lines}
        with open(ROOT / "examples" / "expected.tsv", encoding="utf-8", newline="") as table:
            cls.expected = {row["input"]: row for row in
                            csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}

    @staticmethod
    def plain(text):
        """Composed, with ordinary spaces and nothing invisible."""
        text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
        return "".join(c for c in text if unicodedata.category(c) != "Cf")

    def check(self, column, value_of):
        for name, row in self.expected.items():
            if row["outcome"] == "ok":
                with self.subTest(input=name):
                    article = self.found[name].get("article", {})
                    self.assertEqual(value_of(article) or "-", row[column])

    def test_every_document_is_found(self):
        self.assertEqual(sorted(self.found), sorted(self.expected))

    def test_what_must_be_refused_is_and_nothing_else(self):
        for name, row in self.expected.items():
            with self.subTest(input=name):
                outcome = "refused" if "error" in self.found[name] else "ok"
                self.assertEqual(outcome, row["outcome"], self.found[name].get("error"))
        self.assertEqual(self.run_.code, SOME_REFUSED)

    def test_titles(self):
        self.check("title", lambda article: self.plain(article.get("title", "")))

    def test_dates(self):
        for row in self.expected.values():  # A time without an offset is local: examples/README.md.
            if re.search(r"T\d\d:\d\d$", row["published"]):
                row["published"] += ":00+07:00"
        self.check("published", lambda article: article.get("publishTime", {}).get("value"))

    def test_authors(self):
        self.check("author",
                   lambda article: self.plain(", ".join(article.get("authors", []))))


class RefusalTest(IngestTestCase):
    def test_invalid_utf8(self):
        self.assert_refused(self.write("a.txt", b"Tin hay\n\nM\xe1\xbb\x99t \xc3\x28 sai\n"),
                            r"invalid UTF-8 at byte 15")

    def test_an_empty_file_of_any_format(self):
        for name in ("a.txt", "a.html", "a.jsonl", "a.warc"):
            with self.subTest(name=name):
                self.assert_refused(self.write(name, b""), "empty file")

    def test_a_file_of_white_space(self):
        self.assert_refused(self.write("a.txt", b"\n  \n\n"), "empty")

    def test_a_binary(self):
        png = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
        self.assert_refused(self.write("a.txt", png), "binary|NUL|UTF-8")

    def test_a_line_of_100_megabytes(self):
        path = self.write("a.txt", b"ch\xe1\xbb\xaf " * 20_000_000)
        self.assert_refused(path, "over 16777216 bytes")
        path = self.write("a.jsonl", b'{"text": "' + b"x" * 100_000_000 + b'"}')
        self.assert_refused(path, "over 16777216 bytes")
        peak = int(re.search(r"peak memory (\d+) MiB", Run("--dry-run", path).err)[1])
        self.assertLess(peak, 512)

    def test_a_broken_line_among_good_ones(self):
        good = json.dumps({"text": article_text(1)})
        path = self.write("a.jsonl", f'{good}\n{{"text": "cụt\n{good}\n')
        run = Run("--dry-run", path)
        self.assertEqual(run.code, SOME_REFUSED)
        self.assertEqual(["error" in line for line in run.lines], [False, True, False])
        self.assertEqual(run.lines[1]["input"], f"{path}#2")

    def test_a_missing_path(self):
        self.assert_refused(self.folder / "missing.txt", "(?i)no such file")

    def test_special_files(self):
        os.mkfifo(self.folder / "fifo")
        self.assert_refused(self.folder / "fifo", "regular file")
        self.assert_refused("/dev/null", "regular file")

    def test_fields_of_other_names_and_a_source(self):
        rows = [{"headline_vi": f"Tin số {n} trong ngày", "noi_dung": article_text(n),
                 "ngay": {"dang": "2021-03-02T08:00:00+07:00"}} for n in range(2)]
        path = self.write("export.json", json.dumps(rows, ensure_ascii=False, indent=1))
        run = Run("--dry-run", "--source", "Bản tin", "--map", "title=headline_vi",
                  "--map=text=noi_dung,date=ngay.dang", path)
        self.assertEqual(run.code, TAKEN, run.err)
        articles = [line["article"] for line in run.lines]
        self.assertEqual([article["title"] for article in articles],
                         ["Tin số 0 trong ngày", "Tin số 1 trong ngày"])
        self.assertEqual(articles[0]["source"], "Bản tin")
        self.assertIn("2021", json.dumps(articles[0]))
        unknown = Run("--dry-run", "--map", "titel=x", path)
        self.assertEqual(unknown.code, USAGE)
        self.assertIn("unknown field 'titel' (known: url, title,", unknown.err)

    def test_a_fifo_in_a_folder(self):
        folder = self.write_articles(2)
        os.mkfifo(folder / "00000-fifo")
        run = Run("--dry-run", folder)
        self.assertEqual(run.code, SOME_REFUSED)
        self.assertEqual([line["input"].rsplit("/", 1)[1] for line in run.lines],
                         ["00000-fifo", "00000.txt", "00001.txt"])
        self.assertIn("neither a regular file nor a folder", run.lines[0]["error"])

    def test_hidden_files_are_passed_over_and_links_refused(self):
        folder = self.write_articles(1)
        secret = self.write("secret.txt", article_text(9))
        (folder / "link.txt").symlink_to(secret)
        (folder / ".hidden.txt").write_text(article_text(8), encoding="utf-8")
        run = Run("--dry-run", folder)
        self.assertEqual(run.code, SOME_REFUSED)
        self.assertEqual(len(run.lines), 2)
        self.assertIn("a symbolic link, which is not followed", run.lines[1]["error"])
        self.assertIn("skipped (hidden): 1", run.err)

    def test_what_may_not_be_read(self):
        folder = self.write_articles(2)
        locked = folder / "00000-locked"
        locked.mkdir()
        (folder / "00000.txt").chmod(0)
        locked.chmod(0)
        self.addCleanup(locked.chmod, 0o700)
        options = {}
        if os.geteuid() == 0:
            if not self.readable_by_nobody(INGEST):
                self.skipTest("only root may run the program")
            for path in (self.folder, folder, folder / "00001.txt"):
                path.chmod(0o755)
            options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        run = Run("--dry-run", folder, **options)
        self.assertEqual(run.code, SOME_REFUSED, run.err)
        self.assertEqual(len(run.lines), 3)
        self.assertEqual(list(run.errors()), [str(locked), str(folder / "00000.txt")])
        for error in run.errors().values():
            self.assertRegex(error, "(?i)permission denied")

    @staticmethod
    def readable_by_nobody(path):
        done = subprocess.run(["test", "-x", path], user=NOBODY, group=NOBODY, extra_groups=[],
                              check=False)
        return done.returncode == 0

    def test_the_list_of_refused_inputs_has_an_end(self):
        missing = [self.folder / f"missing-{number}" for number in range(120)]
        run = Run("--dry-run", *missing)
        self.assertEqual(run.code, SOME_REFUSED)
        self.assertEqual(len(run.lines), 120)
        self.assertIn("  refused: 120\n", run.err)
        self.assertIn("and 20 more", run.err)


class StoreTest(IngestTestCase):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "store"

    def ingest(self, *paths, code=TAKEN):
        run = Run("--store", self.store, "--json", *paths)
        self.assertEqual(run.code, code, run.err)
        return run

    def test_a_result_per_document(self):
        run = self.ingest(self.write_articles(3))
        for line in run.lines:
            self.assertEqual(list(line), ["input", "verdict", "article", "cluster"])
            self.assertEqual(line["verdict"], "NEW")
            self.assertRegex(line["article"], r"^articles/\w+$")
            self.assertRegex(line["cluster"], r"^clusters/\w+$")
        self.assertEqual(len({line["article"] for line in run.lines}), 3)

    def test_only_the_summary_without_json(self):
        run = Run("--store", self.store, self.write_articles(3))
        self.assertEqual((run.code, run.out), (TAKEN, ""))
        self.assertRegex(run.err, r"^3 documents of 3 files \(0\.0 MiB\) in [\d.]+ s: "
                                  r"[\d.]+ documents/s, peak memory \d+ MiB\n"
                                  r"  NEW: 3\n  refused: 0\n$")

    def test_the_examples_twice(self):
        first = self.ingest(EXAMPLES, code=SOME_REFUSED)
        verdicts = {os.path.relpath(line["input"], EXAMPLES): line.get("verdict", "refused")
                    for line in first.lines}
        self.assertEqual(verdicts["phuongnam/feed.jsonl#4"], "NEW_VERSION")
        self.assertEqual(verdicts["phuongnam/feed.jsonl#5"], "EXACT_DUPLICATE")
        again = self.ingest(EXAMPLES, code=SOME_REFUSED)
        self.assertEqual({line["verdict"] for line in again.lines if "verdict" in line},
                         {"UNCHANGED"})
        self.assertEqual([(line["input"], line.get("article")) for line in again.lines],
                         [(line["input"], line.get("article")) for line in first.lines])
        self.assertEqual(first.errors(), again.errors())

    def test_batches_do_not_show(self):
        folder = self.write_articles(50)
        one = Run("--store", self.folder / "a", "--json", "--batch-size", 1, folder)
        all_ = Run("--store", self.folder / "b", "--json", "--batch-size", 1000, folder)
        self.assertEqual(one.out, all_.out)

    def test_a_second_writer_is_turned_away(self):
        folder = self.write_articles(3)
        self.ingest(folder)
        locks = list(self.store.rglob("LOCK"))
        self.assertTrue(locks)
        for lock in locks:
            handle = open(lock, "r+b")
            self.addCleanup(handle.close)
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        run = Run("--store", self.store, "--json", folder)
        self.assertEqual((run.code, run.out), (BROKEN_OFF, ""))
        self.assertIn(str(self.store), run.err)
        self.assertRegex(run.err, "(?i)another process|lock")

    def test_a_store_that_cannot_be_made(self):
        blocked = self.write("file", b"x")
        run = Run("--store", blocked / "store", self.write_articles(1))
        self.assertEqual(run.code, BROKEN_OFF)
        self.assertIn(str(blocked / "store"), run.err)


class ServerTest(IngestTestCase):
    def test_the_examples_through_a_server_and_again(self):
        with KhotinServer(self.folder / "store") as server:
            first = Run("--server", server.address, "--json", EXAMPLES)
            again = Run("--json", EXAMPLES, env={"KHOTIN_SERVER": server.address})
        alone = Run("--store", self.folder / "alone", "--json", EXAMPLES)
        self.assertEqual(first.code, SOME_REFUSED, first.err)
        self.assertEqual(first.out, alone.out)
        self.assertEqual({line["verdict"] for line in again.lines if "verdict" in line},
                         {"UNCHANGED"})

    def test_a_server_has_the_store_open(self):
        folder = self.write_articles(1)
        with KhotinServer(self.folder / "store"):
            run = Run("--store", self.folder / "store", folder)
        self.assertEqual(run.code, BROKEN_OFF)

    def test_no_server(self):
        run = Run("--server", f"127.0.0.1:{free_port()}", "--json", self.write_articles(1))
        self.assertEqual((run.code, run.out), (BROKEN_OFF, ""))
        self.assertIn("127.0.0.1:", run.err)

    def test_a_server_that_dies_breaks_the_run_off(self):
        folder = self.write_articles(3000)
        with KhotinServer(self.folder / "store") as server:
            with subprocess.Popen([INGEST, "--server", server.address, "--json", folder],
                                  env=environment(), stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, encoding="utf-8") as process:
                lines = [process.stdout.readline()]
                server.kill()
                lines += process.stdout.read().splitlines()
                err = process.stderr.read()
        self.assertEqual(process.returncode, BROKEN_OFF, err)
        self.assertIn("incomplete: ", err)
        self.assertIn("verdict", json.loads(lines[0]))
        for line in map(json.loads, lines):
            self.assertTrue("verdict" in line or "not confirmed" in line["error"], line)


class ProcessTest(IngestTestCase):
    def start(self, *arguments):
        """A run that stands still because nobody reads its output."""
        process = subprocess.Popen([INGEST, "--dry-run", *arguments], env=environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   encoding="utf-8")
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        json.loads(process.stdout.readline())
        return process

    def test_a_signal_stops_reading_and_finishes_what_was_read(self):
        folder = self.write_articles(5000)
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.start(folder)
            process.send_signal(number)
            lines = process.stdout.read().splitlines()
            err = process.stderr.read()
            self.assertEqual(process.wait(timeout=60), BROKEN_OFF)
            self.assertLess(len(lines), 4999)
            self.assertIn(f"{len(lines) + 1} documents of ", err)
            self.assertIn("incomplete: stopped by a signal", err)
            for line in lines:
                json.loads(line)

    def test_it_goes_quietly_when_nobody_reads_on(self):
        process = self.start(self.write_articles(1000))
        process.stdout.close()
        self.assertEqual(process.wait(timeout=60), BROKEN_OFF)
        self.assertEqual(process.stderr.read(), "")

    def test_progress_is_one_json_line_per_interval(self):
        process = self.start("--progress-interval", "1", self.write_articles(1000))
        progress = json.loads(process.stderr.readline())
        self.assertEqual(progress["event"], "progress")
        self.assertGreater(progress["documents"], 0)

    def test_usage_errors(self):
        path = self.write("a.txt", article_text(1))
        for arguments in ([path], ["--dry-run"], ["--store", "x", "--server", "h:1", path], ["--dry-run", "--what", path],
                          ["--dry-run", "--format=pdf", path], ["--server", "nowhere", path],
                          ["--dry-run", "--jobs=0", path]):
            with self.subTest(arguments=arguments):
                run = Run(*arguments)
                self.assertEqual((run.code, run.out), (USAGE, ""))
                self.assertTrue(run.err)
        self.assertFalse((self.folder / "x").exists())

    def test_help_and_version(self):
        self.assertIn("--dry-run", Run("--help").out)
        self.assertRegex(Run("--version").out, r"^khotin-ingest \d+\.\d+\.\d+\n$")

    def test_an_empty_folder_is_nothing_to_do(self):
        run = Run("--dry-run", self.folder)
        self.assertEqual((run.code, run.out), (TAKEN, ""))
        self.assertIn("0 documents", run.err)


if __name__ == "__main__":
    unittest.main()
