"""The second implementation against the first: whole bundles hold in both, and whatever is done to one, both say the same.

Run by `cargo xtask test`. By hand, from the root, once `cargo build --bins` has made the two programs:

    MIRQAB=target/debug/mirqab MIRQAB_VERIFY=target/debug/mirqab-verify python3 verifier/independent/test_check.py
"""

import base64
import collections
import concurrent.futures
import copy
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import facts
import mirqab_check as check
import stamps

ROOT = pathlib.Path(__file__).resolve().parents[2]
# How many changed bundles of each sort, in every run; more by the environment.
RAW, FORGED = int(os.environ.get("MIRQAB_RAW", 2400)), int(os.environ.get("MIRQAB_FORGED", 600))
DIFFERENT = collections.Counter()


def setUpModule():
    global FOLDER, BUNDLES, LIES
    keeper = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(keeper.cleanup)
    FOLDER = pathlib.Path(keeper.name)
    mirqab = lambda *arguments: subprocess.run([os.environ["MIRQAB"], *arguments], check=True, capture_output=True).stdout
    data = str(FOLDER / "data")
    mirqab("demo", "--data", data, "--load-only")
    # Reports of some findings lose words, place and identity for good.
    global ERASED
    ERASED = set()
    reports = {}
    for finding in json.loads(mirqab("inspect", "--data", data, "findings")):
        if finding["published"]:
            mirqab("bundle", "--data", data, finding["id"], "--out", str(FOLDER / "whole.json"))
            entries = [json.loads(entry["envelope"]) for entry in json.loads((FOLDER / "whole.json").read_bytes())["entries"]]
            reports[finding["id"]] = [entry["subject"]["id"] for entry in entries if entry["kind"] == "report/submitted/1"]
    for finding, [report, *_] in list(reports.items())[:4]:
        mirqab("erase", "--data", data, "propose", report, "--as", "duty", "--parts", "words,place", "--ground", "danger", "--reason", "A test.")
        mirqab("erase", "--data", data, "decide", report, "--as", "head")
        ERASED |= {finding for finding, of_it in reports.items() if report in of_it}
    BUNDLES = {}
    for finding in json.loads(mirqab("inspect", "--data", data, "findings")):
        if finding["published"]:
            file = FOLDER / f"{finding['id']}.json"
            mirqab("bundle", "--data", data, finding["id"], "--out", str(file))
            BUNDLES[finding["id"]] = file.read_bytes()
    # Another mission's: the same facts in a log of its own.
    LIES = [written(signed(json.loads(data))) for data in list(BUNDLES.values())[:10]]


class Said(collections.namedtuple("Said", "holds where rule")):
    def entry(self):
        return re.search(r"position (\d+)", self.where or "") and re.search(r"position (\d+)", self.where)[1]


def second(data, key=None):
    try:
        check.check(data, key)
        return Said(True, None, None)
    except check.Fails as fails:
        return Said(False, fails.where, fails.rule)


def first(number, data, key=None):
    file = FOLDER / f"changed-{number}.json"
    file.write_bytes(data)
    done = subprocess.run([os.environ["MIRQAB_VERIFY"], str(file), *(["--key", key] if key else [])], capture_output=True, text=True)
    file.unlink()
    assert done.returncode in (0, 1), done.stderr
    found = lambda pattern: (re.search(pattern, done.stdout, re.M) or [None, None])[1]
    return Said(done.returncode == 0, found(r"^where +(.*)$"), found(r"rule not kept: ([a-z]+-[a-z-]+) "))


def both(datas, key=None):
    """What the first and the second say of each."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        ours = pool.map(lambda numbered: first(*numbered, key), enumerate(datas))
        return list(zip(ours, [second(data, key) for data in datas]))


def written(bundle):
    return facts.canonical(bundle).encode() + b"\n" if isinstance(bundle, dict) else bundle


# Somebody who has a key of their own and signs whatever they like: a mission that lies.

SEED = hashlib.sha512(b"a mission that lies").digest()
SECRET = (int.from_bytes(SEED[:32], "little") & (1 << 254) - 8) | 1 << 254
compress = lambda p: ((p[1] * pow(p[2], -1, check.P) % check.P) | ((p[0] * pow(p[2], -1, check.P) % check.P) & 1) << 255).to_bytes(32, "little")
PUBLIC = compress(check.times(SECRET, check.BASE))


def sign(text):
    r = int.from_bytes(hashlib.sha512(SEED[32:] + text).digest(), "little") % check.ORDER
    head = compress(check.times(r, check.BASE))
    k = int.from_bytes(hashlib.sha512(head + PUBLIC + text).digest(), "little") % check.ORDER
    return head + ((r + k * SECRET) % check.ORDER).to_bytes(32, "little")


def tree(leaves, index):
    """The root of a tree, and the proof of one leaf."""
    if len(leaves) == 1:
        return leaves[0], []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = tree(leaves[:half], index), tree(leaves[half:], index - half)
    inside = left[1] + [right[0]] if 0 <= index < half else right[1] + [left[0]]
    return check.sha(b"\1" + left[0] + right[0]), inside


def signed(bundle, origin=None):
    """The bundle's entries as a log of their own, with new commitments, positions, proofs, checkpoint and signature. It keeps the log's name: for
    another name the senders' own signatures would not hold, and nobody but they can make them."""
    bundle, origin = copy.deepcopy(bundle), origin or bundle["origin"]
    for position, entry in enumerate(bundle["entries"]):
        envelope = json.loads(entry["envelope"])
        for payload in entry["payloads"]:
            prefix = b"mirqab payload v1\0" + payload["group"].encode() + b"\0" + bytes.fromhex(payload["salt"])
            envelope["commitments"][payload["group"]] = check.sha(prefix + payload["value"].encode()).hex()
        entry["envelope"], entry["position"] = facts.canonical(envelope), position
    leaves = [check.sha(b"\0" + entry["envelope"].encode()) for entry in bundle["entries"]]
    for position, entry in enumerate(bundle["entries"]):
        root, proof = tree(leaves, position)
        entry["proof"] = [hash.hex() for hash in proof]
    text = f"{origin}\n{len(leaves)}\n{base64.b64encode(root).decode()}\n"
    key = b"\1" + PUBLIC
    id = check.sha(origin.encode() + b"\n" + key)[:4]
    bundle["checkpoint"] = f"{text}\n— {origin} {base64.b64encode(id + sign(text.encode())).decode()}\n"
    bundle["key"], bundle["origin"] = f"{origin}+{id.hex()}+{base64.b64encode(key).decode()}", origin
    return bundle


def rechained(bundle):
    """Each entry's `previous` set anew, as who leaves entries out would do."""
    last = {}
    for entry in bundle["entries"]:
        envelope = json.loads(entry["envelope"])
        about = envelope["subject"]["room"], envelope["subject"]["id"]
        envelope["previous"], last[about] = last.get(about), envelope["id"]
        entry["envelope"] = facts.canonical(envelope)
    return bundle


# What is done to a bundle that nobody signs again.


def flipped(data, rng):
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 1, 3])):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def cut(data, rng):
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.choice([1, 2, 8, 60, 5000]) :]


def put(data, rng):
    at, other = rng.randrange(len(data)), rng.randrange(len(data))
    more = rng.choice([b" ", b"\n", b"0", b"\0", b'"', b",", b"\\", data[other : other + rng.randrange(1, 200)], rng.randbytes(5)])
    return data[:at] + more + data[at:]


def other_value(value, rng):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + rng.choice([-(2**31), -1000, -1, 1, 5, 1 << 40])
    if isinstance(value, str):
        instant = re.fullmatch(r"(\d{4})(-.*Z)", value)
        if instant:
            return f"{int(instant[1]) + rng.choice([-300, -1, 1])}{instant[2]}"
        codes = [words for words in facts.CODES.values() if value in words]
        if codes and rng.random() < 0.8:
            return rng.choice(rng.choice(codes))
        return rng.choice(["", value + "x", value[1:], value[:-1], value.swapcase(), "gna", "lna", None, value * 3])
    if isinstance(value, list):
        return rng.choice([value[1:], value[:-1], value + value[:1], value[::-1], []])
    if isinstance(value, dict):
        return {name: member for name, member in value.items() if rng.random() < 0.8} | ({"more": 1} if rng.random() < 0.2 else {})
    return rng.choice(["x", 0, "lna", "01DYAZMCW06RXTEKZ168BHGRWS", [], {}])


def places(value, path=()):
    yield path
    for name, member in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(member, (*path, name))


def edited(value, rng):
    """One random place inside changed."""
    value, path = copy.deepcopy(value), rng.choice(list(places(value)))
    if not path:
        return other_value(value, rng)
    inside = value
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = other_value(inside[path[-1]], rng)
    return value


def edited_json(data, rng):
    bundle = json.loads(data)
    entry = rng.choice(bundle["entries"])
    which = rng.randrange(4)
    if which == 0:
        bundle = edited(bundle, rng)
    elif which == 1:
        entry["envelope"] = facts.canonical(edited(json.loads(entry["envelope"]), rng))
    elif which == 2:
        payload = rng.choice(entry["payloads"])
        payload["value"] = facts.canonical(edited(json.loads(payload["value"]), rng))
    else:
        bundle.update(edited({name: bundle[name] for name in ("key", "origin", "checkpoint", "finding", "format")}, rng) or {})
    return written(bundle) if isinstance(bundle, dict) else facts.canonical(bundle).encode() + b"\n"


def only_left_out(data, other):
    """Whether nothing was done but to leave out, at the end, what became of an agreement later. It says nothing of this finding, and that the
    end of a subject's history is missing shows only in the whole log."""
    try:
        before, after = json.loads(data), json.loads(other)
        rest = lambda bundle: {name: member for name, member in bundle.items() if name != "entries"}
        kept, gone = before["entries"][: len(after["entries"])], before["entries"][len(after["entries"]) :]
        return rest(before) == rest(after) and after["entries"] == kept and all('"kind":"agreement/' in entry["envelope"] for entry in gone)
    except (ValueError, AttributeError, TypeError, KeyError):
        return False


def payloads_swapped(data, rng):
    bundle = json.loads(data)
    a, b = rng.sample(bundle["entries"], 2)
    a["payloads"], b["payloads"] = b["payloads"], a["payloads"]
    return written(bundle)


def reordered(data, rng):
    bundle = json.loads(data)
    order = list(range(len(bundle["entries"])))
    a, b = rng.sample(order, 2)
    entries = bundle["entries"]
    if rng.random() < 0.5:
        entries[a], entries[b] = entries[b], entries[a]
    else:
        for name in rng.choice([["envelope", "payloads"], ["envelope", "payloads", "proof"], ["proof"]]):
            entries[a][name], entries[b][name] = entries[b][name], entries[a][name]
    return written(bundle)


def back_dated(data, rng):
    bundle = json.loads(data)
    entry = rng.choice(bundle["entries"])
    envelope = json.loads(entry["envelope"])
    envelope["recorded_at"] = "2019" + envelope["recorded_at"][4:]
    entry["envelope"] = facts.canonical(envelope)
    return written(bundle)


def mixed(data, rng):
    """An entry of another mission's log in place of one of this, or that log's checkpoint."""
    bundle, other = json.loads(data), json.loads(rng.choice(LIES))
    if rng.random() < 0.3:
        for name in rng.choice([["checkpoint"], ["checkpoint", "origin"], ["key"], ["key", "origin"], ["entries"], ["key", "origin", "entries"]]):
            bundle[name] = other[name]
    else:
        place = rng.randrange(len(bundle["entries"]))
        stranger = rng.choice(other["entries"])
        stranger["position"] = bundle["entries"][place]["position"]
        bundle["entries"][place] = stranger
    return written(bundle)


class TheDocument(unittest.TestCase):
    def test_its_table_of_forms_is_the_one_in_use(self):
        document = (ROOT / "docs/reference/record-format.md").read_text(encoding="utf8")
        self.assertEqual(re.search(r"```forms\n(.*?)```", document, re.S)[1], facts.FORMS)

    def test_golden_facts_have_these_forms_and_every_form_has_one(self):
        kinds = set()
        for file in (ROOT / "crates/record/golden").glob("*-1.txt"):
            lines = file.read_text(encoding="utf8").rstrip("\n").split("\n")
            envelope = json.loads(lines[0])
            if envelope["subject"]["room"] in facts.NEVER and envelope["kind"].removesuffix("/1") not in facts.KEYS or envelope["kind"].split("/")[1] in facts.SITTINGS:
                continue
            groups = sorted(envelope["commitments"])
            payloads = [{"group": group, "salt": f"{number:02x}" * 32, "value": value} for number, (group, value) in enumerate(zip(groups, lines[1:], strict=True), 1)]
            kinds.add(facts.opened(0, lines[0], payloads).kind)
        self.assertEqual(kinds, {name for name in facts.OBJECTS if "/" in name})

    def test_a_member_that_may_be_missing_may_be_there(self):
        shown = {"model": "lineage/1", "how": "edited", "shared_permille": 700, "contained_permille": 900, "names_source": False}
        fact = {"event": "lineage_recorded", "origin": None, "reason": "The same words."}
        facts.form("report/lineage_recorded", fact, "")
        facts.form("report/lineage_recorded", fact | {"shown": shown}, "")
        for wrong in [{"shown": None}, {"shown": shown | {"more": 1}}, {"seen": shown}]:
            with self.assertRaises(ValueError):
                facts.form("report/lineage_recorded", fact | wrong, "")

    def test_its_worked_examples_say_what_they_say(self):
        document = (ROOT / "docs/reference/record-format.md").read_text(encoding="utf8")
        examples = re.findall(r"```python\n(.*?)```", document, re.S)
        said = subprocess.run([sys.executable, "-c", examples[0]], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        self.assertIn(f"`{said}`", document)
        said = subprocess.run([sys.executable, "-c", examples[2]], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        self.assertIn(f"`{said}`", document)
        for id, data in list(BUNDLES.items())[:3]:
            said = subprocess.run([sys.executable, "-c", examples[1], str(FOLDER / f"{id}.json")], cwd=FOLDER, check=True, capture_output=True, text=True).stdout
            self.assertTrue(said.startswith(f"{len(json.loads(data)['entries'])} entries"), said)


class Signatures(unittest.TestCase):
    def golden(self, name):
        lines = (ROOT / "crates/record/golden" / name).read_text(encoding="utf8").rstrip("\n").split("\n")
        groups = sorted(json.loads(lines[0])["commitments"])
        payloads = [{"group": group, "salt": f"{number:02x}" * 32, "value": value} for number, (group, value) in enumerate(zip(groups, lines[1:], strict=True), 1)]
        return facts.opened(0, lines[0], payloads)

    def test_golden_signatures_hold_for_their_log_and_no_other(self):
        for name, count in {"mission-key-offered-1.txt": 1, "mission-key-offered-continued-1.txt": 2, "report-submitted-signed-1.txt": 1}.items():
            entry = self.golden(name)
            found = facts.claims("example.org/log", entry)
            self.assertEqual(len(found), count, name)
            for (key, signature, text, _), (_, _, other, _) in zip(found, facts.claims("example.org/other", entry)):
                key, signature = bytes.fromhex(key), bytes.fromhex(signature)
                self.assertTrue(check.signed(key, signature, text), name)
                self.assertFalse(check.signed(key, signature, other), name)

    def test_both_count_the_same_signatures(self):
        some = 0
        for id, data in BUNDLES.items():
            said = json.loads(subprocess.run([os.environ["MIRQAB_VERIFY"], "--json", str(FOLDER / f"{id}.json")], check=True, capture_output=True).stdout)
            self.assertEqual(check.check(data, None)["signed_reports"], said["signed_reports"], id)
            some += sum(count["signed"] for count in said["signed_reports"])
        self.assertGreater(some, 0)

    def test_both_refuse_what_is_done_to_a_signature(self):
        """By a mission that lies and keeps the log's name: signatures of senders are not its to make."""
        found = next(json.loads(data) for data in BUNDLES.values() if any(count["signed"] for count in check.check(data, None)["signed_reports"]))
        place = next(at for at, entry in enumerate(found["entries"]) if any('"signed":' in payload["value"] for payload in entry["payloads"]))
        keys = lambda entry, step: json.loads(entry["envelope"])["kind"] == f"mission/key_{step}/1"

        def altered(change):
            bundle = copy.deepcopy(found)
            payload = next(payload for payload in bundle["entries"][place]["payloads"] if payload["group"] == "open")
            fact = json.loads(payload["value"])
            change(fact)
            payload["value"] = facts.canonical(fact)
            return bundle

        def without(step):
            bundle = copy.deepcopy(found)
            bundle["entries"] = [entry for entry in bundle["entries"] if not keys(entry, step)]
            return rechained(bundle)

        flip = lambda text: ("0" if text[0] != "0" else "1") + text[1:]
        cases = {
            "report-signature-wrong": [
                altered(lambda fact: fact["draft"].update(source="Somebody else")),
                altered(lambda fact: fact["signed"].update(signature=flip(fact["signed"]["signature"]))),
            ],
            "report-key-not-standing": [altered(lambda fact: fact["signed"].update(key=flip(fact["signed"]["key"]))), without("confirmed")],
        }
        self.assertTrue(second(written(signed(found, found["origin"]))).holds)
        for ours, theirs in both([written(signed(found, "example.org/lies"))]):
            self.assertEqual((ours.rule, theirs.rule), ("mission-key-proof", "mission-key-proof"))
        for rule, bundles in cases.items():
            for ours, theirs in both([written(signed(bundle, found["origin"])) for bundle in bundles]):
                self.assertEqual((ours.holds, ours.rule, theirs.rule), (False, rule, rule))


class Erasure(unittest.TestCase):
    def test_both_say_that_something_was_erased_and_how_much_is_withheld(self):
        self.assertTrue(ERASED)
        for id, data in BUNDLES.items():
            answer = check.check(data, None)
            said = json.loads(subprocess.run([os.environ["MIRQAB_VERIFY"], "--json", str(FOLDER / f"{id}.json")], check=True, capture_output=True).stdout)
            self.assertEqual((answer["erased"], answer["withheld"]), (said["erased"], said["withheld"]), id)
            self.assertEqual(answer["erased"] > 0, id in ERASED, id)
            self.assertEqual(len(said["tombstones"]) > 0, id in ERASED, id)


class Signatures(unittest.TestCase):
    # RFC 8032, section 7.1, tests 1 to 3.
    VECTORS = [
        ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ]

    def test_the_published_vectors_hold_and_no_changed_bit_does(self):
        for key, text, signature in self.VECTORS:
            key, text, signature = map(bytes.fromhex, (key, text, signature))
            self.assertTrue(check.signed(key, signature, text))
            self.assertFalse(check.signed(key, signature, text + b"."))
            for bit in range(0, 512, 7):
                changed = (int.from_bytes(signature, "little") ^ 1 << bit).to_bytes(64, "little")
                self.assertFalse(check.signed(key, changed, text), bit)
            again = signature[:32] + (int.from_bytes(signature[32:], "little") + check.ORDER).to_bytes(32, "little")
            self.assertFalse(check.signed(key, again, text))

    def test_points_of_small_order_sign_nothing(self):
        for y in (1, check.P - 1, 0):
            key = y.to_bytes(32, "little")
            self.assertFalse(check.signed(key, key + bytes(32), b"anything"))


class Bundles(unittest.TestCase):
    def test_all_bundles_of_the_demonstration_hold_in_both(self):
        self.assertGreater(len(BUNDLES), 40)
        key = json.loads(next(iter(BUNDLES.values())))["key"]
        for ours, theirs in both(list(BUNDLES.values()), key):
            self.assertEqual((ours.holds, theirs.holds), (True, True), (ours, theirs))

    def test_another_missions_bundle_is_not_this_ones(self):
        key = json.loads(next(iter(BUNDLES.values())))["key"]
        for ours, theirs in both(LIES[:10], key):
            self.assertEqual((ours.where, theirs.where), ("the key", "the key"))

    def test_changed_bundles_are_refused_by_both(self):
        rng, seed = random.Random(), random.SystemRandom().randrange(2**32)
        rng.seed(seed)
        ways = [flipped, cut, put, edited_json, payloads_swapped, reordered, back_dated, mixed]
        originals, changed = list(BUNDLES.values()), []
        while len(changed) < RAW:
            data, way = rng.choice(originals), ways[len(changed) % len(ways)]
            other = way(data, rng)
            if other != data and not only_left_out(data, other):
                changed.append((way.__name__, other))
        for (way, data), (ours, theirs) in zip(changed, both([data for _, data in changed]), strict=True):
            self.assertEqual((ours.holds, theirs.holds), (False, False), f"seed {seed}, {way}: {ours}, {theirs}\n{data!r}")
            note(way, ours, theirs)

    def test_whatever_a_lying_mission_signs_both_judge_alike(self):
        rng, seed = random.Random(), random.SystemRandom().randrange(2**32)
        rng.seed(seed)
        originals, changed = [json.loads(data) for data in BUNDLES.values()], []
        while len(changed) < FORGED:
            bundle = copy.deepcopy(rng.choice(originals))
            entries, way = bundle["entries"], len(changed) % 6
            entry = rng.choice(entries)
            if way == 0:
                # Most facts of a bundle are reports; the others have more rules.
                entry = rng.choice([e for e in entries if '"kind":"report/' not in e["envelope"]])
            if way < 3:
                payload = rng.choice(entry["payloads"])
                payload["value"] = facts.canonical(edited(json.loads(payload["value"]), rng))
            elif way == 3:
                entry["envelope"] = facts.canonical(edited(json.loads(entry["envelope"]), rng))
            elif way == 4:
                entries.remove(entry)
                rechained(bundle)
            else:
                entries.remove(entry)
                entries.insert(rng.randrange(len(entries) + 1), entry)
                rechained(bundle)
            try:
                changed.append(written(signed(bundle)))
            except (TypeError, KeyError, AttributeError, ValueError):
                continue  # Changed so that it cannot be bound any more.
        held, rules = collections.Counter(), set()
        for data, (ours, theirs) in zip(changed, both(changed), strict=True):
            self.assertEqual(ours.holds, theirs.holds, f"seed {seed}: {ours}, {theirs}\n{data.decode()}")
            # Several rules may be broken at once, but not at several entries first.
            self.assertEqual(ours.entry(), theirs.entry(), f"seed {seed}: {ours}, {theirs}\n{data.decode()}")
            rules.add(ours.rule)
            held[ours.holds] += 1
            note("signed", ours, theirs)
        # Some changes are none that a rule forbids; without them this would compare refusals alone.
        self.assertGreater(held[True], FORGED // 50)
        self.assertGreater(held[False], FORGED // 5)
        self.assertGreater(len(rules), 8, rules)
        print(f"\n  signed by a mission that lies: {held[True]} hold and {held[False]} do not, by {len(rules)} different rules", end="")

    def test_a_dissent_left_out_shows_in_both_while_its_log_is_not_written_anew(self):
        stripped = []
        for data in BUNDLES.values():
            bundle = json.loads(data)
            for entry in list(bundle["entries"]):
                if '"agrees":false' in "".join(payload["value"] for payload in entry["payloads"]):
                    without = copy.deepcopy(bundle)
                    without["entries"].remove(entry)
                    stripped.append(written(without))
        self.assertGreater(len(stripped), 0)
        for ours, theirs in both(stripped):
            self.assertEqual((ours.holds, theirs.holds), (False, False))
            self.assertTrue(ours.where.endswith("its previous") and ours.where == theirs.where, (ours, theirs))


# Witnesses: each with a key of its own, made of a number.


def witness(number):
    """The secret of a witness and its public key as name+id+key."""
    seed = hashlib.sha512(b"witness %d" % number).digest()
    secret = (int.from_bytes(seed[:32], "little") & (1 << 254) - 8) | 1 << 254
    public = compress(check.times(secret, check.BASE))
    name, key = f"w{number}.example", b"\4" + public
    return secret, public, name, f"{name}+{check.sha(name.encode() + b'%c' % 10 + key)[:4].hex()}+{base64.b64encode(key).decode()}"


def cosignature(number, text, at):
    secret, public, name, key = witness(number)
    message = b"cosignature/v1\ntime %d\n" % at + text.encode()
    r = int.from_bytes(hashlib.sha512(b"%d" % secret + message).digest(), "little") % check.ORDER
    head = compress(check.times(r, check.BASE))
    k = int.from_bytes(hashlib.sha512(head + public + message).digest(), "little") % check.ORDER
    signature = head + ((r + k * secret) % check.ORDER).to_bytes(32, "little")
    return {"key": key, "line": f"— {name} {base64.b64encode(bytes.fromhex(key.split('+')[1]) + at.to_bytes(8, 'big') + signature).decode()}"}


def cosigned(bundle, by, text=None):
    text = text or bundle["checkpoint"].split("\n\n")[0] + "\n"
    ones = sorted((cosignature(number, text, at) for number, at in by), key=lambda one: one["key"])
    return bundle | {"format": "mirqab-bundle/2", "cosignatures": ones}


class Witnesses(unittest.TestCase):
    def setUp(self):
        self.data = next(iter(BUNDLES.values()))
        self.bundle, self.now = json.loads(self.data), int(time.time())
        names = ["north", "south", "un", "au"]
        lines = [f"log {self.bundle['key']}"] + [f"witness {name} {witness(number)[3]}" for number, name in enumerate(names, 1)]
        self.policy = FOLDER / "witness-policy"
        self.policy.write_text("\n".join(lines + ["group parties all north south", "group neutrals any un au", "group both all parties neutrals", "quorum both", ""]))

    def said(self, bundle, *more):
        """Exit status, and whether the quorum is met, by both programs."""
        file, answers = FOLDER / "witnessed.json", []
        file.write_bytes(written(bundle))
        for program in ([os.environ["MIRQAB_VERIFY"]], [sys.executable, check.__file__]):
            done = subprocess.run([*program, str(file), "--policy", str(self.policy), "--json", *more], capture_output=True, text=True)
            self.assertIn(done.returncode, (0, 1), done.stderr)
            answers.append((done.returncode, json.loads(done.stdout)))
        ours, theirs = (answer.get("witnessed") for _, answer in answers)
        if ours and theirs:
            ages = [one.pop("age_s") for one in (ours, theirs)]
            self.assertTrue(ages[0] is ages[1] or abs(ages[0] - ages[1]) < 60, ages)
            ours.pop("unknown")
            self.assertEqual(ours, theirs)
        self.assertEqual([status for status, _ in answers], [answers[0][0]] * 2)
        self.assertEqual((ours is None), (theirs is None))
        return answers[0][0], ours and ours["quorum_met"]

    def test_both_say_of_each_bundle_whether_enough_signed_it_and_how_long_ago(self):
        now, day = self.now - 50, 86_400
        for by, most, expected in [
            ([(1, now), (2, now), (3, now)], "1h", True),
            ([(1, now), (2, now), (4, now)], None, True),
            ([(1, now), (2, now)], None, False),
            ([(1, now), (3, now), (4, now)], None, False),
            ([(1, now), (2, now), (9, now)], None, False),
            ([(1, now - 3 * day), (2, now - 3 * day), (3, now - 3 * day)], None, True),
            ([(1, now - 3 * day), (2, now - 3 * day), (3, now - 3 * day)], "2d", False),
            ([(1, now - 3 * day), (2, now - 3 * day), (3, now)], "48h", False),
            ([(1, now + day), (2, now), (3, now)], "48h", False),
            ([(1, now + day), (2, now), (3, now)], None, True),
        ]:
            more = ["--max-age", most] if most else []
            self.assertEqual(self.said(cosigned(self.bundle, by), *more), (0 if expected else 1, expected), (by, most))
        self.assertEqual(self.said(self.bundle), (1, False))

    def test_what_is_not_a_cosignature_of_this_checkpoint_is_none_in_both(self):
        whole = cosigned(self.bundle, [(1, self.now), (2, self.now), (3, self.now)])
        origin, size, root = self.bundle["checkpoint"].split("\n")[:3]
        others = [f"{origin}\n{int(size) - 1}\n{root}\n", f"{origin}x\n{size}\n{root}\n"]
        changed = [cosigned(self.bundle, [(1, self.now)], text) for text in others]
        changed.append(whole | {"cosignatures": [one | {"line": whole["cosignatures"][0]["line"]} for one in whole["cosignatures"]]})
        changed.append(whole | {"cosignatures": whole["cosignatures"][::-1]})
        changed.append(whole | {"cosignatures": whole["cosignatures"] * 2})
        changed += [whole | {"cosignatures": []}, whole | {"format": "mirqab-bundle/1"}, self.bundle | {"format": "mirqab-bundle/2"}]
        changed += [whole | {"cosignatures": [{"key": self.bundle["key"], "line": self.bundle["checkpoint"].split("\n")[-2]}]}]
        rng = random.Random(7)
        for _ in range(60):
            one = copy.deepcopy(whole)
            place, member = rng.choice(one["cosignatures"]), rng.choice(["key", "line"])
            at = rng.randrange(len(place[member]))
            place[member] = place[member][:at] + rng.choice("AZaz09+/= .x") + place[member][at + 1 :]
            if one != whole:
                changed.append(one)
        for bundle, (ours, theirs) in zip(changed, both([written(bundle) for bundle in changed]), strict=True):
            self.assertEqual((ours.holds, theirs.holds), (False, False), bundle.get("cosignatures"))
        self.assertEqual([one.holds for one in both([written(whole)])[0]], [True, True])

    def test_policies_that_are_none_are_refused_by_both(self):
        good = self.policy.read_text()
        changes = [("quorum both", ""), ("quorum both", "quorum nobody"), ("all north south", "3 north south"), ("all north south", "0 north south"), ("any un au", "any un north"), ("group parties", "group un"), ("group parties", "parties"), ("log ", "logs "), ("witness au", "witness un")]
        file = FOLDER / "witnessed.json"
        file.write_bytes(self.data)
        for old, new in changes:
            self.policy.write_text(good.replace(old, new))
            for program in ([os.environ["MIRQAB_VERIFY"]], [sys.executable, check.__file__]):
                self.assertEqual(subprocess.run([*program, str(file), "--policy", str(self.policy)], capture_output=True).returncode, 2, new)


# Time stamps of an authority that is not ours.

STAMPS = ROOT / "crates/ledger/tests/stamps"
CONFIG = """[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[root]
basicConstraints = critical, CA:TRUE
[tsa]
extendedKeyUsage = critical, timeStamping
[clock]
serial = serial
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
signer_digest = sha384
ess_cert_id_alg = sha1
"""


REPLY = "openssl ts -reply -config config -section clock -queryfile query.tsq -signer tsa.pem -inkey tsa.key -out reply.tsr".split()


def authority(test):
    """A folder with a root and a clock under it, and what runs a command there."""
    if not shutil.which("openssl"):
        test.assertNotIn("MIRQAB_OPENSSL", os.environ, "openssl is demanded and is not there")
        test.skipTest("SKIPPED: no openssl. Debian: apt-get install openssl")
    folder = FOLDER / "authority"
    run = lambda *arguments: subprocess.run(arguments, check=True, capture_output=True, cwd=folder).stdout
    if not folder.exists():
        folder.mkdir()
        (folder / "config").write_text(CONFIG)
        (folder / "serial").write_text("01")
        key = ("-newkey", "rsa:2048", "-nodes", "-config", "config")
        run("openssl", "req", "-x509", "-days", "3650", *key, "-subj", "/CN=Root", "-extensions", "root", "-keyout", "root.key", "-out", "root.pem")
        run("openssl", "req", "-new", *key, "-subj", "/CN=Clock", "-keyout", "tsa.key", "-out", "tsa.csr")
        run("openssl", "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "3650", "-extfile", "config", "-extensions", "tsa", "-out", "tsa.pem")
    return folder, run


class TimeStamps(unittest.TestCase):
    def test_files_are_judged_as_the_first_verifier_judges_them(self):
        note, trusted = (STAMPS / "note.txt").read_bytes(), stamps.roots((STAMPS / "roots.pem").read_text())
        found = {}
        for file in STAMPS.glob("*.tsr"):
            try:
                found[file.stem] = stamps.judge(stamps.token_of(file.read_bytes()), note, trusted)["vouched"]
            except stamps.Bad as bad:
                found[file.stem] = str(bad)
        self.assertEqual(found, {
            "rsa": True, "p256": True, "p384-chain": True, "sha512-ess1": True, "forged-form": True, "short-within": True,
            "stranger": False, "under-no-issuer": False,
            "other-note": "imprint", "other-hash": "imprint", "wrong-use": "use", "loose-use": "use", "two-uses": "use",
            "expired": "validity", "back-dated": "validity", "unbound": "certificate", "no-certificate": "certificate",
            "must-understand": "form", "long-info": "form", "refused": "status",
        })
        said = stamps.judge(stamps.token_of((STAMPS / "forged-form.tsr").read_bytes()), note, trusted)
        self.assertEqual((said["at"], said["before"], said["by"]), (1772366400, 1772366403, "Mirqab test clock one"))
        for name in "rsa", "p256", "p384-chain":
            whole = (STAMPS / f"{name}.tsr").read_bytes()
            for data in [whole + b"\0", *(whole[:length] for length in range(0, len(whole), 7))]:
                with self.assertRaises(stamps.Bad):
                    stamps.judge(stamps.token_of(data), note, trusted)

    def test_stamped_bundles_hold_in_both_and_whatever_is_done_to_a_stamp_both_say_the_same(self):
        folder, run = authority(self)
        data = str(FOLDER / "data")
        mirqab = lambda *arguments: run(os.environ["MIRQAB"], *arguments)
        mirqab("anchor", "--data", data, "request", "--out", "query.tsq")
        run(*REPLY)
        (FOLDER / "data/time-stamp-roots.pem").write_bytes((folder / "root.pem").read_bytes())
        mirqab("anchor", "--data", data, "add", "reply.tsr")
        mirqab("bundle", "--data", data, min(BUNDLES), "--out", "bundle.json")
        whole = (folder / "bundle.json").read_bytes()
        roots = {"root.pem": stamps.roots((folder / "root.pem").read_text()), str(STAMPS / "roots.pem"): stamps.roots((STAMPS / "roots.pem").read_text())}

        def agree(bundle, file=None):
            number = random.getrandbits(64)
            (folder / f"{number}.json").write_bytes(bundle)
            done = subprocess.run([os.environ["MIRQAB_VERIFY"], f"{number}.json", "--json", *(["--tsa-roots", file] if file else [])], capture_output=True, cwd=folder)
            self.assertIn(done.returncode, (0, 1), done.stderr)
            (folder / f"{number}.json").unlink()
            ours = json.loads(done.stdout)
            for stamp in ours.get("anchored", []):
                del stamp["in_words"]
            try:
                theirs = check.check(bundle, None, roots.get(file, ()))
                self.assertEqual((ours["verdict"], ours["anchored"]), ("holds", theirs["anchored"]))
                return theirs["anchored"]
            except check.Fails as fails:
                self.assertEqual((ours["verdict"], ours["where"]), ("does_not_hold", fails.where), fails)
                return fails.where

        self.assertEqual([stamp["vouched"] for stamp in agree(whole)], [False])
        said = agree(whole, "root.pem")
        self.assertEqual([(stamp["vouched"], stamp["by"]) for stamp in said], [(True, "Clock")])
        self.assertEqual(agree(whole, str(STAMPS / "roots.pem")), "the time stamps")
        self.assertEqual(agree(BUNDLES[min(BUNDLES)], "root.pem"), "the time stamps")
        dice, answers = random.Random(22), collections.Counter()
        for _ in range(int(os.environ.get("MIRQAB_STAMPS", 300))):
            bundle = json.loads(whole)
            token = bytearray(base64.b64decode(bundle["anchor"]["tokens"][0]))
            token[dice.randrange(len(token))] ^= 1 << dice.randrange(8)
            bundle["anchor"]["tokens"] = [base64.b64encode(token).decode()]
            found = agree(written(bundle), "root.pem")
            answers[found if isinstance(found, str) else "holds"] += 1
        self.assertGreater(answers["the time stamps"], 20 * answers["holds"], answers)
        for change in [
            lambda anchor: anchor.update(checkpoint=json.loads(LIES[0])["checkpoint"]),
            lambda anchor: anchor.update(proof=["00" * 32]),
            lambda anchor: anchor.update(tokens=[]),
            lambda anchor: anchor.update(tokens=[anchor["tokens"][0][:-4]]),
            lambda anchor: anchor.update(tokens=["not base64"]),
            lambda anchor: anchor.update(more=1),
            lambda anchor: anchor.pop("proof"),
        ]:
            bundle = json.loads(whole)
            change(bundle["anchor"])
            self.assertIn(agree(written(bundle)), ("the time stamps", "the file"))


class Successions(unittest.TestCase):
    """The log's key is followed by another: the mission that lies has two, and tells the truth about that or not."""

    @staticmethod
    def key_of(number, origin=None):
        origin = origin or json.loads(LIES[0])["origin"]
        secret, public, *_ = witness(number)
        key = b"\1" + public
        id = check.sha(origin.encode() + b"\n" + key)[:4]
        return secret, public, id, f"{origin}+{id.hex()}+{base64.b64encode(key).decode()}"

    def line(self, number, text, origin=None):
        origin = origin or json.loads(LIES[0])["origin"]
        secret, public, id, _ = self.key_of(number, origin)
        r = int.from_bytes(hashlib.sha512(b"%d" % secret + text.encode()).digest(), "little") % check.ORDER
        head = compress(check.times(r, check.BASE))
        k = int.from_bytes(hashlib.sha512(head + public + text.encode()).digest(), "little") % check.ORDER
        signature = head + ((r + k * secret) % check.ORDER).to_bytes(32, "little")
        return f"— {origin} {base64.b64encode(id + signature).decode()}\n"

    def note(self, old, new, size, by=None, **more):
        origin = more.get("origin") or json.loads(LIES[0])["origin"]
        text = f"mirqab-log-succession/1\n{origin}\n{self.key_of(old, origin)[3]}\n{self.key_of(new, origin)[3]}\n{size}\n{base64.b64encode(bytes(32)).decode()}\n"
        return text + "\n" + "".join(self.line(number, text, origin) for number in by or (old, new))

    def bundle(self, by, notes):
        """A bundle that this key signed."""
        bundle = json.loads(LIES[0])
        text = bundle["checkpoint"].split("\n\n")[0] + "\n"
        bundle["key"], bundle["checkpoint"] = self.key_of(by)[3], text + "\n" + self.line(by, text)
        return bundle | ({"format": "mirqab-bundle/2", "successions": notes} if notes else {})

    def test_both_follow_the_keys_and_refuse_the_same(self):
        size, good = int(json.loads(LIES[0])["checkpoint"].split("\n")[1]), self.note(1, 2, 5)
        changed = good.replace("\n5\n", "\n6\n")
        for known, by, notes, expected in [
            (1, 2, [good], True),
            (2, 2, [good], True),
            (3, 2, [good], False),
            (1, 2, [], False),
            (1, 2, [self.note(1, 2, 5, (2,))], False),
            (1, 2, [self.note(1, 2, 5, (1,))], False),
            (1, 2, [self.note(1, 2, 5, (2, 3))], False),
            (1, 2, [self.note(1, 2, 5, (2, 1))], True),
            (1, 2, [self.note(1, 2, 5, (1, 2, 3))], False),
            (1, 2, [self.note(1, 2, 5, origin="example.org/other")], False),
            (1, 2, [changed], False),
            (1, 2, [self.note(1, 1, 5)], False),
            (1, 3, [good, self.note(2, 3, 6)], True),
            (2, 3, [good, self.note(2, 3, 6)], True),
            (1, 3, [self.note(2, 3, 6), good], False),
            (1, 3, [good, self.note(2, 3, 5)], False),
            (1, 1, [self.note(1, 2, size)], True),
            (1, 1, [self.note(1, 2, size - 1)], False),
            (2, 2, [self.note(4, 5, 5)], False),
            (1, 2, [good] * 65, False),
        ]:
            (ours, theirs), = both([written(self.bundle(by, notes))], self.key_of(known)[3])
            self.assertEqual((ours.holds, theirs.holds), (expected, expected), (known, by, notes, ours, theirs))
        rng = random.Random(8)
        changed = []
        for _ in range(40):
            at = rng.randrange(len(good))
            other = good[:at] + rng.choice("AZaz09+/= .x\n") + good[at + 1 :]
            changed += [written(self.bundle(2, [other]))] if other != good else []
        for ours, theirs in both(changed, self.key_of(1)[3]):
            self.assertEqual((ours.holds, theirs.holds), (False, False))

    def test_both_take_notes_that_the_reader_has_besides(self):
        size, good = int(json.loads(LIES[0])["checkpoint"].split("\n")[1]), self.note(1, 2, 5)
        file = FOLDER / "given.json"
        for known, by, own, given, expected in [
            (1, 2, [], [], 1),
            (1, 2, [], [good], 0),
            (2, 1, [], [self.note(1, 2, size)], 0),
            (1, 1, [], [self.note(1, 2, size - 1)], 1),
            (1, 3, [], [self.note(2, 3, 6), good], 0),
            (1, 3, [self.note(2, 3, 6)], [good], 0),
            (3, 2, [], [good], 1),
            (2, 2, [good], [self.note(1, 3, 5)], 1),
            (2, 2, [good], [self.note(1, 2, 6)], 1),
            (2, 2, [good], [good], 0),
            (1, 1, [], [self.note(1, 2, size), self.note(2, 1, size + 1)], 1),
            (2, 2, [], [self.note(4, 5, 5)], 0),
            (1, 2, [], [self.note(1, 2, 5, (2,))], 2),
            (1, 2, [], [good + "\n"], 2),
            (1, 2, [], [""], 2),
        ]:
            file.write_bytes(written(self.bundle(by, own)))
            notes = []
            for number, note in enumerate(given):
                (FOLDER / f"given-{number}.note").write_text(note)
                notes += ["--succession", str(FOLDER / f"given-{number}.note")]
            said = []
            for program in ([os.environ["MIRQAB_VERIFY"]], [sys.executable, check.__file__]):
                done = subprocess.run([*program, str(file), "--json", "--key", self.key_of(known)[3], *notes], capture_output=True, text=True)
                answer = json.loads(done.stdout) if done.returncode < 2 else {}
                shown = [{name: one[name] for name in ("old", "new", "size")} for one in answer.get("successions", [])]
                said.append((done.returncode, answer.get("where"), answer.get("key_compared"), shown))
            self.assertEqual(said[0], said[1], (known, by, own, given))
            self.assertEqual(said[0][0], expected, (known, by, own, given, said))

    def test_a_stamp_over_what_an_older_key_signed_is_judged_alike_by_both(self):
        folder, run = authority(self)
        lie = json.loads(LIES[0])
        leaves = [check.sha(b"\0" + entry["envelope"].encode()) for entry in lie["entries"]]
        whole, early, trusted = len(leaves), len(leaves) // 2, stamps.roots((folder / "root.pem").read_text())

        def anchor(by, size):
            text = f"{lie['origin']}\n{size}\n{base64.b64encode(tree(leaves[:size], 0)[0]).decode()}\n"
            note = text + "\n" + self.line(by, text)
            (folder / "note").write_text(note)
            run("openssl", "ts", "-query", "-data", "note", "-sha256", "-cert", "-out", "query.tsq")
            run(*REPLY)
            token = stamps.token_of((folder / "reply.tsr").read_bytes())
            return {"checkpoint": note, "proof": [hash.hex() for hash in grown(leaves, size)], "tokens": [base64.b64encode(token).decode()]}

        good, stamp = self.note(1, 2, early), "the time stamps"
        changed = good.replace(f"\n{early}\n", f"\n{early + 1}\n")
        for by, size, notes, expected in [
            (1, early, [good], None),
            (1, early - 1, [good], None),
            (1, 1, [good], None),
            (2, whole, [good], None),
            (2, early, [], None),
            (1, early, [self.note(1, 3, early - 1), self.note(3, 2, early)], stamp),
            (1, early - 1, [self.note(1, 3, early - 1), self.note(3, 2, early)], None),
            (1, early + 1, [good], stamp),
            (1, early, [], stamp),
            (4, early, [], stamp),
            (4, early, [good], stamp),
            (1, early, [self.note(1, 2, early, (2,))], "the change of the log's key number 1"),
            (1, early, [self.note(1, 2, early, (2, 4))], "the change of the log's key number 1"),
            (1, early, [changed], "the change of the log's key number 1"),
        ]:
            data = written(self.bundle(2, notes) | {"anchor": anchor(by, size)})
            file = FOLDER / "stamped.json"
            file.write_bytes(data)
            key = self.key_of(2)[3]
            done = subprocess.run([os.environ["MIRQAB_VERIFY"], str(file), "--json", "--key", key, "--tsa-roots", str(folder / "root.pem")], capture_output=True, text=True)
            ours = json.loads(done.stdout)
            try:
                theirs = check.check(data, key, trusted)
                self.assertIsNone(expected, (by, size, notes))
                self.assertEqual([(one["size"], one["vouched"]) for one in theirs["anchored"]], [(size, True)])
                self.assertEqual((ours["verdict"], ours["anchored"][0]["size"], len(ours["successions"])), ("holds", size, len(notes)))
                self.assertEqual(len(theirs["successions"]), len(notes))
            except check.Fails as fails:
                self.assertEqual((fails.where, ours.get("where")), (expected, expected), (by, size, notes, fails))


def grown(leaves, size):
    """The proof that the first `size` leaves are the beginning of all. RFC 9162, section 2.1.4.1."""

    def inside(leaves, size, whole):
        if size == len(leaves):
            return [] if whole else [tree(leaves, 0)[0]]
        half = 1 << (len(leaves) - 1).bit_length() - 1
        if size <= half:
            return inside(leaves[:half], size, whole) + [tree(leaves[half:], 0)[0]]
        return inside(leaves[half:], size - half, False) + [tree(leaves[:half], 0)[0]]

    return inside(leaves, size, True)


class TheProgram(unittest.TestCase):
    def run_program(self, *arguments):
        done = subprocess.run([sys.executable, str(pathlib.Path(check.__file__)), *arguments], capture_output=True, text=True)
        return done.returncode, done.stdout

    def test_its_exit_status_and_what_it_prints(self):
        id, data = next(iter(BUNDLES.items()))
        good, key = str(FOLDER / f"{id}.json"), json.loads(data)["key"]
        bad = str(FOLDER / "bad.json")
        pathlib.Path(bad).write_bytes(data[:-9])
        status, said = self.run_program(good)
        self.assertEqual((status, said.startswith("HOLDS\nKEY NOT COMPARED YET")), (0, True))
        status, said = self.run_program(good, "--key", key, "--json")
        self.assertEqual((status, json.loads(said)["verdict"], json.loads(said)["key_compared"]), (0, "holds", True))
        status, said = self.run_program(bad)
        self.assertEqual((status, said.startswith("DOES NOT HOLD\nwhere         the file")), (1, True))
        status, said = self.run_program(good, "--json", "--key", json.loads(LIES[0])["key"])
        self.assertEqual((status, json.loads(said)["where"]), (1, "the key"))
        for arguments in [(), (good, good), ("--what",), (good, "--key"), (good, "--key", "none"), (str(FOLDER / "none.json"),), (str(FOLDER),)]:
            self.assertEqual(self.run_program(*arguments), (2, ""), arguments)

    def test_inputs_that_are_made_to_hurt(self):
        hurtful = [b"", b"\n", b"{}\n", b"null\n", b"\xff\n", b"[" * 200_000 + b"]" * 200_000 + b"\n", b'{"a":' * 100_000 + b"}" * 100_000 + b"\n"]
        hurtful += [b"9" * 5000 + b"\n", b"1e999\n", b"NaN\n", b'"\\ud800"\n', b" " * (check.MOST_BYTES + 1)]
        for ours, theirs in both(hurtful):
            self.assertEqual((ours.holds, ours.where, theirs.holds, theirs.where), (False, "the file") * 2)


def note(way, ours, theirs):
    if ours != theirs:
        said = [f"{one.where}{f' ({one.rule})' if one.rule else ''}" for one in (ours, theirs)]
        DIFFERENT[way, re.sub(r"\d+", "N", " / ".join(said))] += 1


def tearDownModule():
    # Where both refuse and name different places: nothing is wrong with that, but it should be known.
    print()
    for (way, places), count in sorted(DIFFERENT.items()):
        print(f"  {way}: {count} times the first says / the second says: {places}")


if __name__ == "__main__":
    for name in ("MIRQAB", "MIRQAB_VERIFY"):
        if name not in os.environ:
            sys.exit(f"{name} must name the program to compare with; see the head of this file")
        os.environ[name] = str(pathlib.Path(os.environ[name]).resolve())
    unittest.main()
