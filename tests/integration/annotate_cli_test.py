"""khotin annotate: what it finds in lines of text, as JSON and as a page; without a server."""

import json
import pathlib
import sys
import tempfile
import unicodedata
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from khotin_command import run


class AnnotateTest(unittest.TestCase):
    LINES = ["Đại tướng Tô Lâm, Bộ trưởng Bộ Công an, thăm TP.HCM ngày 6/2/2023. Trời mưa.",
             "", "Gìn giữ hòa bình."]

    def annotate(self, lines):
        code, out, err = run("annotate", stdin="".join(line + "\n" for line in lines))
        self.assertEqual(code, 0, err)
        return [json.loads(line) for line in out.splitlines()]

    def test_offsets_fit_the_line_in_any_normal_form(self):
        for form in ("NFC", "NFD"):
            lines = [unicodedata.normalize(form, line) for line in self.LINES]
            annotated = self.annotate(lines)
            self.assertEqual([entry["text"] for entry in annotated], lines)
            first = annotated[0]
            raw = lines[0].encode("utf-8")
            sentences = [raw[b:e].decode("utf-8") for b, e in first["sentences"]]
            self.assertEqual([unicodedata.normalize("NFC", s) for s in sentences],
                             [self.LINES[0][:-len(" Trời mưa.")], "Trời mưa."])
            words = [unicodedata.normalize("NFC", raw[b:e].decode("utf-8"))
                     for b, e in first["words"]]
            self.assertEqual(words[:2], ["Đại tướng", "Tô Lâm"])
            self.assertIn("TP.HCM", words)
            self.assertIn("6/2/2023", words)
            mentions = [(m["type"], unicodedata.normalize("NFC", m["text"]))
                        for m in first["mentions"]]
            self.assertIn(("PERSON", "Tô Lâm"), mentions)
            self.assertIn(("ORGANIZATION", "Bộ Công an"), mentions)
            for mention in first["mentions"]:
                self.assertEqual(raw[mention["begin"]:mention["end"]].decode("utf-8"),
                                 mention["text"])

    def test_input_file(self):
        with tempfile.TemporaryDirectory(prefix="khotin-annotate-") as folder:
            path = pathlib.Path(folder) / "lines.txt"
            path.write_bytes("Hà Nội mưa.\r\n".encode() + b"\xff\xfe\n" + "Huế nắng.".encode())
            code, out, _ = run("annotate", "--input", str(path))
            self.assertEqual(code, 1)
            lines = [json.loads(line) for line in out.splitlines()]
            self.assertEqual(lines[0]["text"], "Hà Nội mưa.")
            self.assertIn("line 2", lines[1]["error"])
            self.assertEqual(lines[2]["text"], "Huế nắng.")
            self.assertEqual(run("annotate", "--input", str(path) + ".nosuch")[0], 3)

    def test_html(self):
        line = "Đại tướng Tô Lâm & <b>Bộ Công an</b>"
        code, page, err = run("annotate", "--html", stdin=line + "\n")
        self.assertEqual(code, 0, err)
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assertTrue(page.endswith("</html>\n"))
        self.assertIn('title="PERSON">Tô Lâm</span>', page)
        self.assertIn("&amp; &lt;b&gt;", page)
        self.assertNotIn("http", page)

    def test_html_beside_gold(self):
        gold = {"text": "Ông Tô Lâm đến Huế.",
                "entities": [{"type": "PERSON", "begin": 4, "end": 10},
                             {"type": "ORGANIZATION", "begin": 15, "end": 18}]}
        with tempfile.TemporaryDirectory(prefix="khotin-annotate-") as folder:
            path = pathlib.Path(folder) / "gold.jsonl"
            path.write_text(json.dumps(gold) + "\nkhông phải JSON\n", encoding="utf-8")
            code, page, err = run("annotate", "--html", "--gold", str(path))
            self.assertEqual(code, 1, err)
            self.assertIn("line 2: not a JSON object", page)
            self.assertIn("LOC ✗ wrong type", page)
            self.assertIn("<tr><th>right</th><td>1</td></tr>", page)
            self.assertEqual(run("annotate", "--gold", str(path))[0], 2)
            self.assertEqual(run("annotate", "--html", "--gold", str(path) + ".no")[0], 3)
            code, _, err = run("annotate", "--input", folder)
            self.assertEqual(code, 3)
            self.assertIn(f"{folder}: is a folder", err)

    def test_dictionary(self):
        with tempfile.TemporaryDirectory(prefix="khotin-annotate-") as folder:
            path = pathlib.Path(folder) / "words.txt"
            path.write_text("# ours\nmưa Hà Nội\n", encoding="utf-8")
            line = "Một chiều Mưa hà nội"
            code, out, err = run("annotate", "--dictionary", str(path), stdin=line + "\n")
            self.assertEqual(code, 0, err)
            raw = line.encode("utf-8")
            words = [raw[b:e].decode("utf-8") for b, e in json.loads(out)["words"]]
            self.assertEqual(words[-1], "Mưa hà nội")
            path.write_text("mưa Hà Nội\nmưa\n", encoding="utf-8")
            code, _, err = run("annotate", "--dictionary", str(path), stdin="x\n")
            self.assertEqual(code, 3)
            self.assertIn(f"{path}: line 2", err)


if __name__ == "__main__":
    unittest.main()
