"""Certificates for tests, made with openssl."""

import pathlib
import subprocess


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


class Authority:
    """A root of its own that issues certificates into `folder`."""

    def __init__(self, folder, name="ca"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.certificate = self.folder / f"{name}.crt"
        self._key = self.folder / f"{name}.key"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-noenc", "-days", 2, "-subj", f"/CN={name} of the tests", "-keyout", self._key,
                "-out", self.certificate)

    def issue(self, name, hosts=("127.0.0.1", "localhost"), expired=False, folder=None):
        """(certificate file, key file) for `hosts`."""
        folder = pathlib.Path(folder or self.folder)
        folder.mkdir(parents=True, exist_ok=True)
        certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
        request, extensions = folder / f"{name}.csr", folder / f"{name}.ext"
        names = [f"IP:{host}" if host[0].isdigit() else f"DNS:{host}" for host in hosts]
        extensions.write_text(f"subjectAltName={','.join(names)}\n")
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc",
                "-subj", f"/CN={name}", "-keyout", key, "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self._key,
                "-CAcreateserial", "-days", -1 if expired else 2, "-extfile", extensions, "-out",
                certificate)
        return certificate, key
