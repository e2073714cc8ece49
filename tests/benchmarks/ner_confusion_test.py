"""The confusion report: each mention is judged once, and the matrix says what was taken for what."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

# pylint: disable=wrong-import-position
from ner_confusion import compare

REPORT = ROOT / "benchmarks" / "ner_confusion.py"


class CompareTest(unittest.TestCase):
    def test_classes(self):
        gold = [("POSITION", 0, 20), ("ORGANIZATION", 10, 20), ("PERSON", 21, 30),
                ("LOCATION", 40, 50), ("MISC", 60, 70), ("DATE", 80, 90)]
        found = [("POSITION", 0, 9), ("ORGANIZATION", 10, 20), ("LOCATION", 21, 30),
                 ("LOCATION", 35, 39), ("MISC", 45, 50), ("MISC", 60, 65)]
        judged = {(outcome, g, f) for outcome, g, f in compare(found, gold)}
        self.assertEqual(judged, {
            ("right", gold[1], found[1]), ("type", gold[2], found[2]),
            ("boundary", gold[0], found[0]), ("boundary", gold[4], found[5]),
            ("both", gold[3], found[4]), ("missed", gold[5], None),
            ("invented", None, found[3])})

    def test_a_body_inside_an_office_is_no_pair_with_it(self):
        outcomes = [o for o, _, _ in compare([("ORGANIZATION", 10, 20)], [("POSITION", 0, 20)])]
        self.assertEqual(outcomes, ["missed", "invented"])


class ReportTest(unittest.TestCase):
    def test_report(self):
        text = "Sở Y tế Huế mời Lan"
        gold = {"text": text, "split": "dev",
                "entities": [{"type": "ORGANIZATION", "begin": 0, "end": 11},
                             {"type": "PERSON", "begin": 16, "end": 19}]}
        found = {"text": text, "mentions": []}
        for kind, part in (("ORGANIZATION", "Sở Y tế"), ("LOCATION", "Lan")):
            begin = text.encode().find(part.encode())
            found["mentions"].append(
                {"type": kind, "begin": begin, "end": begin + len(part.encode())})
        with tempfile.TemporaryDirectory(prefix="khotin-confusion-") as folder:
            paths = [pathlib.Path(folder) / name for name in ("gold.jsonl", "found.jsonl")]
            for path, record in zip(paths, (gold, found)):
                path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
            command = [sys.executable, str(REPORT), "--gold", str(paths[0]), "--output",
                       str(paths[1])]
            said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
            lines = {" ".join(line.split()) for line in said.splitlines()}
            self.assertIn("all 0 1 1 0 0 0", lines)
            self.assertIn("ORGANIZATION . +1 . . . . .", lines)
            self.assertIn("PERSON . . 1 . . . .", lines)
            self.assertIn("1 Sở Y tế Huế -> Sở Y tế", lines)
            self.assertIn("type: PER -> LOC, 1", lines)
            paths[1].write_text("", encoding="utf-8")
            refused = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
            self.assertIn("0 output lines for 1 sentences", refused.stderr)
            self.assertEqual(refused.returncode, 1)


if __name__ == "__main__":
    unittest.main()
