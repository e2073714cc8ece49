"""What make_certificates.sh makes, and that it can be run again."""

import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "deploy/kustomize/components/tls/make_certificates.sh"
ISSUED = ("server.crt", "server.key", "client.crt", "client.key")
ROOT_FILES = ("ca.crt", "ca.key")


class CertificatesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-certificates-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "made"

    def make(self, *arguments):
        return subprocess.run([SCRIPT, self.folder, *arguments], check=False, capture_output=True).returncode

    def read(self, names):
        return {name: (self.folder / name).read_bytes() for name in names}

    def test_a_second_run_issues_new_certificates_of_the_same_root(self):
        self.assertEqual(self.make(), 0)
        root, issued = self.read(ROOT_FILES), self.read(ISSUED)
        self.assertEqual(self.make("3"), 0)
        self.assertEqual(self.read(ROOT_FILES), root)
        for name, content in self.read(ISSUED).items():
            self.assertNotEqual(content, issued[name], name)
        for name, purpose in (("server.crt", "sslserver"), ("client.crt", "sslclient")):
            subprocess.run(["openssl", "verify", "-CAfile", self.folder / "ca.crt", "-purpose", purpose,
                            self.folder / name], check=True, capture_output=True)
        show = ("openssl", "x509", "-noout", "-ext", "subjectAltName", "-in", self.folder / "server.crt")
        shown = subprocess.run(show, check=True, capture_output=True, text=True).stdout
        for i in range(3):
            self.assertIn(f"DNS:khotin-{i}.khotin-headless,", shown)

    def test_half_a_root_is_not_made_good_by_another_one(self):
        self.assertEqual(self.make(), 0)
        (self.folder / "ca.key").unlink()
        before = self.read(("ca.crt", *ISSUED))
        self.assertNotEqual(self.make(), 0)
        self.assertEqual(self.read(("ca.crt", *ISSUED)), before)

    def test_keys_are_for_their_owner_alone(self):
        self.assertEqual(self.make(), 0)
        for name in ("ca.key", "server.key", "client.key"):
            self.assertEqual((self.folder / name).stat().st_mode & 0o077, 0, name)


if __name__ == "__main__":
    unittest.main()
