"""TLS as operators set it up: who gets in, what keeps the server from starting, new certificates."""

import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
import sample_articles
from certificates import Authority, openssl
from khotin.v1 import admin_service_pb2, admin_service_pb2_grpc
from khotin_server import KhotinServer, free_port
from monitoring import check, own_channel, wait_until, watch

SERVER, KHOTIN, INGEST = (os.environ[name] for name in
                          ("KHOTIN_SERVER_BIN", "KHOTIN_BIN", "KHOTIN_INGEST"))
ARTICLE = pathlib.Path(__file__).parents[2] / "examples/articles/venbien/tien-nguoi-con-vung-bien.txt"
SECONDS = 30


def status(channel):
    stub = admin_service_pb2_grpc.AdminServiceStub(channel)
    return stub.GetStatus(admin_service_pb2.GetStatusRequest(), timeout=SECONDS)


def credentials(ca, pair=None):
    certificate, key = (path.read_bytes() for path in pair) if pair else (None, None)
    return grpc.ssl_channel_credentials(ca.certificate.read_bytes(), key, certificate)


def presented(address):
    """The certificate that a server shows, in DER."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    host, port = address.rsplit(":", 1)
    with socket.create_connection((host, int(port)), SECONDS) as plain:
        with context.wrap_socket(plain) as secure:
            return secure.getpeercert(binary_form=True)


def der(certificate):
    return ssl.PEM_cert_to_DER_cert(certificate.read_text())


class TlsTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-tls-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.ca = Authority(self.folder / "pki")
        self.certificate, self.key = self.ca.issue("server")

    def serve(self, *arguments):
        server = KhotinServer(self.folder / "store",
                              ("--tls-cert", self.certificate, "--tls-key", self.key, *arguments))
        server.start()
        self.addCleanup(server.terminate)
        return server

    def assert_refused(self, address, secured):
        with own_channel(address, secured) as channel, self.assertRaises(grpc.RpcError) as caught:
            status(channel)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.UNAVAILABLE)

    def assert_taken(self, address, secured):
        with own_channel(address, secured) as channel:
            status(channel)

    def run_program(self, program, *arguments, **env):
        clean = {key: value for key, value in os.environ.items() if not key.startswith("KHOTIN_")}
        done = subprocess.run([program, *map(str, arguments)], env={**clean, **env}, check=False,
                              capture_output=True, encoding="utf-8", timeout=60)
        return done.returncode, done.stdout + done.stderr


class WhoGetsInTest(TlsTestCase):
    def test_clients_see_through_another_server(self):
        server = self.serve()
        self.assert_taken(server.address, credentials(self.ca))
        self.assert_refused(server.address, credentials(Authority(self.folder / "other")))
        self.assert_refused(server.address, None)

    def test_mutual_tls_takes_only_certificates_of_its_authority(self):
        clients = Authority(self.folder / "clients")
        stranger = Authority(self.folder / "stranger")
        health = free_port()
        server = self.serve("--tls-client-ca", clients.certificate, "--health-listen",
                            f"127.0.0.1:{health}")
        self.assert_taken(server.address, credentials(self.ca, clients.issue("worker")))
        self.assert_refused(server.address, credentials(self.ca))
        self.assert_refused(server.address, credentials(self.ca, stranger.issue("worker")))
        self.assert_refused(server.address,
                            credentials(self.ca, clients.issue("late", expired=True)))
        with own_channel(f"127.0.0.1:{health}") as probe:  # a kubelet speaks no TLS
            self.assertEqual(check(probe, "readiness"), "SERVING")

    def test_programs_take_flags_and_variables(self):
        clients = Authority(self.folder / "clients")
        certificate, key = clients.issue("worker")
        server = self.serve("--tls-client-ca", clients.certificate)
        article = self.folder / sample_articles.PEACE[0]
        article.write_text(sample_articles.PEACE[2], encoding="utf-8")
        flags = ("--server", server.address, "--tls-ca", self.ca.certificate, "--tls-cert",
                 certificate, "--tls-key", key)
        code, said = self.run_program(INGEST, *flags, article)
        self.assertEqual(code, 0, said)
        code, said = self.run_program(KHOTIN, "status", *flags)
        self.assertEqual(code, 0, said)
        code, said = self.run_program(KHOTIN, "status", KHOTIN_SERVER=server.address,
                                      KHOTIN_TLS_CA=str(self.ca.certificate),
                                      KHOTIN_TLS_CERT=str(certificate), KHOTIN_TLS_KEY=str(key))
        self.assertEqual(code, 0, said)
        code, said = self.run_program(KHOTIN, "status", "--server", server.address)
        self.assertEqual(code, 3, said)
        self.assertIn("--tls-ca", said)

    def test_the_server_has_variables_of_its_own(self):
        pair = {"CERT": str(self.certificate), "KEY": str(self.key)}
        own = {f"KHOTIN_SERVER_TLS_{name}": path for name, path in pair.items()}
        with KhotinServer(self.folder / "own", env=own) as server:
            self.assert_taken(server.address, credentials(self.ca))
        clients = {f"KHOTIN_TLS_{name}": path for name, path in pair.items()}
        with KhotinServer(self.folder / "clients", env=clients) as server:
            self.assert_taken(server.address, None)

    def test_the_name_of_the_certificate_counts(self):
        self.certificate, self.key = self.ca.issue("named", hosts=("khotin.example",))
        server = self.serve()
        flags = ("status", "--server", server.address, "--tls-ca", self.ca.certificate)
        code, said = self.run_program(KHOTIN, *flags)
        self.assertEqual(code, 3, said)
        self.assertIn("--tls-server-name", said)
        code, said = self.run_program(KHOTIN, *flags, "--tls-server-name", "khotin.example")
        self.assertEqual(code, 0, said)

    def test_an_empty_name_does_not_turn_a_clients_tls_off(self):
        with KhotinServer(self.folder / "plain") as server:
            for program in (KHOTIN, "status"), (INGEST, __file__):
                for flags in (("--tls-ca", ""), ("--tls-cert", "", "--tls-key", "")):
                    with self.subTest(program=program, flags=flags):
                        code, said = self.run_program(*program, "--server", server.address, *flags)
                        self.assertEqual(code, 2, said)
                        self.assertIn("names no file", said)

    def test_programs_say_which_file_is_at_fault(self):
        code, said = self.run_program(KHOTIN, "status", "--tls-ca", self.folder / "nosuch.crt")
        self.assertNotEqual(code, 0)
        self.assertIn("nosuch.crt: No such file", said)
        code, said = self.run_program(KHOTIN, "backup", self.folder / "backups", "--tls-ca",
                                      self.folder / "nosuch.crt")
        self.assertNotEqual(code, 0)
        self.assertIn("nosuch.crt: No such file", said)
        code, said = self.run_program(INGEST, "--server", "127.0.0.1:1", "--tls-ca", self.key,
                                      __file__)
        self.assertEqual(code, 3, said)
        self.assertIn("server.key: holds no certificate", said)


class StartTest(TlsTestCase):
    def start(self, *arguments):
        """(exit code, output) of a server that is not expected to start."""
        return self.run_program(SERVER, "--store", self.folder / "store", "--metrics-listen", "",
                                "--health-listen", "", "--listen", "127.0.0.1:0", *arguments)

    def assert_no_start(self, expected_code, reason, *arguments):
        code, said = self.start(*arguments)
        self.assertEqual(code, expected_code, said)
        self.assertIn(reason, said)

    def test_files_that_do_not_serve_are_named_with_the_reason(self):
        other, _ = self.ca.issue("other")
        locked = self.folder / "locked.key"
        openssl("pkey", "-in", self.key, "-aes256", "-passout", "pass:secret", "-out", locked)
        missing = self.folder / "nosuch.pem"
        for certificate, key, client_ca, reason in (
                (missing, self.key, None, "nosuch.pem: No such file"),
                (self.certificate, missing, None, "nosuch.pem: No such file"),
                (self.folder, self.key, None, f"{self.folder}: not a regular file"),
                (self.key, self.key, None, "server.key: holds no certificate in PEM form"),
                (self.certificate, self.certificate, None, "server.crt: holds no private key"),
                (self.certificate, locked, None, "locked.key: holds no private key"),
                (other, self.key, None, "server.key: is not the key of the certificate in"),
                (self.certificate, self.key, missing, "nosuch.pem: No such file"),
                (self.certificate, self.key, self.key, "server.key: holds no certificate")):
            more = ("--tls-client-ca", client_ca) if client_ca else ()
            with self.subTest(reason=reason):
                self.assert_no_start(1, reason, "--tls-cert", certificate, "--tls-key", key, *more)

    def test_flags_that_belong_together(self):
        self.assert_no_start(2, "--tls-key", "--tls-cert", self.certificate)
        self.assert_no_start(2, "--tls-cert", "--tls-key", self.key)
        self.assert_no_start(2, "--tls-cert", "--tls-client-ca", self.ca.certificate)

    def test_an_empty_name_does_not_turn_tls_off(self):
        self.assert_no_start(2, "--tls-cert", "--tls-cert", "", "--tls-key", "")
        self.assert_no_start(2, "--tls-client-ca", "--tls-cert", self.certificate, "--tls-key",
                             self.key, "--tls-client-ca", "")

    def test_open_to_others_only_with_tls_or_when_asked_for_by_name(self):
        self.assert_no_start(2, "--allow-insecure", "--listen", "0.0.0.0:0")
        self.assert_no_start(2, "--allow-insecure", "--listen", "[::]:0")
        with KhotinServer(self.folder / "open",
                          ("--listen", "0.0.0.0:0", "--allow-insecure")) as server:
            self.assertTrue(server.address.startswith("0.0.0.0:"))
        with KhotinServer(self.folder / "secure", ("--listen", "0.0.0.0:0", "--tls-cert",
                                                   self.certificate, "--tls-key", self.key)) as server:
            self.assert_taken(server.address.replace("0.0.0.0", "127.0.0.1"), credentials(self.ca))

    def test_a_unix_socket_needs_no_tls(self):
        address = f"unix:{self.folder / 'socket'}"
        with KhotinServer(self.folder / "local", ("--listen", address)) as server:
            self.assertEqual(server.address, address)
            self.assert_taken(server.address, None)
            code, said = self.run_program(INGEST, "--server", address, ARTICLE)
            self.assertEqual(code, 0, said)
            code, said = self.run_program(KHOTIN, "list", "--json", "--server", address)
            self.assertEqual((code, said.count('"name":"articles/')), (0, 1), said)


class RotationTest(TlsTestCase):
    def test_new_certificates_are_taken_without_a_restart(self):
        """As Kubernetes does it: a link to a folder is exchanged for one to another folder."""
        link = self.folder / "current"
        first, _ = self.ca.issue("tls", folder=self.folder / "first")
        second, _ = self.ca.issue("tls", folder=self.folder / "second")
        link.symlink_to("first")
        self.certificate, self.key = link / "tls.crt", link / "tls.key"
        server = self.serve()
        self.assertEqual(presented(server.address), der(first))
        with own_channel(server.address, credentials(self.ca)) as channel:
            standing = watch(channel, "readiness")
            self.assertEqual(next(standing), "SERVING")
            (self.folder / "next").symlink_to("second")
            os.replace(self.folder / "next", link)
            wait_until(lambda: presented(server.address) == der(second), "the new certificate")
            self.assert_taken(server.address, credentials(self.ca))
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(next(standing), "NOT_SERVING")  # the connection has lived through it


if __name__ == "__main__":
    unittest.main()
