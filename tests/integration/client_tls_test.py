"""The example clients over TLS, with the options and variables that the other programs have."""

import os
import pathlib
import subprocess
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

    def serve_without(self):
        server = KhotinServer(self.folder / "plain")
        server.start()
        self.addCleanup(server.terminate)
        return server

    def assert_answered(self, server, *options, env=None):
        done = self.client.run("search", *options, "hoa", server=server.address, env=env)
        self.assertEqual((done.returncode, done.stdout), (0, NOTHING_FOUND), done.stderr)

    def assert_no_answer(self, server, *options, code=3, env=None):
        done = self.client.run("search", *options, "--timeout", 2, "hoa", server=server.address,
                               env=env)
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)

    def khotin(self, server, env):
        """The exit code of `khotin` with these variables."""
        env = {**os.environ, "KHOTIN_SERVER": server.address, **env}
        done = subprocess.run([os.environ["KHOTIN_BIN"], "status"], env=env, check=False,
                              capture_output=True, timeout=example_clients.SECONDS)
        return done.returncode

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

    def test_what_means_tls_to_khotin_does(self):
        server = self.serve_without()
        self.assert_answered(server)
        certificate, key = map(str, self.authority.issue("client"))
        for env in ({"KHOTIN_TLS_SERVER_NAME": "khotin.example"},
                    {"KHOTIN_TLS_CERT": certificate, "KHOTIN_TLS_KEY": key}):
            with self.subTest(env=env):
                self.assert_no_answer(server, env=env)
                self.assertEqual(self.khotin(server, env), 3)

    def test_a_certificate_and_its_key_belong_together(self):
        server = self.serve_without()
        certificate, key = map(str, self.authority.issue("client"))
        self.assert_no_answer(server, "--tls-cert", certificate, code=2)
        self.assert_no_answer(server, "--tls-key", key, code=2)
        for env in ({"KHOTIN_TLS_CERT": certificate}, {"KHOTIN_TLS_KEY": key}):
            with self.subTest(env=env):
                self.assert_no_answer(server, env=env, code=2)
                self.assertEqual(self.khotin(server, env), 2)

    def test_a_variable_says_yes_and_no_as_it_does_to_khotin(self):
        server = self.serve_without()
        for code, texts in ((0, ("", "0", "false", "Off", "no", "disable", "n", "-", "-1")),
                            (3, ("1", "TRUE", "on", "y", "2")), (2, ("perhaps",))):
            for text in texts:
                env = {"KHOTIN_TLS": text}
                with self.subTest(text=text):
                    if code:
                        self.assert_no_answer(server, env=env, code=code)
                    else:
                        self.assert_answered(server, env=env)
                    self.assertEqual(self.khotin(server, env), code)


class PythonTlsTest(TlsCases, unittest.TestCase):
    language = "python"


class NodeTlsTest(TlsCases, unittest.TestCase):
    language = "node"


class GoTlsTest(TlsCases, unittest.TestCase):
    language = "go"


if __name__ == "__main__":
    unittest.main()
