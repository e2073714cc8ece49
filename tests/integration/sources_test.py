"""What the server learns of each source: its chrome, its figures, and that they reach workers."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin_server import KhotinServer, free_port

CHROME = "Đọc báo làng trên điện thoại"
THINGS = ["chợ", "đình", "bến", "cầu", "giếng", "lúa", "trâu", "đê"]


def article(number):
    thing = f"{THINGS[number % 8]} {THINGS[number // 8 % 8]}"
    return (f"Chuyện {thing} ở làng ven sông\n\n"
            f"Sáng nay, người dân vùng {thing} ra đồng từ rất sớm để chuẩn bị cho ngày hội lớn.\n\n"
            f"Theo các cụ, hội {thing} có từ hơn trăm năm trước, khi làng còn thưa người và con "
            f"đường qua {thing} chỉ vừa một lối đi, mùa nước lên phải chèo thuyền mới qua được.\n\n"
            f"{CHROME}\n")


class SourcesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-sources-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.metrics = f"127.0.0.1:{free_port()}"
        self.server = KhotinServer(self.folder / "store", ["--metrics-listen", self.metrics])
        self.server.start()
        self.addCleanup(self.server.terminate)

    def khotin(self, *arguments):
        done = subprocess.run([os.environ["KHOTIN_BIN"], *map(str, arguments), "--server",
                               self.server.address], capture_output=True, check=True)
        return done.stdout.decode()

    def khotin_json(self, *arguments):
        return json.loads(self.khotin(*arguments, "--json"))

    def ingest(self, begin, end, *arguments):
        """Articles of those numbers from one feed file, by a worker; its lines."""
        feed = self.folder / f"{begin}-{end}.jsonl"
        with open(feed, "w", encoding="utf-8") as file:
            for number in range(begin, end):
                entry = {"url": f"https://baolang.example/{number}", "text": article(number)}
                file.write(json.dumps(entry) + "\n")
        done = subprocess.run([os.environ["KHOTIN_INGEST"], "--json", "--server",
                               self.server.address, *arguments, str(feed)], capture_output=True,
                              check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def removed(self, name):
        found = self.khotin_json("get", name)["article"]
        return [span["text"] for span in found.get("removed", [])
                if span["class"] == "learned_chrome"]

    def test_what_a_site_repeats_is_learned_and_reaches_workers_and_old_articles(self):
        first = self.ingest(0, 40)[0]["article"]
        later = self.ingest(40, 41)[0]["article"]
        self.assertEqual(self.removed(later), [CHROME])
        self.assertIn(CHROME, self.khotin("get", later, "--removed"))
        snapshot = int(self.khotin_json("get", later)["article"]["chromeSnapshot"])
        self.assertGreater(snapshot, 0)

        dry = self.ingest(41, 42, "--dry-run")[0]
        self.assertIn(CHROME, [span["text"] for span in dry["removed"]])

        self.assertEqual(self.removed(first), [])
        progress = self.khotin_json("reanalyze", "--source", "baolang.example")
        self.assertEqual(int(progress["examinedCount"]), 41)
        self.assertGreater(int(progress["replacedCount"]), 0)
        self.assertEqual(self.removed(first), [CHROME])
        self.assertEqual(self.khotin_json("get", first)["article"]["version"], 1)
        again = self.ingest(0, 1)[0]
        self.assertEqual((again["verdict"], again["article"]), ("UNCHANGED", first))
        self.server.terminate()
        subprocess.run([os.environ["KHOTIN_BIN"], "check", "--store", self.folder / "store"],
                       check=True, capture_output=True)

    def test_figures_of_sources_are_shown_and_measured(self):
        self.ingest(0, 12)
        source, = self.khotin_json("status", "--sources")["sources"]
        self.assertEqual(source["source"], "baolang.example")
        self.assertEqual(source["articleCount"], "12")
        self.assertEqual(source["now"]["titleShare"], 1)
        self.assertGreater(source["now"]["bodyWords"], 20)
        self.assertEqual(len(source["days"]), 1)
        self.assertIn("baolang.example", self.khotin("status", "--sources"))
        with urllib.request.urlopen(f"http://{self.metrics}/metrics", timeout=10) as reply:
            metrics = reply.read().decode()
        self.assertIn("\nkhotin_articles 12\n", metrics)
        self.assertIn('khotin_documents_total{verdict="new"} 1\n', metrics)
        self.assertIn('khotin_documents_total{verdict="related"} 11\n', metrics)
        self.assertIn('khotin_documents_total{verdict="near_duplicate"} 0\n', metrics)
        self.assertNotIn('verdict=""', metrics)
        self.assertIn('khotin_source_articles_total{source="baolang.example"} 12\n', metrics)
        self.assertIn('khotin_source_share{source="baolang.example",figure="title"} 1\n', metrics)

    def test_a_metrics_address_that_is_taken_is_an_error_when_it_was_asked_for(self):
        second = KhotinServer(self.folder / "second", ["--metrics-listen", self.metrics])
        with self.assertRaisesRegex(RuntimeError, "cannot serve metrics"):
            second.start()


if __name__ == "__main__":
    unittest.main(verbosity=2)
