#!/usr/bin/env python3
"""Judges an evidence bundle of a ceasefire mission, offline: a second implementation, written from docs/reference/record-format.md alone.

    python3 verifier/independent/mirqab_check.py FILE [--key NAME+ID+KEY] [--policy FILE [--max-age 48h]] [--tsa-roots FILE.pem] [--succession FILE]... [--json]

Exit status: 0 if everything holds, 1 if the bundle does not hold or its witnesses are not as asked, 2 if the question cannot be asked.

It needs Python 3.11 and nothing else: whoever doubts the record should not have to install anything to check it. For that, the few
signatures of a bundle are checked by the forty lines below, as RFC 8032 writes them down. They handle public values only, so that their
timing gives nothing away, and they are slow (some milliseconds), which does not matter for a handful.
"""

import datetime
import hashlib
import json
import re
import sys
import time
import unicodedata
from functools import lru_cache

from facts import ERASED_GROUP, GROUPS, Fails, claims, form, item_of, members, opened, read, sha, unbase64
from procedure import Procedure, Refused
import stamps
from witnesses import MOST_COSIGNATURES, Policy, instant, judged, seconds

MOST_BYTES = 32 << 20
# By how many seconds a time stamp may lie before what it stamps was recorded: two clocks are never the same.
CLOCKS_MAY_DIFFER = 600


# Ed25519, RFC 8032, section 5.1.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
NEUTRAL = (0, 1, 1, 0)


def plus(a, b):
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = NEUTRAL
    while number:
        if number & 1:
            result = plus(result, point)
        point, number = plus(point, point), number >> 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point(data):
    """The point that 32 bytes stand for, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


@lru_cache(maxsize=64)
def signed(key, signature, text):
    """Whether the signature holds, strictly: also points of small order are refused."""
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER or same(times(8, a), NEUTRAL) or same(times(8, r), NEUTRAL):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % ORDER
    return same(times(s, BASE), plus(r, times(k, a)))


# The bundle.


def shaped(data):
    """The file's content, if it is in its one form."""
    where = "the file"
    if len(data) > MOST_BYTES:
        raise Fails(where, f"it is larger than {MOST_BYTES} bytes")
    if not data.endswith(b"\n"):
        raise Fails(where, "it does not end in a line feed")
    bundle = read(data[:-1], where, "file")
    # The second form has cosignatures or changes of the key, one at least; the first has neither.
    second = isinstance(bundle, dict) and bundle.get("format") == "mirqab-bundle/2"
    more = [name for name in ("cosignatures", "successions") if second and name in bundle]
    anchored = ["anchor"] if isinstance(bundle, dict) and "anchor" in bundle else []
    bundle = members(bundle, " ".join(["format finding key origin checkpoint entries", *more, *anchored]), where)
    if second and not more:
        raise Fails(where, "it is of the second form and has nothing of it")
    if not second and bundle["format"] != "mirqab-bundle/1":
        raise Fails(where, "it is neither of the form mirqab-bundle/1 nor of mirqab-bundle/2")
    try:
        for name in more:
            if not isinstance(bundle[name], list) or not 0 < len(bundle[name]) <= MOST_COSIGNATURES:
                raise ValueError(f"{name} is not a list of one or more, and of {MOST_COSIGNATURES} at most")
        form("[Text]", bundle.get("successions", []), "successions")
        if "cosignatures" in more:
            for one in bundle["cosignatures"]:
                form("Text", members(one, "key line", where)["key"], "a key of a witness")
                form("Text", one["line"], "a line of a witness")
            keys = [one["key"].encode() for one in bundle["cosignatures"]]
            if keys != sorted(set(keys)):
                raise ValueError("the cosignatures are not in the order of their keys, each once")
        for name, kind in {"finding": "Id", "key": "Text", "origin": "Text", "checkpoint": "Text"}.items():
            form(kind, bundle[name], name)
        if not isinstance(bundle["entries"], list):
            raise ValueError("entries is not a list")
        last = -1
        for index, entry in enumerate(bundle["entries"]):
            at = f"{where}, entries[{index}]"
            members(entry, "position envelope payloads proof", at)
            form("U53", entry["position"], f"position of entries[{index}]")
            form("Text", entry["envelope"], f"envelope of entries[{index}]")
            form("[Hash]", entry["proof"], f"proof of entries[{index}]")
            if entry["position"] <= last:
                raise Fails(where, f"the entry at position {entry['position']} does not come after the one before it")
            last = entry["position"]
            if not isinstance(entry["payloads"], list):
                raise ValueError(f"payloads of entries[{index}] is not a list")
            for payload in entry["payloads"]:
                members(payload, "group salt value", at)
                form("Hash", payload["salt"], f"a salt of entries[{index}]")
                form("Text", payload["value"], f"a payload of entries[{index}]")
                if payload["group"] not in GROUPS:
                    raise ValueError(f"a payload of entries[{index}] is of no known group")
            groups = [GROUPS.index(payload["group"]) for payload in entry["payloads"]]
            if groups != sorted(set(groups)):
                raise Fails(where, f"the payloads of the entry at position {last} are not in the order of their groups, each once")
        if anchored:
            anchor = members(bundle["anchor"], "checkpoint proof tokens", where)
            form("Text", anchor["checkpoint"], "checkpoint of the anchor")
            form("[Hash]", anchor["proof"], "proof of the anchor")
            form("[Text]", anchor["tokens"], "tokens of the anchor")
            if not anchor["tokens"]:
                raise ValueError("the anchor has no token")
            anchor["tokens"] = [unbase64(token) for token in anchor["tokens"]]
    except ValueError as error:
        raise Fails(where, str(error)) from None
    return bundle


def good_name(name):
    return name != "" and not any(c.isspace() or unicodedata.category(c) == "Cc" or c == "+" for c in name)


def public_key(key, origin, where="the key", kind=1):
    """A log's key, or with kind 4 a witness's: its bytes and its id."""
    try:
        name, key_id, encoded = key.split("+", 2)
        data = unbase64(encoded)
    except ValueError:
        raise Fails(where, "it is not name+id+base64") from None
    if len(data) != 33 or data[0] != kind:
        raise Fails(where, "it is not an Ed25519 key")
    if not good_name(name) or key_id != sha(name.encode() + b"\n" + data)[:4].hex():
        raise Fails(where, "the id does not fit name and key")
    if origin is not None and name != origin:
        raise Fails(where, "the key's name is not the origin that the bundle names")
    return data[1:], bytes.fromhex(key_id)


def checkpoint(note, origin, key, key_id, where="the checkpoint"):
    """Size and root of the log, once the signature holds."""
    found = re.fullmatch(r"([^\n]+)\n(0|[1-9][0-9]*)\n([^\n]+)\n\n— ([^\n ]+) ([^\n ]+)\n", note)
    if not found or any(unicodedata.category(c) == "Cc" and c != "\n" for c in note):
        raise Fails(where, "it is not origin, size, root, an empty line, and the log's own signature alone")
    try:
        size, root, blob = int(found[2]), unbase64(found[3]), unbase64(found[5])
    except ValueError as error:
        raise Fails(where, str(error)) from None
    if size >= 1 << 64 or len(root) != 32 or found[1] != origin:
        raise Fails(where, "it is not a checkpoint of the origin that the bundle names")
    if found[4] != origin or len(blob) != 68 or blob[:4] != key_id:
        raise Fails(where, "the signature is not of the log's key")
    if not signed(key, blob[4:], note[: note.index("\n\n") + 1].encode()):
        raise Fails(where, "the signature does not hold")
    return size, root


def cosignature(one, where, text):
    """When the witness whose key stands beside it signed this checkpoint, once that holds."""
    public, key_id = public_key(one["key"], None, where, 4)
    found = re.fullmatch(r"— ([^\n ]+) ([^\n ]+)", one["line"])
    try:
        blob = unbase64(found[2]) if found else b""
    except ValueError as error:
        raise Fails(where, str(error)) from None
    at = int.from_bytes(blob[4:12], "big")
    if len(blob) != 76 or found[1] != one["key"].split("+")[0] or blob[:4] != key_id or at >= 1 << 63:
        raise Fails(where, "it is not one of the witness beside it")
    if not signed(public, blob[12:], b"cosignature/v1\ntime %d\n" % at + text):
        raise Fails(where, "the witness beside it did not sign this checkpoint at that time")
    return at


def succession(note, where):
    """One key follows another: both keys, and of how many entries the log was then; once both signed it and nobody else."""
    text, empty, signatures = note.rpartition("\n\n")
    text += "\n"
    found = re.fullmatch(r"mirqab-log-succession/1\n([^\n]+)\n([^\n]+)\n([^\n]+)\n(0|[1-9][0-9]*)\n([^\n]+)\n", text)
    lines = re.fullmatch(r"— ([^\n ]+) ([^\n ]+)\n— ([^\n ]+) ([^\n ]+)\n", signatures)
    if not found or not lines or found[2] == found[3] or int(found[4]) >= 1 << 64:
        raise Fails(where, "it is not a note by which one key follows another, with two signatures")
    if any(unicodedata.category(c) == "Cc" and c != "\n" for c in note):
        raise Fails(where, "it holds control characters")
    by_id = {}
    for key in found[2], found[3]:
        public, key_id = public_key(key, found[1], where)
        by_id[key_id] = public
    try:
        if len(unbase64(found[5])) != 32:
            raise ValueError("the root has another length")
        signatures = {unbase64(lines[2])[:4]: unbase64(lines[2])[4:], unbase64(lines[4])[:4]: unbase64(lines[4])[4:]}
    except ValueError as error:
        raise Fails(where, str(error)) from None
    if {lines[1], lines[3]} != {found[1]} or signatures.keys() != by_id.keys() or len(by_id) != 2:
        raise Fails(where, "it is not signed by the key that goes and by the key that comes")
    for key_id, public in by_id.items():
        if len(signatures[key_id]) != 64 or not signed(public, signatures[key_id], text.encode()):
            raise Fails(where, "a signature does not hold")
    return found[2], found[3], int(found[4]), found[5]


def keys(bundle, given=()):
    """The keys of the log as they follow each other, until which size each but the last signs alone, and the changes that the bundle shows.
    `given` are notes that the reader has besides."""
    own = []
    for number, note in enumerate(bundle.get("successions", []), 1):
        where = f"the change of the log's key number {number}"
        one = succession(note, where)
        if own and (own[-1][1] != one[0] or own[-1][2] >= one[2]):
            raise Fails(where, "it stands in another order")
        own.append(one)
    line, until = following(bundle["key"], [*given, *own])
    for number, (old, *_) in enumerate(own, 1):
        if old not in line:
            raise Fails(f"the change of the log's key number {number}", "it has nothing to do with the key of this bundle")
    return line, until, own


def following(known, changes):
    """The keys before and after this one, as the changes connect them, and until which size each but the last signs. Of one key one may follow."""
    line, until = [known], []
    after, before = {}, {}
    for old, new, size, root in changes:
        if after.setdefault(old, (new, size, root)) != (new, size, root):
            raise Fails("the key", f"CONTRADICTION: the key {old} signed that two other keys follow it; keep both notes")
        before.setdefault(new, (old, size))
    while line[-1] in after:
        new, size, _ = after[line[-1]]
        if new in line:
            raise Fails("the key", "the keys follow each other in a circle")
        line, until = line + [new], until + [size]
    while line[0] in before:
        old, size = before[line[0]]
        if old in line:
            raise Fails("the key", "the keys follow each other in a circle")
        line, until = [old] + line, [size] + until
    return line, until


def included(envelope, position, size, proof, root):
    where = f"the entry at position {position}, its proof"
    node, last, found = position, size - 1, sha(b"\0" + envelope)
    if node > last:
        raise Fails(where, "the proof is for a place outside the tree")
    for sibling in map(bytes.fromhex, proof):
        if last == 0:
            raise Fails(where, "the proof has the wrong length")
        if node % 2 or node == last:
            found = sha(b"\1" + sibling + found)
            while node and node % 2 == 0:
                node, last = node // 2, last // 2
        else:
            found = sha(b"\1" + found + sibling)
        node, last = node // 2, last // 2
    if last:
        raise Fails(where, "the proof has the wrong length")
    if found != root:
        raise Fails(where, "the proof leads to another root")


def consistent(old, new, proof, old_root, new_root):
    """Whether the tree of `old` entries is the beginning of that of `new`. RFC 9162, section 2.1.4.2."""
    if old == new or old == 0:
        return not proof and old_root == (new_root if old else sha(b""))
    hashes = list(map(bytes.fromhex, proof))
    if old & (old - 1) == 0:
        hashes.insert(0, old_root)
    if not hashes:
        return False
    node, last = old - 1, new - 1
    while node % 2:
        node, last = node // 2, last // 2
    first = second = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if node % 2 or node == last:
            first, second = sha(b"\1" + sibling + first), sha(b"\1" + sibling + second)
            while node and node % 2 == 0:
                node, last = node // 2, last // 2
        else:
            second = sha(b"\1" + second + sibling)
        node, last = node // 2, last // 2
    return last == 0 and (first, second) == (old_root, new_root)


def by_one_of(line, until, note, origin, where):
    """A checkpoint that one of the log's keys signed, while none had followed it."""
    fails = None
    for place in reversed(range(len(line))):
        try:
            size, root = checkpoint(note, origin, *public_key(line[place], origin), where)
        except Fails as other:
            fails = fails or other
            continue
        if place < len(until) and size > until[place]:
            raise Fails(where, f"the key that signed it signs for trees of at most {until[place]} entries; another key followed it")
        return size, root
    raise fails


def anchored(bundle, size, root, keys, entries, trusted):
    """The time stamps of a bundle, each of which must hold; one must be vouched for, if the reader trusts anybody."""
    where, found, (line, until) = "the time stamps", [], keys
    if "anchor" in bundle:
        anchor = bundle["anchor"]
        stamped, stamped_root = by_one_of(line, until, anchor["checkpoint"], bundle["origin"], where)
        trees = sorted([(stamped, stamped_root), (size, root)], key=lambda tree: tree[0])
        if not consistent(trees[0][0], trees[1][0], anchor["proof"], trees[0][1], trees[1][1]):
            raise Fails(where, "the proof does not lead from the one checkpoint to the other")
        recorded = max((entry.now for entry in entries if entry.position < stamped), default=None)
        for token in anchor["tokens"]:
            try:
                stamp = stamps.judge(token, anchor["checkpoint"].encode(), trusted)
            except stamps.Bad as bad:
                raise Fails(where, f"a time stamp does not hold: {bad}") from None
            if recorded is not None and stamp["before"] + CLOCKS_MAY_DIFFER < recorded:
                raise Fails(where, "CONTRADICTION: it is older than what it stamps: one of the two clocks is wrong")
            before = datetime.datetime.fromtimestamp(stamp["before"], datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            found.append({"size": stamped, "before": before} | {name: stamp[name] for name in ("by", "certificate", "vouched")})
    if trusted and not any(stamp["vouched"] for stamp in found):
        raise Fails(where, "no time stamp in it leads to a certificate that you trust")
    return found


def needed(finding, entries):
    """The subjects that the finding needs, by the entries at hand."""
    by_subject = {}
    for entry in entries:
        by_subject.setdefault(entry.subject, []).append(entry)
    ends = [("finding", finding), ("response", finding)] + [subject for subject in by_subject if subject[0] == "agreement"]
    seen = set()
    while ends:
        subject = ends.pop()
        if subject in seen:
            continue
        seen.add(subject)
        for entry in by_subject.get(subject, []):
            fact = entry.fact
            if entry.kind == "finding/proposed":
                incident = fact["proposal"]["incident"]
                ends += [("incident", incident), ("verification", incident)] + [("report", report) for report in fact["proposal"]["reports"]]
            elif entry.kind in ("incident/opened", "incident/absorbed"):
                ends += [("report", report) for report in fact["reports"]]
            elif entry.kind == "incident/linked" or entry.kind == "incident/proposal_judged" and fact["answer"] == "same":
                ends.append(("report", fact["report"]))
            elif entry.kind == "report/submitted":
                ends.append(("mission", entry.author["account"]))
            elif entry.kind == "report/lineage_recorded" and fact["origin"]:
                ends.append(("report", fact["origin"]))
    return seen, seen - by_subject.keys()


def check(data, key=None, trusted=(), changes=()):
    """Judges the bytes of a bundle. Returns what it says if it holds; raises `Fails` if not. `changes` are those of the log's key that the reader
    has notes of, as `succession` reads them."""
    return checked(data, key, trusted, changes)[0]


def checked(data, key, trusted=(), changes=()):
    """The same, and who cosigned when: keys and times."""
    bundle = shaped(data)
    other = Fails("the key", "it is another key than the one expected: another log, or a forgery")
    if key is not None and key != bundle["key"] and not bundle.get("successions") and not changes:
        raise other
    line, until, own = keys(bundle, changes)
    if key is not None and key not in line:
        raise other
    size, root = checkpoint(bundle["checkpoint"], bundle["origin"], *public_key(bundle["key"], bundle["origin"]))
    place = line.index(bundle["key"])
    if place < len(until) and size > until[place]:
        raise Fails("the checkpoint", f"the key that signed it signs for trees of at most {until[place]} entries; another key followed it")
    text = bundle["checkpoint"][: bundle["checkpoint"].index("\n\n") + 1].encode()
    cosigned = [(one["key"], cosignature(one, f"the cosignature number {number}", text)) for number, one in enumerate(bundle.get("cosignatures", []), 1)]
    for entry in bundle["entries"]:
        included(entry["envelope"].encode(), entry["position"], size, entry["proof"], root)
    entries, last, ids, procedure, remarks, latest = [], {}, set(), Procedure(), [], None
    for written in bundle["entries"]:
        entry = opened(written["position"], written["envelope"], written["payloads"])
        where = f"the entry at position {entry.position}, its "
        if entry.id in ids:
            raise Fails(where + "previous", f"the entry {entry.id} is there twice")
        if last.get(entry.subject) != entry.previous:
            raise Fails(where + "previous", f"an entry about this subject is missing: it names {entry.previous}, that is {last.get(entry.subject)}")
        ids.add(entry.id)
        last[entry.subject] = entry.id
        try:
            procedure.take(entry)
            for key_used, signature, text, rule in claims(bundle["origin"], entry):
                if not signed(bytes.fromhex(key_used), bytes.fromhex(signature), text):
                    raise Refused(rule)
        except Refused as refused:
            raise Fails(where + "fact", f"rule not kept: {refused}", str(refused)) from None
        if latest is not None and entry.now < latest:
            remarks.append(f"the entry at position {entry.position} was recorded at an earlier time than one before it")
        latest = entry.now if latest is None else max(latest, entry.now)
        entries.append(entry)
    if ("finding", bundle["finding"]) not in last:
        raise Fails("the finding", "no entry of the bundle is about the finding that it names")
    subjects, absent = needed(bundle["finding"], entries)
    for entry in entries:
        if entry.subject not in subjects:
            raise Fails(f"the entry at position {entry.position}, its subject", "it has nothing to do with this finding")
    remarks += [f"the report {id} is named but is not in the bundle" for room, id in sorted(absent) if room == "report"]
    stamped = anchored(bundle, size, root, (line, until), entries, trusted)
    said = {
        "finding": bundle["finding"], "origin": bundle["origin"], "key": bundle["key"], "key_compared": key is not None,
        "size": size, "root": root.hex(), "entries": len(entries), "withheld": sum(len(entry.withheld) for entry in entries) - erased(entries), "erased": erased(entries), "successions": [{"old": old, "new": new, "size": size} for old, new, size, _ in own], "cosigned": [{"key": witness, "at": instant(at)} for witness, at in cosigned],
        "signed_reports": signed_reports(entries), "remarks": remarks,
        "anchored": stamped,
    }
    return said, cosigned


def signed_reports(entries):
    """Of the reports in the file, for each party that filed some how many carry that party's own signature; under `null` those that no party filed."""
    counts = {}
    for entry in entries:
        if entry.kind == "report/submitted":
            party, signed_by = entry.fact["draft"]["reported_by"], entry.fact.get("signed")
            count = counts.setdefault(party, {"party": party, "reports": 0, "signed": 0, "keys": []})
            count["reports"] += 1
            if signed_by and entry.author["party"] == party:
                count["signed"] += 1
                count["keys"] = sorted({*count["keys"], signed_by["key"]})
    return [counts[party] for party in sorted(counts, key=lambda party: (party is not None, party or ""))]


def erased(entries):
    """How many payloads are not there because a tombstone says that they were erased: of the entries before it about that report, or that item of evidence."""
    gone = set()
    for tombstone in entries:
        if tombstone.kind in ("report/erased", "verification/evidence_erased"):
            groups = {ERASED_GROUP.get(part) for part in tombstone.fact["parts"]}
            about = tombstone.subject, item_of(tombstone)
            before = (entry for entry in entries if (entry.subject, item_of(entry)) == about and entry.position < tombstone.position)
            gone |= {(entry.position, group) for entry in before for group in entry.withheld & groups}
    return len(gone)


def plain(text):
    """Nothing from a file may move a terminal's cursor or turn the direction of text."""
    return str(text).encode("ascii", "backslashreplace").decode().translate({c: f"\\x{c:02x}" for c in [*range(32), 127]})


def witness_key(key):
    return public_key(key, None, "the key of a witness", 4)[0]


USAGE = "usage: mirqab_check.py FILE [--key NAME+ID+KEY] [--policy FILE [--max-age 48h]] [--tsa-roots FILE.pem] [--succession FILE]... [--json]"


def main(arguments):
    files, key, policy, max_age, as_json, trusted, changes = [], None, None, None, False, None, []
    arguments = list(arguments)
    while arguments:
        argument = arguments.pop(0)
        if argument == "--json":
            as_json = True
        elif argument == "--key" and arguments and key is None:
            key = arguments.pop(0).strip()
        elif argument == "--policy" and arguments and policy is None:
            policy = arguments.pop(0)
        elif argument == "--max-age" and arguments and max_age is None and seconds(arguments[0]) is not None:
            max_age = seconds(arguments.pop(0))
        elif argument == "--tsa-roots" and arguments and trusted is None:
            trusted = arguments.pop(0)
        elif argument == "--succession" and arguments:
            changes.append(arguments.pop(0))
        elif argument.startswith("-"):
            print(USAGE, file=sys.stderr)
            return 2
        else:
            files.append(argument)
    if len(files) != 1 or max_age is not None and policy is None:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        if policy is not None:
            with open(policy, encoding="utf8") as file:
                policy = Policy(file.read(1 << 16), witness_key)
            if key is None and len(policy.logs) == 1:
                key = policy.logs[0]
            if key is None:
                raise ValueError("the policy names no log: give its key with --key")
        if key is not None:
            public_key(key, key.split("+")[0])
        if trusted is not None:
            with open(trusted, encoding="utf-8", errors="replace") as file:
                trusted = stamps.roots(file.read())
        for place, name in enumerate(changes):
            with open(name, encoding="utf8", newline="") as file:
                changes[place] = succession(file.read(1 << 16), name)
        with open(files[0], "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError, Fails, stamps.Bad) as error:
        print(f"mirqab_check.py: {plain(error)}", file=sys.stderr)
        return 2
    try:
        said, cosigned = checked(data, key, trusted or (), changes)
        answer, status = {"verdict": "holds"} | said, 0
        if policy is not None:
            answer["witnessed"] = judged(policy, cosigned, int(time.time()), max_age)
            if not answer["witnessed"]["quorum_met"]:
                answer["verdict"], status = "not witnessed", 1
    except Fails as fails:
        answer, status = {"verdict": "does not hold", "where": fails.where, "why": fails.why, "rule": fails.rule}, 1
    if as_json:
        print(json.dumps(answer))
        return status
    print({"holds": "HOLDS", "not witnessed": "NOT WITNESSED AS ASKED"}.get(answer["verdict"], "DOES NOT HOLD"))
    if status == 0 and key is None:
        print("KEY NOT COMPARED YET: compare it with the one that you received on paper, and give it with --key; a forger has a key too.")
    witnessed = answer.pop("witnessed", {})
    for name, value in (answer | {"witness": witnessed.pop("witnesses", None)} | witnessed).items():
        for item in value if isinstance(value, list) else [value]:
            if name == "anchored":
                whom = f"according to {item['by']}" if item["vouched"] else f"stamped by a certificate nobody vouched for ({item['by']}); give --tsa-roots"
                item = f"the log's first {item['size']} entries existed before {item['before']}, {whom}"
            item = ", ".join(f"{member} {one}" for member, one in item.items()) if isinstance(item, dict) else item
            if name != "verdict" and item is not None:
                print(f"{name:<13} {plain(item)}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
