"""Witnesses: cosignatures in a bundle, and whether a policy has enough of them. From docs/reference/log-format.md and record-format.md alone.

SOURCE: C2SP tlog-cosignature and tlog-policy.
"""

import datetime
import re

from facts import Fails

MOST_COSIGNATURES, MOST_RULES = 64, 256
# By how many seconds a witness's clock may be ahead where age is judged.
AHEAD = 900


class Policy:
    """Who must have cosigned. `quorum` is None if nobody must."""

    def __init__(self, text, key):
        """`key` reads a witness's key and returns its public bytes."""
        self.logs, self.witnesses, self.rules, self.quorum = [], {}, {}, False
        used, publics = set(), set()
        for number, line in enumerate(text.split("\n"), 1):
            words = [word for word in re.split("[ \t]", line) if word]
            try:
                if any(c != "\t" and (ord(c) < 32 or 127 <= ord(c) < 160) for c in line):
                    raise ValueError("it holds a control character")
                if not words or words[0].startswith("#"):
                    continue
                kind, rest = words[0], words[1:]
                if kind == "log" and len(rest) in (1, 2):
                    self.logs.append(rest[0])
                elif kind == "witness" and len(rest) in (2, 3):
                    public = key(rest[1])
                    if public in publics:
                        raise ValueError("this witness was named before")
                    publics.add(public)
                    self.define(rest[0], rest[0])
                    self.witnesses[rest[0]] = rest[1]
                elif kind == "group" and len(rest) >= 3:
                    need = {"all": len(rest) - 2, "any": 1}.get(rest[1])
                    if need is None:
                        if not re.fullmatch("[+]?[0-9]+", rest[1]):
                            raise ValueError("the group needs all, any or a number")
                        need = int(rest[1])
                    if not 0 < need <= len(rest) - 2:
                        raise ValueError("the group needs more than it has, or nobody")
                    for member in rest[2:]:
                        if member not in self.rules or member in used:
                            raise ValueError(f"{member} is not known yet, or is a member already")
                        used.add(member)
                    self.define(rest[0], (need, rest[2:]))
                elif kind == "quorum" and len(rest) == 1 and self.quorum is False:
                    if rest[0] != "none" and rest[0] not in self.rules:
                        raise ValueError(f"{rest[0]} is not known yet")
                    self.quorum = None if rest[0] == "none" else rest[0]
                else:
                    raise ValueError("it is not a line of a policy")
            except Fails as fails:
                raise ValueError(f"line {number}: {fails.why}") from None
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from None
        if self.quorum is False:
            raise ValueError("there is no quorum line")

    def define(self, name, rule):
        if name == "none" or name in self.rules or len(self.rules) >= MOST_RULES:
            raise ValueError(f"{name} cannot be defined here, or not again")
        self.rules[name] = rule

    def met(self, names):
        def holds(name):
            rule = self.rules[name]
            return name in names if rule == name else sum(map(holds, rule[1])) >= rule[0]

        return self.quorum is None or holds(self.quorum)


def judged(policy, cosigned, now, max_age=None):
    """Whether the policy has enough of these cosignatures (key and time), and what to say of each witness."""
    times = dict(cosigned)
    fresh = lambda time: max_age is None or time <= now + AHEAD and now - time <= max_age
    witnesses, counting = [], set()
    for name, key in policy.witnesses.items():
        time = times.get(key)
        counts = time is not None and fresh(time)
        witnesses.append({"name": name, "key": key, "at": time and instant(time), "counts": counts})
        if counts:
            counting.add(name)
    signed = [times[key] for key in policy.witnesses.values() if key in times]
    newest = max(signed, default=None)
    return {
        # Who asks for freshness asks for one at least who saw it, also where the policy asks for nobody.
        "quorum_met": policy.met(counting) and (max_age is None or bool(counting)),
        "witnesses": witnesses, "newest_at": newest and instant(newest), "age_s": None if newest is None else max(0, now - newest), "max_age_s": max_age,
    }


def instant(time):
    try:
        return datetime.datetime.fromtimestamp(time, datetime.timezone.utc).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return str(time)


def seconds(text):
    """The seconds of an age such as 48h, or None."""
    found = re.fullmatch("([0-9]{1,9})([mhd])", text)
    return found and int(found[1]) * {"m": 60, "h": 3600, "d": 86_400}[found[2]]
