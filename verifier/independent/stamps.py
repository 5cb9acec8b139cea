"""Time stamps (RFC 3161) over a log's checkpoints, judged by hand: DER, CMS, X.509, RSA and ECDSA, as docs/reference/log-format.md says.

It handles public values only, so that timing gives nothing away. What is not read here is refused, not passed over: RSA is PKCS #1, version 1.5,
of 2048 to 8192 bits; curves are P-256 and P-384; hashes are SHA-256, SHA-384 and SHA-512.
"""

import base64
import calendar
import hashlib
import re

LONGEST_WAY, MOST_CERTIFICATES = 4, 8
SEQUENCE, SET, INTEGER, BITS, OCTETS, OID, BOOLEAN, UTC, GENERAL = 0x30, 0x31, 2, 3, 4, 6, 1, 0x17, 0x18


class Bad(Exception):
    """Why a stamp does not hold, in one word of these: form, status, algorithm, imprint, certificate, signature, use, validity, roots."""


def oid(text):
    first, second, *rest = map(int, text.split("."))
    out = bytes([first * 40 + second])
    for number in rest:
        digits = [number & 127]
        while number := number >> 7:
            digits.insert(0, number & 127 | 128)
        out += bytes(digits)
    return out


class Walk:
    """Values of DER that stand one after another."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def peek(self):
        return self.data[self.at] if self.at < len(self.data) else None

    def next(self):
        """Tag, the whole value, and what it holds."""
        data, begin = self.data, self.at
        if len(data) - begin < 2 or data[begin] & 31 == 31:
            raise Bad("form")
        length, at = data[begin + 1], begin + 2
        if length >= 128:
            count = length & 127
            length = int.from_bytes(data[at : at + count], "big")
            if not 1 <= count <= 4 or at + count > len(data) or length < 128 or data[at] == 0:
                raise Bad("form")
            at += count
        if at + length > len(data):
            raise Bad("form")
        self.at = at + length
        return data[begin], data[begin : self.at], data[at : self.at]

    def need(self, tag):
        found, whole, value = self.next()
        if found != tag:
            raise Bad("form")
        return value

    def whole(self, tag):
        if self.peek() != tag:
            raise Bad("form")
        return self.next()[1]

    def maybe(self, tag):
        return self.next()[2] if self.peek() == tag else None

    def inner(self, tag):
        return Walk(self.need(tag))

    def end(self):
        if self.at != len(self.data):
            raise Bad("form")

    def all(self):
        while self.at < len(self.data):
            yield self.next()

    def algorithm(self):
        parts = self.inner(SEQUENCE)
        name = parts.need(OID)
        if parts.peek() is not None and parts.next()[1] != b"\x05\0":
            raise Bad("form")
        parts.end()
        return name


def within(data, tag):
    walk = Walk(data)
    value = walk.need(tag)
    walk.end()
    return Walk(value)


def number(value, most=None):
    if not value or value[0] & 128 or (len(value) > 1 and value[0] == 0 and not value[1] & 128):
        raise Bad("form")
    found = int.from_bytes(value, "big")
    if most is not None and found > most:
        raise Bad("form")
    return found


def time(tag, value):
    """Millionths of a second since 1970."""
    pattern = {UTC: rb"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", GENERAL: rb"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?Z"}.get(tag)
    found = pattern and re.fullmatch(pattern, value)
    if not found:
        raise Bad("form")
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    if tag == UTC:
        year += 2000 if year < 50 else 1900
    if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] and hour < 24 and minute < 60 and second < 60):
        raise Bad("form")
    fraction = (found[7] or b"0")[:6].ljust(6, b"0") if tag == GENERAL else b"0"
    return calendar.timegm((year, month, day, hour, minute, second)) * 10**6 + int(fraction)


# Hashes and signatures.

SHA256, SHA1 = oid("2.16.840.1.101.3.4.2.1"), oid("1.3.14.3.2.26")
HASHES = {SHA256: hashlib.sha256, oid("2.16.840.1.101.3.4.2.2"): hashlib.sha384, oid("2.16.840.1.101.3.4.2.3"): hashlib.sha512}
OID_OF = {hash: name for name, hash in HASHES.items()}
RSA, EC = oid("1.2.840.113549.1.1.1"), oid("1.2.840.10045.2.1")
SIGNING = {RSA: (None, True)}
for last, name in enumerate(HASHES):
    SIGNING[oid(f"1.2.840.113549.1.1.{11 + last}")] = HASHES[name], True
    SIGNING[oid(f"1.2.840.10045.4.3.{2 + last}")] = HASHES[name], False

# SEC 2: the prime, b, the order and the base point; a is -3.
CURVES = {
    oid("1.2.840.10045.3.1.7"): (
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5),
    ),
    oid("1.3.132.0.34"): (
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
        (
            0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
            0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
        ),
    ),
}


def add(p, a, b):
    """The sum of two points; None is the neutral one."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % p == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, p)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, p)
    x = (slope * slope - a[0] - b[0]) % p
    return x, (slope * (a[0] - x) - a[1]) % p


def times(p, k, a):
    total = None
    while k:
        if k & 1:
            total = add(p, total, a)
        a, k = add(p, a, a), k >> 1
    return total


def ecdsa(curve, key, digest, signature):
    p, b, order, base = CURVES[curve]
    size = (p.bit_length() + 7) // 8
    if key[:1] == b"\4" and len(key) == 1 + 2 * size:
        point = int.from_bytes(key[1 : 1 + size], "big"), int.from_bytes(key[1 + size :], "big")
    elif key[:1] in (b"\2", b"\3") and len(key) == 1 + size:
        x = int.from_bytes(key[1:], "big")
        y = pow(x**3 - 3 * x + b, (p + 1) // 4, p)
        point = x, y if y & 1 == key[0] & 1 else p - y
    else:
        return False
    if max(point) >= p or (point[1] ** 2 - point[0] ** 3 + 3 * point[0] - b) % p:
        return False
    parts = within(signature, SEQUENCE)
    r, s = number(parts.need(INTEGER)), number(parts.need(INTEGER))
    parts.end()
    if not (0 < r < order and 0 < s < order):
        return False
    e = int.from_bytes(digest[: (order.bit_length() + 7) // 8], "big")
    w = pow(s, -1, order)
    found = add(p, times(p, e * w % order, base), times(p, r * w % order, point))
    return found is not None and found[0] % order == r


def rsa(key, hashing, digest, signature):
    parts = within(key, SEQUENCE)
    n, e = number(parts.need(INTEGER)), number(parts.need(INTEGER))
    size = (n.bit_length() + 7) // 8
    if not 2048 <= n.bit_length() <= 8192 or n % 2 == 0 or not 2 <= e < 1 << 33 or len(signature) != size:
        return False
    value = int.from_bytes(signature, "big")
    # DigestInfo: the hash's name, and the hash.
    info = b"\x30" + bytes([17 + 2 + len(digest) - 2]) + b"\x30\x0d\x06\x09" + OID_OF[hashing] + b"\x05\0\x04" + bytes([len(digest)]) + digest
    return value < n and pow(value, e, n).to_bytes(size, "big") == b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info


def bits(value):
    if value[:1] != b"\0":
        raise Bad("form")
    return value[1:]


STAMPING, ANY_USE = oid("1.3.6.1.5.5.7.3.8"), oid("2.5.29.37.0")
UNDERSTOOD = {oid(f"2.5.29.{last}") for last in (14, 15, 19, 32, 35, 37)}


class Certificate:
    def __init__(self, whole):
        self.whole = whole
        outer = within(whole, SEQUENCE)
        self.signed = outer.whole(SEQUENCE)
        algorithm = outer.whole(SEQUENCE)
        self.signature = bits(outer.need(BITS))
        outer.end()
        body = within(self.signed, SEQUENCE)
        body.maybe(0xA0)
        self.serial = body.need(INTEGER)
        if body.whole(SEQUENCE) != algorithm:
            raise Bad("form")
        self.issuer = body.whole(SEQUENCE)
        dates = body.inner(SEQUENCE)
        self.valid = [time(tag, value) // 10**6 for tag, _, value in (dates.next(), dates.next())]
        self.subject = body.whole(SEQUENCE)
        self.key = body.whole(SEQUENCE)
        body.maybe(0x81), body.maybe(0x82)
        self.extensions = {}
        extensions = body.maybe(0xA3)
        for _, one, _ in within(extensions, SEQUENCE).all() if extensions is not None else ():
            parts = within(one, SEQUENCE)
            name, critical, value = parts.need(OID), parts.maybe(BOOLEAN), parts.need(OCTETS)
            parts.end()
            if name in self.extensions or critical not in (None, b"\xff"):
                raise Bad("form")
            self.extensions[name] = critical is not None, value
        body.end()
        try:
            self.algorithm = Walk(algorithm).algorithm()
        except Bad:
            self.algorithm = None

    def extension(self, last):
        return self.extensions.get(oid(f"2.5.29.{last}"), (False, None))

    def valid_at(self, at):
        return self.valid[0] <= at <= self.valid[1]

    def usage(self, mask):
        value = self.extension(15)[1]
        if value is None:
            return True
        value = Walk(value).need(BITS)
        return len(value) < 2 or bool(value[1] & mask)

    def understood(self):
        return all(not critical or name in UNDERSTOOD for name, (critical, _) in self.extensions.items())

    def uses(self):
        value = self.extension(37)[1]
        return None if value is None else [use for _, _, use in within(value, SEQUENCE).all()]

    def for_stamps(self):
        return self.extension(37)[0] and self.usage(0xC0) and self.understood() and self.uses() == [STAMPING]

    def may_issue(self, below):
        value = self.extension(19)[1]
        if value is None:
            return False
        parts = within(value, SEQUENCE)
        issues, most = parts.maybe(BOOLEAN) == b"\xff", parts.maybe(INTEGER)
        short = most is None or below <= number(most)
        uses = self.uses()
        return issues and short and self.usage(4) and (uses is None or STAMPING in uses or ANY_USE in uses) and self.understood()

    def holds(self, hashing, is_rsa, message, signature):
        info = within(self.key, SEQUENCE)
        algorithm = info.inner(SEQUENCE)
        kind, key, digest = algorithm.need(OID), bits(info.need(BITS)), hashing(message).digest()
        if is_rsa:
            return kind == RSA and rsa(key, hashing, digest, signature)
        return kind == EC and (curve := algorithm.need(OID)) in CURVES and ecdsa(curve, key, digest, signature)

    def issued(self, other):
        hashing, is_rsa = SIGNING.get(other.algorithm, (None, False))
        try:
            return hashing is not None and self.holds(hashing, is_rsa, other.signed, other.signature)
        except Bad:
            return False

    def name(self):
        found = {}
        for _, one, _ in within(self.subject, SEQUENCE).all():
            for _, pair, _ in within(one, SET).all():
                parts = within(pair, SEQUENCE)
                key, (tag, _, value) = parts.need(OID), parts.next()
                found.setdefault(key, value.decode("utf-16-be" if tag == 0x1E else "utf-8", "replace"))
        return found.get(oid("2.5.4.3"), found.get(oid("2.5.4.10"), ""))


def roots(pem):
    found = re.findall(r"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", pem, re.S)
    try:
        certificates = [Certificate(base64.b64decode("".join(one.split()), validate=True)) for one in found]
    except ValueError:
        raise Bad("roots") from None
    if not certificates:
        raise Bad("roots")
    return certificates


def leads(leaf, trusted, beside, at):
    """Whether a certificate leads to one that is trusted: outward from it, each certificate once, since a shorter way is never worse."""

    def issues(above, reached, below):
        try:
            return above.valid_at(at) and above.may_issue(below) and any(above.subject == one.issuer and above.issued(one) for one in reached)
        except Bad:
            return False

    reached, left = [leaf], [one for one in beside if one.whole != leaf.whole]
    for below in range(LONGEST_WAY + 1 if trusted else 0):
        if any(issues(root, reached, below) for root in trusted):
            return True
        reached, left = [one for one in left if issues(one, reached, below)], [one for one in left if not issues(one, reached, below)]
    return False


# The token.

CONTENT, DIGEST, WITH, WITH_2 = map(oid, ("1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"))
SIGNED_DATA, INFO = oid("1.2.840.113549.1.7.2"), oid("1.2.840.113549.1.9.16.1.4")


def token_of(answer):
    """The token in an authority's answer."""
    parts = within(answer, SEQUENCE)
    if number(parts.inner(SEQUENCE).need(INTEGER)) > 1:
        raise Bad("status")
    token = parts.whole(SEQUENCE)
    parts.end()
    return token


def binds(value, one, second):
    listed = within(value, SEQUENCE).inner(SEQUENCE)
    parts = listed.inner(SEQUENCE)
    hashing = hashlib.sha1
    if second:
        name = parts.algorithm() if parts.peek() == SEQUENCE else SHA256
        hashing = HASHES.get(name, hashlib.sha1 if name == SHA1 else None)
    if hashing is None or parts.need(OCTETS) != hashing(one.whole).digest():
        return False
    issuer = parts.maybe(SEQUENCE)
    if issuer is None:
        return True
    issuer = Walk(issuer)
    return issuer.inner(SEQUENCE).need(0xA4) == one.issuer and issuer.need(INTEGER) == one.serial


def named(tag, value, one):
    if tag == SEQUENCE:
        parts = Walk(value)
        return (parts.whole(SEQUENCE), parts.need(INTEGER)) == (one.issuer, one.serial)
    key = one.extension(14)[1]
    return tag == 0x80 and key is not None and Walk(key).need(OCTETS) == value


def judge(token, data, trusted=()):
    """What a token over these bytes says, if it holds; raises `Bad` if not."""
    outer = within(token, SEQUENCE)
    if outer.need(OID) != SIGNED_DATA:
        raise Bad("form")
    signed = within(outer.need(0xA0), SEQUENCE)
    outer.end()
    signed.need(INTEGER), signed.need(SET)
    content = signed.inner(SEQUENCE)
    if content.need(OID) != INFO:
        raise Bad("form")
    info = Walk(content.need(0xA0)).need(OCTETS)
    content.end()
    certificates = [Certificate(whole) for tag, whole, _ in Walk(signed.maybe(0xA0) or b"").all() if tag == SEQUENCE]
    if len(certificates) > MOST_CERTIFICATES:
        raise Bad("form")
    signed.maybe(0xA1)
    signers = signed.inner(SET)
    signed.end()
    signer = signers.inner(SEQUENCE)
    signers.end()
    said = read_info(info, data)
    signer.need(INTEGER)
    tag, _, sid = signer.next()
    hashing = HASHES.get(signer.algorithm())
    if hashing is None:
        raise Bad("algorithm")
    attributes = signer.whole(0xA0)
    with_hash, is_rsa = SIGNING.get(signer.algorithm(), (None, None))
    if is_rsa is None or with_hash not in (None, hashing):
        raise Bad("algorithm")
    signature = signer.need(OCTETS)
    signer.maybe(0xA1)
    signer.end()
    found = {}
    for _, one, _ in Walk(attributes).inner(0xA0).all():
        parts = within(one, SEQUENCE)
        name, values = parts.need(OID), parts.need(SET)
        parts.end()
        if name in (CONTENT, DIGEST, WITH, WITH_2):
            values = Walk(values)
            value = values.next()
            values.end()
            if name in found:
                raise Bad("form")
            found[name] = value
    kind, digest = found.get(CONTENT, (None,) * 3), found.get(DIGEST, (None,) * 3)
    if (kind[0], kind[2], digest[0]) != (OID, INFO, OCTETS):
        raise Bad("form")
    if digest[2] != hashing(info).digest():
        raise Bad("signature")
    if WITH not in found and WITH_2 not in found:
        raise Bad("certificate")

    def is_it(one):
        try:
            return named(tag, sid, one) and all(binds(found[name][1], one, name == WITH_2) for name in (WITH, WITH_2) if name in found)
        except Bad:
            return False

    leaf = next(filter(is_it, certificates), None)
    if leaf is None:
        raise Bad("certificate")
    # What is signed is the set itself, and not its place in the structure.
    try:
        if not leaf.holds(hashing, is_rsa, bytes([SET]) + attributes[1:], signature):
            raise Bad("signature")
    except Bad:
        raise Bad("signature") from None
    if not leaf.for_stamps():
        raise Bad("use")
    if not leaf.valid_at(said["at"]):
        raise Bad("validity")
    vouched = any(root.whole == leaf.whole for root in trusted) or leads(leaf, trusted, certificates, said["at"])
    return said | {"by": leaf.name(), "certificate": hashlib.sha256(leaf.whole).hexdigest(), "vouched": vouched}


def read_info(info, data):
    info = within(info, SEQUENCE)
    if number(info.need(INTEGER)) != 1:
        raise Bad("form")
    info.need(OID)
    imprint = info.inner(SEQUENCE)
    if imprint.algorithm() != SHA256 or imprint.need(OCTETS) != hashlib.sha256(data).digest():
        raise Bad("imprint")
    imprint.end()
    info.need(INTEGER)
    at = late = time(GENERAL, info.need(GENERAL))
    accuracy = info.maybe(SEQUENCE)
    if accuracy is not None:
        parts = Walk(accuracy)
        for tag, micros in (INTEGER, 10**6), (0x80, 1000), (0x81, 1):
            part = parts.maybe(tag)
            late += 0 if part is None else number(part, 2**32 - 1) * micros
        parts.end()
    info.maybe(BOOLEAN)
    nonce = info.maybe(INTEGER) or b""
    info.maybe(0xA0)
    for _, one, _ in Walk(info.maybe(0xA1) or b"").all():
        parts = within(one, SEQUENCE)
        parts.need(OID)
        if parts.peek() == BOOLEAN:
            raise Bad("form")
    info.end()
    return {"at": at // 10**6, "before": -(-late // 10**6), "nonce": nonce}
