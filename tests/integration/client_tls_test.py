"""The example clients over TLS, with the options and variables that the other programs have."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
import example_clients
from certificates import Authority
from khotin_server import KhotinServer

NOTHING_FOUND = "total\t0\tEXACT\n"


class TlsCases:
    language = ""

    @classmethod
    def setUpClass(cls):
        cls.client = example_clients.find(cls.language)
        folder = tempfile.TemporaryDirectory(prefix="khotin-clients-tls-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.authority = Authority(cls.folder)
        cls.root = cls.authority.certificate

    def serve(self, hosts, *arguments):
        certificate, key = self.authority.issue("server", hosts)
        server = KhotinServer(self.folder / "store",
                              ["--tls-cert", certificate, "--tls-key", key, *arguments])
        server.start()
        self.addCleanup(server.terminate)
        return server

    def assert_answered(self, server, *options, env=None):
        done = self.client.run("search", *options, "hoa", server=server.address, env=env)
        self.assertEqual((done.returncode, done.stdout), (0, NOTHING_FOUND), done.stderr)

    def assert_no_answer(self, server, *options):
        done = self.client.run("search", *options, "--timeout", 2, "hoa", server=server.address)
        self.assertEqual((done.returncode, done.stdout), (3, ""), done.stderr)

    def test_only_a_server_of_the_given_root_is_talked_to(self):
        server = self.serve(["127.0.0.1"])
        self.assert_answered(server, "--tls-ca", self.root)
        self.assert_answered(server, env={"KHOTIN_TLS_CA": str(self.root)})
        self.assert_no_answer(server, "--tls-ca", Authority(self.folder / "other").certificate)
        self.assert_no_answer(server, "--tls")
        self.assert_no_answer(server)

    def test_a_certificate_of_the_client_and_another_name_of_the_server(self):
        certificate, key = self.authority.issue("client")
        server = self.serve(["khotin.example"], "--tls-client-ca", self.root)
        name = ("--tls-server-name", "khotin.example")
        own = ("--tls-cert", certificate, "--tls-key", key)
        self.assert_answered(server, "--tls-ca", self.root, *name, *own)
        self.assert_no_answer(server, "--tls-ca", self.root, *own)
        self.assert_no_answer(server, "--tls-ca", self.root, *name)


class PythonTlsTest(TlsCases, unittest.TestCase):
    language = "python"


class NodeTlsTest(TlsCases, unittest.TestCase):
    language = "node"


class GoTlsTest(TlsCases, unittest.TestCase):
    language = "go"


if __name__ == "__main__":
    unittest.main()
