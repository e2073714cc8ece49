"""The restore job's script: that it ends the same way whatever step a run of it is killed at.

`khotin` and `sync` are stand-ins here; deployment_test.py runs the script as it is.
"""

import os
import pathlib
import subprocess
import tempfile
import unittest

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
VOLUME = "/var/lib/khotin"
PROGRAMS = {
    "khotin": """#!/bin/sh -e
[ "$*" = "restore /backup/khotin --store=restored" ]
mkdir restored
echo backup >restored/from
""",
    "sync": "#!/bin/sh\n"}


def script():
    job = yaml.safe_load((ROOT / "deploy/kustomize/restore/job.yaml").read_text(encoding="utf-8"))
    container = job["spec"]["template"]["spec"]["containers"][0]
    assert container["command"][:2] == ["sh", "-euc"]
    return container["command"][2].splitlines()


class RestoreJobTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="khotin-restore-")
        self.addCleanup(self.folder.cleanup)
        for name, text in PROGRAMS.items():
            program = pathlib.Path(self.folder.name, name)
            program.write_text(text, encoding="ascii")
            program.chmod(0o755)

    def volume(self, **stores):
        """A volume with folders that hold where they are from."""
        volume = pathlib.Path(tempfile.mkdtemp(dir=self.folder.name))
        for name, source in stores.items():
            (volume / name).mkdir()
            (volume / name / "from").write_text(source + "\n", encoding="ascii")
        return volume

    def run_job(self, volume, job, killed_before=None):
        """The exit code of a run, killed before the line of that number."""
        lines = script()
        if killed_before is not None:
            lines.insert(killed_before, "kill -KILL $$")
        text = "\n".join(lines).replace(VOLUME, str(volume))
        path = f"{self.folder.name}:{os.environ['PATH']}"
        return subprocess.run(["sh", "-euc", text], env={"PATH": path, "JOB": job}, check=False,
                              stderr=subprocess.DEVNULL).returncode

    def found(self, volume):
        return {path.parent.name: path.read_text(encoding="ascii").strip() for path in volume.rglob("from")}

    def test_a_run_after_one_that_was_killed_ends_the_same_way(self):
        for stores in ({}, {"store": "lost", "restored": "given up"}):
            ends = {"store": "backup", **({"replaced": "lost"} if stores else {})}
            for line in range(1, len(script()) + 1):
                with self.subTest(stores=stores, killed_before=line):
                    volume = self.volume(**stores)
                    self.run_job(volume, "this", killed_before=line)
                    self.assertEqual(self.run_job(volume, "this"), 0)
                    self.assertEqual(self.found(volume), ends)

    def test_another_job_does_not_throw_away_what_was_replaced(self):
        volume = self.volume(store="lost")
        self.assertEqual(self.run_job(volume, "first"), 0)
        before = self.found(volume)
        self.assertEqual(self.run_job(volume, "second"), 2)
        self.assertEqual(self.found(volume), before)
        (volume / "replaced/from").unlink()
        (volume / "replaced").rmdir()
        self.assertEqual(self.run_job(volume, "second"), 0)
        self.assertEqual(self.found(volume), {"store": "backup", "replaced": "backup"})

    def test_a_run_that_does_not_know_its_job_does_nothing(self):
        volume = self.volume(store="kept")
        self.assertEqual(self.run_job(volume, ""), 2)
        self.assertEqual(self.found(volume), {"store": "kept"})


if __name__ == "__main__":
    unittest.main()
