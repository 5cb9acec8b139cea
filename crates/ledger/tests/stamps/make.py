#!/usr/bin/env python3
"""Made the time stamps beside it, with keys of our own that were thrown away. Needs openssl 3.

    python3 make.py    # makes all of them anew

`openssl ts` makes those that an authority can make. The others, which it refuses to make, are CMS over a TSTInfo that is written here.
"""

import hashlib
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
NOTE = (HERE / "note.txt").read_bytes()


def run(*arguments, input=None, cwd=None):
    done = subprocess.run([str(a) for a in arguments], input=input, capture_output=True, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def der(tag, *parts):
    body = b"".join(parts)
    length = bytes([len(body)]) if len(body) < 128 else (lambda n: bytes([0x80 | len(n)]) + n)(len(body).to_bytes((len(body).bit_length() + 7) // 8, "big"))
    return bytes([tag]) + length + body


def oid(text):
    first, second, *rest = map(int, text.split("."))
    out = bytes([first * 40 + second])
    for number in rest:
        digits = [number & 127]
        while number := number >> 7:
            digits.insert(0, number & 127 | 128)
        out += bytes(digits)
    return der(6, out)


def info(data, at, accuracy=b"", nonce=b"\x42" * 8, algorithm="2.16.840.1.101.3.4.2.1", extra=b""):
    imprint = der(0x30, der(0x30, oid(algorithm), b"\x05\x00"), der(4, hashlib.sha256(data).digest()))
    return der(0x30, der(2, b"\1"), oid("1.3.6.1.4.1.99999.1"), imprint, der(2, b"\7"), der(0x18, at.encode()), accuracy, der(2, nonce), extra)


CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[between]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
[between_no_ca]
basicConstraints = critical, CA:FALSE
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[code]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, codeSigning
[loose]
extendedKeyUsage = timeStamping
[two]
extendedKeyUsage = critical, timeStamping, codeSigning
[ca]
default_ca = issue
[issue]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
rand_serial = yes
[any]
commonName = supplied
organizationName = optional
[tsa_config]
serial = tsa_serial
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1, millisecs:500
ess_cert_id_chain = no
"""


class Maker:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / "config").write_text(CONFIG)
        (self.folder / "index.txt").write_text("")
        (self.folder / "tsa_serial").write_text("01\n")

    def key(self, name, kind):
        kinds = {"rsa": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "p256": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "p384": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]}
        run("openssl", "genpkey", *kinds[kind], "-out", f"{name}.key", cwd=self.folder)

    def certificate(self, name, subject, extensions, by=None, kind="rsa", begin="20200101000000Z", end="20991231235959Z", md="sha256"):
        self.key(name, kind)
        run("openssl", "req", "-new", "-config", "config", "-key", f"{name}.key", "-subj", subject, "-out", f"{name}.csr", cwd=self.folder)
        signer = ["-selfsign", "-keyfile", f"{name}.key"] if by is None else ["-cert", f"{by}.pem", "-keyfile", f"{by}.key"]
        run("openssl", "ca", "-config", "config", "-name", "issue", "-batch", "-notext", "-md", md, "-extensions", extensions, "-startdate", begin, "-enddate", end, *signer, "-in", f"{name}.csr", "-out", f"{name}.pem", cwd=self.folder)
        return name

    def stamp(self, out, signer, data=NOTE, md="sha256", chain=None, ess="sha256", query=("-sha256",), cert=("-cert",)):
        """By `openssl ts`, as an authority would."""
        (self.folder / "data").write_bytes(data)
        run("openssl", "ts", "-query", "-data", "data", *query, *cert, "-out", "query.tsq", cwd=self.folder)
        settings = (self.folder / "config").read_text() + f"signer_digest = {md}\ness_cert_id_alg = {ess}\n"
        (self.folder / "tsa_now").write_text(settings)
        run("openssl", "ts", "-reply", "-config", "tsa_now", "-section", "tsa_config", "-queryfile", "query.tsq", "-signer", f"{signer}.pem", "-inkey", f"{signer}.key", *(["-chain", f"{chain}.pem"] if chain else []), "-out", "reply.tsr", cwd=self.folder)
        (HERE / out).write_bytes((self.folder / "reply.tsr").read_bytes())

    def forge(self, out, signer, content, chain=None, cades=True):
        """By CMS, over whatever is given."""
        (self.folder / "content").write_bytes(content)
        run("openssl", "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-md", "sha256", "-nosmimecap", "-econtent_type", "1.2.840.113549.1.9.16.1.4", *(["-cades"] if cades else []), *(["-certfile", f"{chain}.pem"] if chain else []), "-signer", f"{signer}.pem", "-inkey", f"{signer}.key", "-in", "content", "-out", "token", cwd=self.folder)
        (HERE / out).write_bytes(der(0x30, der(0x30, der(2, b"\0")), (self.folder / "token").read_bytes()))


def main(folder):
    maker = Maker(folder)
    root = maker.certificate("root", "/O=Mirqab tests/CN=Mirqab test root", "root")
    ec_root = maker.certificate("ec_root", "/O=Mirqab tests/CN=Mirqab test root on a curve", "root", kind="p384", md="sha384")
    between = maker.certificate("between", "/O=Mirqab tests/CN=Mirqab test issuer", "between", by=ec_root, kind="p384", md="sha384")
    no_ca = maker.certificate("no_ca", "/O=Mirqab tests/CN=Mirqab test no issuer", "between_no_ca", by=root)
    tsa = maker.certificate("tsa", "/O=Mirqab tests/CN=Mirqab test clock one", "tsa", by=root)
    curve = maker.certificate("curve", "/O=Mirqab tests/CN=Mirqab test clock two", "tsa", by=root, kind="p256")
    chained = maker.certificate("chained", "/O=Mirqab tests/CN=Mirqab test clock three", "tsa", by=between, kind="p384", md="sha384")
    stranger = maker.certificate("stranger", "/O=Somebody/CN=Mirqab test stranger", "tsa")
    roots = [(maker.folder / f"{name}.pem").read_text() for name in (root, ec_root)]
    (HERE / "roots.pem").write_text("Made by make.py for tests; the keys are gone.\n" + "".join(roots))
    maker.stamp("rsa.tsr", tsa)
    maker.stamp("p256.tsr", curve)
    maker.stamp("p384-chain.tsr", chained, md="sha384", chain=between)
    maker.stamp("sha512-ess1.tsr", tsa, md="sha512", ess="sha1")
    maker.stamp("stranger.tsr", stranger)
    maker.stamp("other-note.tsr", tsa, data=NOTE.replace(b"\n42\n", b"\n43\n"))
    maker.stamp("refused.tsr", tsa, query=("-sha1",))
    maker.stamp("no-certificate.tsr", tsa, cert=())
    at = "20260301120000Z"
    maker.forge("forged-form.tsr", tsa, info(NOTE, "20260301120000.25Z", accuracy=der(0x30, der(2, b"\2"), der(0x80, b"\x01\xf4"))))
    for name, extensions in {"wrong-use": "code", "loose-use": "loose", "two-uses": "two"}.items():
        maker.certificate(extensions, f"/O=Mirqab tests/CN=Mirqab test {name}", extensions, by=root)
        maker.forge(f"{name}.tsr", extensions, info(NOTE, at))
    maker.certificate("short", "/O=Mirqab tests/CN=Mirqab test short", "tsa", by=root, begin="20260201000000Z", end="20260228000000Z")
    maker.forge("short-within.tsr", "short", info(NOTE, "20260215120000Z"))
    maker.forge("expired.tsr", "short", info(NOTE, at))
    maker.forge("back-dated.tsr", "short", info(NOTE, "20250301120000Z"))
    maker.certificate("under_no_ca", "/O=Mirqab tests/CN=Mirqab test under no issuer", "tsa", by=no_ca)
    maker.forge("under-no-issuer.tsr", "under_no_ca", info(NOTE, at), chain=no_ca)
    maker.forge("unbound.tsr", tsa, info(NOTE, at), cades=False)
    # A name of the hash that is not the imprint's own.
    maker.forge("other-hash.tsr", tsa, info(NOTE, at, algorithm="2.16.840.1.101.3.4.2.8"))
    maker.forge("must-understand.tsr", tsa, info(NOTE, at, extra=der(0xA1, der(0x30, oid("1.3.6.1.4.1.99999.9"), b"\1\1\xff", der(4)))))
    maker.forge("long-info.tsr", tsa, info(NOTE, at) + b"\0\0")


with tempfile.TemporaryDirectory() as folder:
    main(folder)
