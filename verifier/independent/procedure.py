"""The rules of the procedure, replayed. From docs/reference/record-format.md alone."""

from facts import CODES, seconds


def sealed_whole(witness):
    """A witness is in clear, or sealed with nothing in clear."""
    deny(witness and "sealed" in witness and (witness["name"] != "[sealed]" or witness["contact"] is not None), "report-seal-wrong")


def guarded():
    """What protects a report's source, or who stands behind an item of evidence: what is to be erased, what was, and who asks to open."""
    return {"erasure": None, "erased": set(), "opening": None}


class Refused(Exception):
    """A rule was not kept."""


def deny(refused, name):
    if refused:
        raise Refused(name)


def at_least(word, other):
    return CODES["Standard"].index(word) >= CODES["Standard"].index(other)


STAFF = ("duty_officer", "verifier", "reviewer")
HOUR, DAY = 3600, 86_400
LONGEST_HOURS = 17_568


def sound(terms):
    """Refuses terms that cannot be."""
    parties, keys = [party["code"] for party in terms["parties"]], [article["key"] for article in terms["articles"]]
    zones = {zone["key"] for zone in terms["zones"]}
    deny(len(parties) < 2 or len(set(parties)) < len(parties), "agreement-parties")
    deny(terms["force_from"] and terms["force_to"] and terms["force_to"] <= terms["force_from"], "agreement-force-backwards")
    deny(len(set(keys)) < len(keys), "agreement-article-twice")
    deny(any(len(article.get("terms", {}).get("condition") or "") > 2000 for article in terms["articles"]), "agreement-condition-too-long")
    for article in terms["articles"]:
        deny(article["zone"] is not None and article["zone"] not in zones, "agreement-zone-unknown")
        deny(article["owner"] is not None and article["owner"] not in parties, "agreement-party-unknown")
    for zone in terms["zones"]:
        deny(len(zone["points"]) < (2 if zone["form"] == "line" else 3), "agreement-zone-too-small")
        deny(zone["reading_of"] is not None and zone["reading_of"] not in parties, "agreement-party-unknown")


class Terms:
    """An agreement: its text at a time, and its force at a time."""

    def __init__(self, text):
        self.text, self.amendments, self.changes, self.procedures, self.seats = text, [], [], [], []

    def at(self, time):
        return next((text for since, text in reversed(self.amendments) if since <= time), self.text)

    def force(self, time):
        text = self.at(time)
        if text["force_from"] is None or time < seconds(text["force_from"]):
            return "not_yet"
        force, end = "in_force", text["force_to"] and seconds(text["force_to"])
        for step, at, until in self.changes:
            if at > time:
                continue
            if step == "renewed":
                force, end = "suspended" if force == "suspended" else "in_force", until
            else:
                force = {"suspended": "suspended", "resumed": "in_force", "ended": "ended"}[step]
        return "ended" if end is not None and end <= time else force

    def articles(self, time):
        begun = lambda terms: terms.get("from") is None or seconds(terms["from"]) <= time
        ended = lambda terms: terms.get("until") is not None and seconds(terms["until"]) <= time
        return {a["key"] for a in self.at(time)["articles"] if begun(a.get("terms", {})) and not ended(a.get("terms", {}))}

    def standard(self, time, kind):
        text = self.at(time)
        said = text.get("provisions", {}).get("standards", [])
        return next((one["standard"] for one in said if kind in one["acts"]), text["standard"])


class Procedure:
    """The state of all subjects so far, and the rules by which a fact joins it. One method for each room."""

    def __init__(self):
        self.keys, self.agreements, self.reports, self.incidents, self.verifications, self.findings, self.responses = {}, {}, {}, {}, {}, {}, {}

    def take(self, entry):
        room, event = entry.kind.split("/")
        getattr(self, room)(event, entry.fact, entry.subject[1], entry.author, entry.author["role"], entry.now)

    def agreement(self, event, fact, of, author, role, now):
        deny(role not in ("head_of_mission", "administrator"), "agreement-role-not-allowed")
        known = self.agreements.get(of)
        if event != "adopted":
            deny(known is None, "agreement-not-adopted")
            parties = {party["code"] for party in known.text["parties"]}
            deny(event == "signature_recorded" and fact["signature"]["party"] not in parties, "agreement-party-unknown")
        if event == "amended":
            text, since = fact["amendment"]["agreement"], seconds(fact["amendment"]["holds_from"])
            deny({party["code"] for party in text["parties"]} != parties, "agreement-parties-changed")
            deny(any(since == other for other, _ in known.amendments), "agreement-amended-twice")
            sound(text)
            known.amendments = sorted(known.amendments + [(since, text)], key=lambda pair: pair[0])
        elif event == "force_changed":
            change = fact["change"]
            step, at, until = change["step"], seconds(change["at"]), change["until"] and seconds(change["until"])
            deny(until is not None and step != "renewed", "agreement-force-until")
            deny(until is not None and until <= at, "agreement-force-backwards")
            before = known.force(at)
            fits = {"suspended": before == "in_force", "resumed": before == "suspended", "ended": before in ("in_force", "suspended"), "renewed": before != "not_yet"}
            deny(any(other >= at for _, other, _ in known.changes) or not fits[step], "agreement-force-not-so")
            known.changes.append((step, at, until))
        elif event == "reexamined":
            texts = [known.text] + [text for _, text in known.amendments]
            keys = {article["key"] for text in texts for article in text["articles"]}
            deny(any(answer["article"] not in keys for answer in fact["reexamination"]["answers"]), "agreement-article-unknown")
        elif event == "procedure_set":
            walkable(fact["procedure"])
            known.procedures.append((now, fact["procedure"]))
        elif event == "seated":
            self.seated(known, fact["seat"], parties)
        elif event == "unseated":
            gone = [seat for seat in known.seats if (seat["body"], seat["account"]) == (fact["body"], fact["account"])]
            deny(not gone, "agreement-not-seated")
            known.seats.remove(gone[0])
        elif event == "adopted":
            deny(known is not None, "agreement-already-adopted")
            sound(fact["agreement"])
            self.agreements[of] = Terms(fact["agreement"])

    def seated(self, terms, seat, known):
        bodies = terms.procedures[-1][1]["bodies"] if terms.procedures else []
        body = next((body for body in bodies if body["key"] == seat["body"]), None)
        deny(body is None, "agreement-body-unknown")
        deny(seat["party"] is not None and seat["party"] not in known, "agreement-party-unknown")
        sitting = [other for other in terms.seats if other["body"] == seat["body"]]
        deny(any(other["account"] == seat["account"] for other in sitting), "agreement-already-seated")
        taken = sum(other["party"] == seat["party"] for other in sitting)
        deny(taken >= body["seats"]["each_party" if seat["party"] else "neutral"], "agreement-seats-taken")
        terms.seats.append(seat)

    def mission(self, event, fact, of, author, role, now):
        """The keys of an account: nothing else of the mission is in a bundle."""
        account, known = author["account"], self.keys.setdefault(of, {"stage": {}, "all": {}, "every": False})
        at = lambda stage: next((key for key, found in known["stage"].items() if found == stage), None)
        keeps = role in ("head_of_mission", "administrator")

        def stand(key):
            known["stage"][key], known["every"] = "standing", known["all"][key]

        if event == "key_offered":
            offer = fact["offer"]
            key, continued = offer["key"], offer.get("continues", {}).get("key")
            deny(account != of, "mission-key-not-own")
            deny(role not in ("observer", "duty_officer", "party_liaison"), "mission-key-role")
            deny(key in known["stage"], "mission-key-known")
            deny(at("standing") != continued, "mission-key-continues")
            known["stage"] |= {old: "ended" for old in (at("offered"), continued) if old}
            known["stage"][key], known["all"][key] = "offered", offer["every_report"]
            if continued:
                stand(key)
        elif event == "key_confirmed":
            deny(not keeps, "mission-key-confirm-role")
            deny(account == of, "mission-key-one-person")
            deny(at("offered") != fact["key"], "mission-key-not-offered")
            stand(fact["key"])
        else:
            deny(account != of and not keeps, "mission-key-not-own")
            key = fact["revocation"]["key"]
            deny(known["stage"].get(key) not in ("offered", "standing"), "mission-key-none")
            known["stage"][key] = "ended"

    def report(self, event, fact, of, author, role, now):
        state = self.reports.get(of)
        if event == "submitted":
            deny(state, "report-already-submitted")
            draft = fact["draft"]
            received, (begin, end), harm = seconds(draft["received_at"]), map(seconds, (draft["occurred"]["from"], draft["occurred"]["to"])), draft["harm"]
            deny(received > now + HOUR // 4, "report-received-in-the-future")
            deny(begin > received + HOUR // 4, "report-occurred-in-the-future")
            deny(end - begin > 31 * DAY, "report-occurred-too-vague")
            deny((draft["channel"] == "party") != (draft["reported_by"] is not None), "report-party-missing")
            deny(role == "party_liaison" and (draft["reported_by"] is None or draft["reported_by"] != author["party"]), "report-party-not-own")
            deny(harm and (harm["killed_min"] > harm["killed_max"] or harm["injured_min"] > harm["injured_max"]), "report-harm-backwards")
            deny(len(draft["observations"]) > 50, "report-too-many-observations")
            deny(len(draft["attachments"]) > 20, "report-too-many-attachments")
            sealed_whole(draft["witness"])
            keys, signed = self.keys.get(author["account"], {"stage": {}, "every": False}), fact.get("signed")
            deny(not signed and keys["every"], "report-signature-missing")
            deny(signed and keys["stage"].get(signed["key"]) != "standing", "report-key-not-standing")
            self.reports[of] = {"by": author["account"], "draft": draft, "origin": None, "withdrawn": False, "occurred": (begin, end), "contact": False} | guarded()
            return
        deny(not state, "report-not-submitted")
        if event == "lineage_recorded":
            deny(role not in STAFF, "report-lineage-not-staff")
            deny(fact["origin"] == of, "report-own-origin")
            state["origin"] = fact["origin"]
        elif event.startswith("contact"):
            deny(role not in ("duty_officer", "verifier"), "report-contact-role")
            deny(event == "contact_opened" and {"identity", "words"} & state["erased"], "report-contact-ended")
            deny(event == "contact_recorded" and not state["contact"], "report-contact-none")
            state["contact"] = True
        elif event.startswith("eras"):
            self.erasure(event, fact, state, author, role)
            if {"identity", "words"} & state["erased"]:
                state["contact"] = False
        elif event.startswith("open"):
            self.opening(event, fact, state, author, role)
        else:
            deny(state["withdrawn"], "report-already-withdrawn")
            deny(author["account"] != state["by"] and role != "head_of_mission", "report-withdrawal-not-own")
            state["withdrawn"] = True

    def erasure(self, event, fact, state, author, role):
        waiting = state["erasure"]
        if event == "erasure_proposed":
            deny(role not in STAFF and role != "head_of_mission", "report-erasure-role")
            deny(waiting, "report-erasure-pending")
            parts = fact["erasure"]["parts"]
            order = [CODES["Part"].index(part) for part in parts]
            deny(not parts or order != sorted(set(order)) or state["erased"] & set(parts), "report-erasure-nothing")
            state["erasure"] = author["account"], parts, fact["erasure"]["ground"]
            return
        deny(role != "head_of_mission", "report-erasure-role")
        deny(not waiting, "report-erasure-none")
        if event == "erased":
            deny(waiting[0] == author["account"], "report-erasure-one-person")
            deny(waiting[1:] != (fact["parts"], fact["ground"]), "report-erasure-other")
            state["erased"] |= set(fact["parts"])
        state["erasure"] = None

    def opening(self, event, fact, state, author, role):
        waiting, account = state["opening"], author["account"]
        if event == "opening_requested":
            deny(role not in ("duty_officer", "verifier", "head_of_mission"), "report-opening-role")
            deny(waiting, "report-opening-pending")
            deny(fact["opening"]["threshold"] < 2, "report-opening-set")
            state["opening"] = {"by": account, "threshold": fact["opening"]["threshold"], "answered": set(), "holders": set()}
            return
        deny(not waiting, "report-opening-none")
        if event in ("opening_consented", "opening_refused"):
            deny(waiting["by"] == account, "report-opening-own")
            deny(account in waiting["answered"], "report-opening-answered")
            if event == "opening_consented":
                holder = fact["consent"]["holder"]
                deny(holder in waiting["holders"], "report-opening-answered")
                deny(holder == 0, "report-opening-not-holder")
                waiting["holders"].add(holder)
            waiting["answered"].add(account)
            return
        deny(waiting["by"] != account and (event == "opened" or role != "head_of_mission"), "report-opening-not-own")
        deny(event == "opened" and len(waiting["holders"]) < waiting["threshold"], "report-opening-too-few")
        state["opening"] = None

    def incident(self, event, fact, of, author, role, now):
        deny(role not in STAFF, "incident-not-staff")
        state, named = self.incidents.get(of), fact.get("reports", [])
        if event == "opened":
            deny(state, "incident-already-open")
            deny(not named, "incident-no-reports")
            deny(len(set(named)) < len(named), "incident-report-twice")
            deny(not self.reports.keys() >= set(named), "incident-report-unknown")
            self.incidents[of] = {"linked": set(named), "absorbed": {}, "merged": False, "kind": fact["kind"]}
            return
        deny(not state, "incident-not-open")
        deny(state["merged"] and event != "restored", "incident-merged")
        deny(not state["merged"] and event == "restored", "incident-not-absorbed")
        all_reports, report, other = self.told(of), fact.get("report"), fact.get("other", fact.get("into"))
        if event in ("linked", "proposal_judged"):
            deny(report in all_reports, "incident-already-linked")
            if fact.get("answer", "same") == "same":
                deny(report not in self.reports, "incident-report-unknown")
                state["linked"].add(report)
        elif event == "change_judged" and fact["about"]["change"] == "merge":
            deny(fact["about"]["other"] == of, "incident-merged-into-itself")
            deny(fact["about"]["other"] in state["absorbed"], "incident-already-linked")
        elif event == "change_judged":
            out = set(fact["about"]["reports"])
            deny(len(out) < len(fact["about"]["reports"]), "incident-report-twice")
            deny(not out <= all_reports, "incident-not-linked")
            deny(not out or out == all_reports, "incident-nothing-to-split")
        elif event == "unlinked":
            deny(report not in all_reports, "incident-not-linked")
            deny(len(all_reports) == 1, "incident-last-report")
            for reports in [state["linked"], *state["absorbed"].values()]:
                reports.discard(report)
        elif event == "absorbed":
            deny(other == of, "incident-merged-into-itself")
            deny(other in state["absorbed"], "incident-already-linked")
            deny(not self.reports.keys() >= set(named), "incident-report-unknown")
            state["absorbed"][other] = set(named)
        elif event == "released":
            deny(other not in state["absorbed"], "incident-not-absorbed")
            del state["absorbed"][other]
        elif event == "described":
            state["kind"] = fact["kind"]
        elif event == "merged_into":
            deny(other == of, "incident-merged-into-itself")
            state["merged"] = True
        elif event == "restored":
            state["merged"] = False

    def told(self, incident):
        """All reports that tell of an incident."""
        state = self.incidents.get(incident, {"linked": set(), "absorbed": {}})
        return state["linked"].union(*state["absorbed"].values())

    def tied(self, incident):
        """Who submitted a report that tells of the incident."""
        return {self.reports[report]["by"] for report in self.told(incident) if report in self.reports}

    def holder(self, incident, now):
        claim = self.verifications.get(incident, {}).get("claim")
        return claim[0] if claim and claim[1] > now else None

    def verification(self, event, fact, of, author, role, now):
        def may(*roles):
            deny(role not in roles, "verification-role-not-allowed")

        account, state = author["account"], self.verifications.get(of)
        if event.startswith(("evidence_eras", "witness_open")):
            # Whatever became of the incident, who stands behind its evidence is protected, as the source of a report is.
            deny(not state, "verification-not-open")
            deny(not 1 <= fact["number"] <= len(state["evidence"]), "verification-no-such-evidence")
            item, step = state["guarded"][fact["number"] - 1], event.removeprefix("evidence_").removeprefix("witness_")
            deny("table" in fact.get("erasure", {}).get("parts", []), "report-erasure-nothing")
            deny(fact.get("opening", {}).get("what") == "table", "report-opening-nothing")
            (self.erasure if step.startswith("eras") else self.opening)(step, fact, item, author, role)
            return
        if event == "evidence_added":
            sealed_whole(fact["evidence"]["witness"])
        deny(of not in self.incidents or self.incidents[of]["merged"], "verification-no-incident")
        if event == "opened":
            deny(state, "verification-already-open")
            may(*STAFF)
            deny(seconds(fact["due"]) <= now, "verification-deadline-past")
            self.verifications[of] = {"claim": None, "recused": set(), "evidence": [], "evidence_at": [], "guarded": [], "due": seconds(fact["due"]), "judges": set(), "hypotheses": []}
            return
        deny(not state, "verification-not-open")
        holder = self.holder(of, now)
        numbers = range(1, len(state["evidence"]) + 1)

        def aside(who):
            state["recused"].add(who)
            if state["claim"] and state["claim"][0] == who:
                state["claim"] = None

        judged = event in ("assessed", "place_recorded", "circumstance_judged")
        if judged or event in ("claimed", "imagery_placed", "hypothesis_stated", "hypothesis_weighed"):
            may("verifier", *["reviewer"] * (event != "claimed"))
            deny(account in self.tied(of), "verification-own-report")
            deny(account in state["recused"], "verification-recused")
        if event == "claimed":
            deny(holder not in (None, account), "verification-claimed-by-other")
            until = seconds(fact["until"])
            deny(not now < until <= now + 14 * DAY, "verification-claim-too-long")
            state["claim"] = account, until
        elif event == "released":
            deny(holder != account, "verification-not-claimed")
            state["claim"] = None
        elif event == "recused":
            may("verifier", "reviewer", "head_of_mission", "party_liaison")
            aside(account)
        elif event == "evidence_added":
            may("observer", *STAFF)
            deny(fact["evidence"]["crater"] and fact["evidence"]["kind"] != "crater", "verification-no-crater")
            item = fact["evidence"]
            deny(item["witness"] and item["kind"] != "witness", "verification-no-witness")
            proves = item.get("proves", [])
            deny(proves and item["kind"] not in ("medical_record", "civil_record") or len(set(proves)) < len(proves), "verification-no-record")
            deny("held" in item and item["kind"] != "control_of_ground", "verification-no-ground")
            deny(fact["number"] != len(state["evidence"]) + 1, "verification-evidence-number")
            state["evidence"].append(item)
            state["evidence_at"].append(now)
            state["guarded"].append(guarded())
        elif judged:
            deny(role == "verifier" and holder != account, "verification-not-claimed")
            if event == "assessed":
                deny(not whole(fact["occurrence"]), "verification-denied-by-missing")
                deny("restriction" in fact and not fact["occurrence"].get("denied_by"), "verification-cited-without-denial")
                state["judges"].add(account)
            elif event == "place_recorded":
                deny(not fact["place"]["inputs"], "verification-place-without-reports")
            else:
                cited = fact["judgement"]["evidence"]
                deny(any(number not in numbers for number in cited), "verification-no-such-evidence")
                rests = any(carries(state["evidence"][number - 1]) for number in cited)
                deny(fact["judgement"]["given"] != "not_established" and not rests, "verification-circumstance-unsupported")
        elif event == "deadline_moved":
            may("duty_officer", "head_of_mission")
            deny(seconds(fact["due"]) <= now, "verification-deadline-past")
            state["due"] = seconds(fact["due"])
        elif event == "assigned":
            may("duty_officer", "head_of_mission")
            deny(fact["to"] in self.tied(of) | state["recused"], "verification-assigned-tied")
            until = seconds(fact["until"])
            deny(not now < until <= now + 14 * DAY, "verification-claim-too-long")
            state["claim"] = fact["to"], until
        elif event == "excused":
            may("reviewer", "head_of_mission")
            who = fact["conflict"]["account"]
            deny(who == account, "verification-excused-self")
            deny(who in state["recused"], "verification-excused-already")
            aside(who)
        elif event == "escalated":
            may(*STAFF)
            deny(state["due"] >= now, "verification-not-overdue")
        elif event == "custody_passed":
            may("observer", *STAFF)
            deny(fact["handover"]["number"] not in numbers, "verification-no-such-evidence")
        elif event == "imagery_placed":
            number = fact["placing"]["number"]
            deny(number not in numbers, "verification-no-such-evidence")
            deny(state["evidence"][number - 1]["kind"] not in ("imagery", "open_source"), "verification-no-imagery")
        elif event == "hypothesis_stated":
            stated = fact["hypothesis"]
            deny(stated["number"] != len(state["hypotheses"]) + 1, "verification-hypothesis-number")
            deny(any(names(one) == names(stated["attribution"]) for one, _ in state["hypotheses"]), "verification-hypothesis-twice")
            state["hypotheses"].append((stated["attribution"], {}))
        elif event == "hypothesis_weighed":
            weighing = fact["weighing"]
            deny(weighing["hypothesis"] not in range(1, len(state["hypotheses"]) + 1), "verification-no-such-hypothesis")
            deny(weighing["evidence"] not in numbers, "verification-no-such-evidence")
            state["hypotheses"][weighing["hypothesis"] - 1][1][weighing["evidence"]] = weighing["weight"]

    def origins(self, incident):
        """Of the independent origins among an incident's reports: how many, and how many are neutral."""
        reports, groups = {id: self.reports[id] for id in sorted(self.told(incident)) if id in self.reports}, []
        for id, report in reports.items():
            draft, retold = report["draft"], report["origin"]
            party = draft["reported_by"]
            marks = {("story", id)} | ({("story", retold)} if retold else {("party", party) if party else ("source", draft["source"])})
            joined = [group for group in groups if group[0] & marks]
            groups = [group for group in groups if not group[0] & marks]
            groups.append((marks.union(*(group[0] for group in joined)), [id, *(id for group in joined for id in group[1])]))
        standing = [[reports[id] for id in group[1] if not reports[id]["withdrawn"]] for group in groups]
        neutral = [group for group in standing if group and not any(r["draft"]["reported_by"] and not r["origin"] for r in group)]
        return sum(map(bool, standing)), len(neutral)

    def evidence_origins(self, incident):
        return len({item["origin"] for item in self.verifications.get(incident, {}).get("evidence", []) if carries(item)})

    def holding(self, incident, at):
        """The agreement whose procedure holds at a time, and the procedure."""
        for terms, _ in reversed(self.binding(incident)):
            if set_by_then := [procedure for since, procedure in terms.procedures if since <= at]:
                return terms, set_by_then[-1]
        return None, None

    def prepared(self, procedure, axes, incident):
        """Refuses a conclusion before what its procedure asks for was done."""
        case, who = self.verifications[incident], axes["attribution"]
        deny(len(case["judges"] - case["recused"]) < procedure["judgements"], "finding-judgements-missing")
        facts = who["is"] in ("unattributed", "area_of_origin_only") and axes["classification"]["is"] == "undecided"
        deny(procedure["concludes"] == "facts" and not facts, "finding-facts-only")
        if procedure["hypotheses"] and who["is"] != "unattributed":
            deny(sum(bool(weights) for _, weights in case["hypotheses"]) < procedure["hypotheses"], "finding-hypotheses-missing")
            for_it = [weights for one, weights in case["hypotheses"] if names(one) == names(who)]
            support = {item for weights in for_it for item, weight in weights.items() if weight == "supports"}
            deny(not any(carries(item) for number, item in enumerate(case["evidence"], 1) if number in support), "finding-hypotheses-missing")

    def ballot(self, version, key, incident):
        """The body whose turn it must be, the last vote of each who may vote in it (or nothing), and the agreement's parties."""
        deny(not endorsed(version), "finding-review-missing")
        bodies = version["proposal"].get("procedure", {"bodies": []})["bodies"]
        done = version["bodies"]
        over = version["decided"] or len(done) >= len(bodies) or not all(done)
        deny(over or bodies[len(done)]["key"] != key, "finding-not-its-turn")
        return bodies[len(done)], *self.seated_votes(version, key, incident, version["votes"])

    def seated_votes(self, version, key, incident, votes):
        """The last vote of each who may vote in a body on what follows from a version (or nothing), and the agreement's parties."""
        terms, _ = self.holding(incident, version["at"])
        aside = self.verifications.get(incident, {}).get("recused", ())
        seats = [seat for seat in (terms.seats if terms else []) if seat["body"] == key and seat["account"] not in aside]
        cast = lambda seat: next((vote for at, who, party, body, vote in reversed(votes) if (who, party, body) == (seat["account"], seat["party"], key)), None)
        return [(seat, cast(seat)) for seat in seats], [party["code"] for party in terms.text["parties"]] if terms else []

    def binding(self, incident):
        """The agreements that bind what happened."""
        standing = [self.reports[id] for id in self.told(incident) if id in self.reports and not self.reports[id]["withdrawn"]]
        stated = [report for report in standing if report["draft"]["occurred_precision"] == "stated"]
        times = [report["occurred"] for report in stated or standing]
        if not times:
            return []
        ends = max(begin for begin, _ in times), min(end for _, end in times)
        return [(terms, ends) for terms in self.agreements.values() if any(terms.force(at) == "in_force" for at in ends)]

    def carried(self, axes, incident):
        """Refuses axes that the record does not carry."""
        occurrence, attribution = axes["occurrence"]["is"], axes["attribution"]
        (reports, neutral), evidence, binding = self.origins(incident), self.evidence_origins(incident), self.binding(incident)
        deny(not whole(axes["occurrence"]), "finding-denied-by-missing")
        both = reports + evidence >= 2
        enough = {"confirmed": both and evidence, "corroborated": both and (neutral or evidence), "did_not_occur": evidence}
        deny(not enough.get(occurrence, True), "finding-standard-not-met")
        verified = occurrence in ("confirmed", "corroborated")
        classification = axes["classification"]
        deny(classification["is"] == "violation" and not verified, "finding-classified-unverified")
        articles = {key for terms, ends in binding for at in ends for key in terms.articles(at)}
        deny("article" in classification and classification["article"] not in articles, "finding-article-unknown")
        deny(axes["gravity"] != "not_assessed" and classification["is"] != "violation", "finding-gravity-without-violation")
        if attribution["is"] == "unattributed":
            return
        deny(not verified, "finding-attributed-unverified")
        deny(not evidence and not neutral, "finding-one-partys-word")
        if "standard" in attribution:
            kind = self.incidents[incident]["kind"]
            standards = [terms.standard(at, kind) for terms, ends in binding for at in ends]
            deny(not all(at_least(attribution["standard"], standard) for standard in standards), "finding-attribution-standard")
            deny(not evidence, "finding-standard-not-met")

    def finding(self, event, fact, of, author, role, now):
        def may(needed):
            deny(role != needed, "finding-role-not-allowed")

        account, state = author["account"], self.findings.get(of)
        proposal = fact.get("proposal")
        deny(not proposal and not state, "finding-nothing-proposed")
        incident = proposal["incident"] if proposal else state["incident"]
        deny(account in self.verifications.get(incident, {}).get("recused", ()), "finding-recused")
        deny(account in self.tied(incident) and not (event == "voted" and author["party"] or event == "body_decided"), "finding-own-report")
        version = self.pending(of)
        if event == "proposed":
            may("verifier")
            deny(self.holder(incident, now) != account, "finding-not-claimed")
            deny(version, "finding-proposal-pending")
            public = [old for old in (state["versions"] if state else []) if old["published"]]
            deny(public and public[-1]["proposal"]["aim"] == "retract", "finding-retracted")
            deny(state and state["incident"] != incident, "finding-other-incident")
            deny(self.course(of) == "closed", "finding-closed")
            deny(bool(public) == (proposal["aim"] == "conclude"), "finding-wrong-aim")
            deny("unit" in proposal and proposal["axes"]["attribution"]["is"] != "attributed_to", "finding-unit-without-party")
            _, procedure = self.holding(incident, now)
            deny(proposal.get("procedure") != procedure, "finding-other-procedure")
            if proposal["aim"] != "retract":
                self.carried(proposal["axes"], incident)
                if procedure:
                    self.prepared(procedure, proposal["axes"], incident)
            versions = self.findings.setdefault(of, {"incident": incident, "versions": [], "turns": []})["versions"]
            versions.append({"number": len(versions) + 1, "by": account, "at": now, "proposal": proposal, "reviews": {}, "votes": [], "bodies": [], "decided": None, "published": False, "sent_back": False})
            return
        if event in ("closed", "reopened"):
            self.turned(event, fact, of, role, now)
            return
        deny(not version, "finding-nothing-proposed")
        if event == "reviewed":
            may("reviewer")
            deny(account == version["by"], "finding-same-person")
            deny(account in version["reviews"], "finding-reviewed-already")
            version["reviews"][account] = fact["agrees"]
            return
        axes, procedure = version["proposal"]["axes"], version["proposal"].get("procedure")
        worked = account == version["by"] or account in version["reviews"]
        all_heard = all(self.heard(of, party, version["number"], now) for party in self.named(axes, incident))
        if event in ("voted", "body_decided"):
            body, ballot, parties = self.ballot(version, fact["body"], incident)
            deny(not all_heard, "finding-notice-missing")
            if event == "voted":
                deny((account, author["party"]) not in [(seat["account"], seat["party"]) for seat, _ in ballot], "finding-not-seated")
                deny(worked, "finding-same-person")
                deny(fact["vote"] == "against" and fact["opinion"] is None, "finding-opinion-missing")
                version["votes"].append((now, account, author["party"], body["key"], fact["vote"]))
                return
            deny(role not in ("duty_officer", "head_of_mission"), "finding-role-not-allowed")
            added_up("finding", body, ballot, version["votes"], parties, fact["endorsed"], now)
            version["bodies"].append(fact["endorsed"])
            return
        may("head_of_mission")
        if event == "decided":
            deny(worked, "finding-same-person")
            deny(not endorsed(version), "finding-review-missing")
            deny(not all_heard, "finding-notice-missing")
            bodies = procedure["bodies"] if procedure else []
            deny(len(version["bodies"]) < len(bodies) or not all(version["bodies"]), "finding-body-missing")
            if version["proposal"]["aim"] != "retract":
                self.carried(axes, incident)
            version["decided"] = now
        elif event == "sent_back":
            version["sent_back"] = True
        else:
            deny(version["decided"] is None, "finding-not-decided")
            deny(procedure and now < version["decided"] + procedure["embargo_hours"] * HOUR, "finding-embargo-runs")
            version["published"] = True

    def pending(self, finding):
        versions = self.findings.get(finding, {}).get("versions", [])
        return versions[-1] if versions and not versions[-1]["published"] and not versions[-1]["sent_back"] else None

    def named(self, axes, incident):
        """The parties against whom a conclusion says something."""
        named = {axes["attribution"].get("party"), axes["occurrence"].get("denied_by")} - {None}
        if axes["attribution"]["is"] == "both":
            named |= {party["code"] for terms, _ in self.binding(incident) for party in terms.text["parties"]}
        return named

    def public(self, finding):
        """The newest published version."""
        versions = self.findings.get(finding, {"versions": []})["versions"]
        return next((version for version in reversed(versions) if version["published"]), None)

    def course(self, finding):
        """Whether a case is closed or reopened."""
        turns, public = self.findings.get(finding, {}).get("turns", []), self.public(finding)
        if not turns:
            return None
        event, _, version = turns[-1]
        return event if event == "closed" or public["number"] == version else None

    def turned(self, event, fact, of, role, now):
        state, public = self.findings[of], self.public(of)
        deny(role != "head_of_mission" and (role, event) != ("reviewer", "reopened"), "finding-role-not-allowed")
        deny(not public, "finding-not-published")
        deny(self.pending(of), "finding-proposal-pending")
        incident = state["incident"]
        said = self.responses.get(of, {"notices": {}, "replies": [], "measures": []})
        to_it = [reply for reply in said["replies"] if reply["version"] == public["number"]]
        if event == "closed":
            closure = fact["closure"]
            deny(self.course(of) == "closed", "finding-closed-already")
            deny(self.waits(of, incident, public, said, now), "finding-still-waiting")
            shown = {"settled": any(reply["kind"] == "acknowledge" for reply in to_it), "by_body": public["bodies"] or any(one["decided"] for one in said["measures"])}
            deny(not shown.get(closure["ground"], True), "finding-ground-missing")
            joined = closure["joined_to"] is not None
            deny(joined != (closure["ground"] == "joined") or closure["joined_to"] == incident, "finding-joined-to-missing")
        else:
            reopening = fact["reopening"]
            deny(public["proposal"]["aim"] == "retract", "finding-retracted")
            deny(self.course(of) == "reopened", "finding-reopened-already")
            deny(seconds(reopening["due"]) <= now, "finding-due-past")
            came = self.verifications.get(incident, {"evidence_at": []})["evidence_at"]
            deny(reopening["ground"] == "new_evidence" and not any(at > public["at"] for at in came), "finding-no-new-evidence")
            last = max((at for turn, at, _ in state["turns"] if turn == "reopened"), default=None)
            asked = {reply["party"] for reply in to_it if reply["kind"] == "reopening_request" and (last is None or reply["at"] > last)}
            party = reopening["party"]
            deny((party is not None) != (reopening["ground"] == "party_request") or party is not None and party not in asked, "finding-not-requested")
        state["turns"].append((event, now, public["number"]))

    def waits(self, of, incident, public, said, now):
        """Whether something towards the parties is still open."""
        answered = lambda party, version: any((reply["party"], reply["version"]) == (party, version) for reply in said["replies"])
        return (
            any((party, public["number"]) not in said["notices"] for party in self.named(public["proposal"]["axes"], incident))
            or any(due > now and not answered(party, version) for (party, version), due in said["notices"].items())
            or any(reply["promised_for"] is not None and not reply["judged"] for reply in said["replies"])
            or any(not one["decided"] or one["imposed"] and not one["ended"] for one in said["measures"])
        )

    def heard(self, finding, party, version, now):
        said = self.responses.get(finding, {"notices": {}, "replies": []})
        due = said["notices"].get((party, version))
        return due is not None and (due <= now or any((reply["party"], reply["version"]) == (party, version) for reply in said["replies"]))

    def response(self, event, fact, of, author, role, now):
        # Notices by party and version, in the order in which they were served.
        said = self.responses.setdefault(of, {"notices": {}, "replies": [], "measures": []})
        notices, party = said["notices"], fact.get("party")
        if event == "notice_served":
            deny(role not in ("duty_officer", "reviewer", "head_of_mission"), "response-role-not-allowed")
            pending, due = self.pending(of), seconds(fact["reply_due"])
            deny(not pending or pending["number"] != fact["version"], "response-nothing-pending")
            deny((party, fact["version"]) in notices, "response-notice-served-already")
            deny(due < now + HOUR, "response-reply-time-too-short")
            notices[party, fact["version"]] = due
        elif event == "replied":
            deny(role != "party_liaison" or author["party"] != party, "response-not-own-party")
            own = [version for to, version in notices if to == party]
            deny(not own, "response-notice-missing")
            self.detailed(fact, said, now)
            promised = fact.get("details", {}).get("promised_for")
            said["replies"].append({"party": party, "version": own[-1], "kind": fact["kind"], "at": now, "promised_for": promised and seconds(promised), "judged": False})
        elif event == "promise_judged":
            deny(role not in ("verifier", "reviewer"), "response-role-not-allowed")
            incident = self.findings.get(of, {}).get("incident")
            deny(author["account"] in self.aside_or_tied(incident), "response-tied-to-case")
            reply = said["replies"][fact["reply"] - 1] if 0 < fact["reply"] <= len(said["replies"]) else {"promised_for": None}
            deny(reply["promised_for"] is None, "response-promise-missing")
            deny(fact["kept"] == "not_kept" and now < reply["promised_for"], "response-promise-not-due")
            reply["judged"] = True
        else:
            self.measure(event, fact, of, said, author, role, now)

    def aside_or_tied(self, incident):
        return self.tied(incident) | self.verifications.get(incident, {"recused": set()})["recused"]

    def detailed(self, fact, said, now):
        """Refuses what does not belong to an answer of its kind."""
        kind, party, details = fact["kind"], fact["party"], fact.get("details", {})
        deny("report" in details and kind != "counter_complaint", "response-report-without-complaint")
        filed = self.reports.get(details.get("report"))
        deny(filed and filed["draft"]["reported_by"] != party, "response-report-not-own")
        number = details.get("inquiry")
        opened = number is not None and 0 < number <= len(said["replies"]) and (said["replies"][number - 1]["party"], said["replies"][number - 1]["kind"]) == (party, "inquiry")
        deny(opened != (kind == "inquiry_result") or number is not None and kind != "inquiry_result", "response-inquiry-missing")
        deny("promised_for" in details and seconds(details["promised_for"]) <= now, "response-promise-past")
        deny("done_at" in details and seconds(details["done_at"]) > now, "response-done-ahead")

    def measure(self, event, fact, of, said, author, role, now):
        public, account = self.public(of), author["account"]
        incident = self.findings.get(of, {}).get("incident")
        bodies = public["proposal"].get("procedure", {"bodies": []})["bodies"] if public else []
        body = bodies[-1] if bodies else None
        speaks = event == "measure_voted" and author["party"] or event == "measure_decided" and body
        aside = self.verifications.get(incident, {"recused": set()})["recused"]
        deny(account in aside or account in self.tied(incident) and not speaks, "response-tied-to-case")
        if event == "measure_proposed":
            deny(role not in ("duty_officer", "reviewer"), "response-role-not-allowed")
            self.proposed_measure(fact["measure"], of, incident, public, said, now)
            said["measures"].append({"measure": fact["measure"], "by": account, "votes": [], "decided": False, "imposed": False, "ended": False})
            return
        one = next((one for one in said["measures"] if one["measure"]["number"] == fact["number"]), None)
        if event == "measure_ended":
            deny(role not in ("duty_officer", "head_of_mission"), "response-role-not-allowed")
            deny(not one, "response-no-such-measure")
            deny(not one["imposed"] or one["ended"], "response-measure-not-imposed")
            one["ended"] = True
            return
        deny(not one, "response-no-such-measure")
        deny(one["decided"], "response-measure-decided-already")
        if event == "measure_voted":
            deny(not body or body["key"] != fact["body"], "response-no-body")
            terms, _ = self.holding(incident, public["at"])
            seats = terms.seats if terms else []
            seat = next((seat for seat in seats if (seat["body"], seat["account"]) == (body["key"], account)), None)
            deny(not seat or seat["party"] != author["party"], "response-not-seated")
            deny(fact["vote"] == "against" and fact["opinion"] is None, "response-opinion-missing")
            one["votes"].append((now, account, author["party"], body["key"], fact["vote"]))
            return
        if body:
            deny(role not in ("duty_officer", "head_of_mission"), "response-role-not-allowed")
            ballot, parties = self.seated_votes(public, body["key"], incident, one["votes"])
            added_up("response", body, ballot, one["votes"], parties, fact["imposed"], now)
        else:
            deny(role != "head_of_mission", "response-role-not-allowed")
            deny(account == one["by"], "response-same-person")
        one["decided"], one["imposed"] = True, fact["imposed"]

    def proposed_measure(self, measure, of, incident, public, said, now):
        """Refuses a measure that the finding and the party's hearing do not carry."""
        deny(measure["number"] != len(said["measures"]) + 1, "response-measure-number")
        stands = public and public["number"] == measure["version"] and public["proposal"]["aim"] != "retract" and not self.course(of) and not self.pending(of)
        deny(not stands, "response-no-standing-finding")
        axes, party = public["proposal"]["axes"], measure["party"]
        who = axes["attribution"]
        both = {one["code"] for terms, _ in self.binding(incident) for one in terms.text["parties"]} if who["is"] == "both" else set()
        deny(party not in both | {who.get("party")} or axes["classification"]["is"] != "violation", "response-measure-not-attributed")
        deny(not self.heard(of, party, measure["version"], now), "response-notice-missing")
        earlier, steps, ground = measure["earlier"], CODES["Step"], measure["ground"]
        before = [one["measure"] for one in said["measures"] if one["imposed"] and one["measure"]["party"] == party]
        milder = any(steps.index(one["step"]) < steps.index(measure["step"]) for one in before)
        shown = {"repeated": of not in earlier, "grave": axes["gravity"] == "grave", "not_heeded": milder}
        deny(not shown.get(ground, True) or len(set(earlier)) < len(earlier) or bool(earlier) != (ground == "repeated"), "response-measure-ground")
        deny(ground == "first" and steps.index(measure["step"]) > steps.index("joint_visit"), "response-measure-too-high")


def added_up(room, body, ballot, votes, parties, outcome, now):
    """Refuses a decision that the votes in a body do not carry."""
    voted = lambda party: sum(seat["party"] == party and vote is not None for seat, vote in ballot)
    short = voted(None) < body["quorum"]["neutral"] or any(voted(party) < body["quorum"]["each_party"] for party in parties)
    deny(short, f"{room}-no-quorum")
    first = min(vote[0] for vote in votes if vote[3] == body["key"])
    deny(any(vote is None for _, vote in ballot) and now < first + body["hours"] * HOUR, f"{room}-vote-open")
    deny(yes(body["rule"], ballot) != outcome, f"{room}-votes-say-otherwise")


def walkable(procedure):
    """Refuses a procedure that nobody can walk to its end, or one alone."""
    bodies, most = procedure["bodies"], 20
    clocks = [procedure[f"{step}_hours"] for step in ("verification", "review", "reply", "decision")] + [body["hours"] for body in bodies]
    deny(not all(0 < hours <= LONGEST_HOURS for hours in clocks) or procedure["embargo_hours"] > LONGEST_HOURS, "agreement-procedure-hours")
    deny(not procedure["reviews"] or max(procedure["reviews"], procedure["judgements"], procedure["hypotheses"]) > most, "agreement-procedure-numbers")
    keys = {body["key"] for body in bodies}
    deny(len(keys) < len(bodies) or len(keys) > most or "" in keys, "agreement-procedure-bodies")
    for body in bodies:
        (seats, each), (quorum, of_each) = [(body[part]["neutral"], body[part]["each_party"]) for part in ("seats", "quorum")]
        fits = quorum + of_each > 0 and quorum <= seats and of_each <= each and max(seats, each) <= most
        whole_rule = {"chair": seats == quorum == 1, "consensus": not each or of_each > 0}
        deny(not fits or not whole_rule.get(body["rule"], True), "agreement-procedure-quorum")


def carries(item):
    return item["kind"] not in ("party_statement", "control_of_ground") and item["grade"]["reliability"] <= "C" and item["grade"]["credibility"] <= "3"


def names(attribution):
    """Who is named, whatever the standard."""
    return attribution["is"], attribution.get("party")


def endorsed(version):
    return sum(version["reviews"].values()) >= version["proposal"].get("procedure", {"reviews": 1})["reviews"]


def yes(rule, ballot):
    """Whether the votes endorse, by the body's rule."""
    votes = [vote for _, vote in ballot]
    pro, contra = votes.count("for"), votes.count("against")
    if rule == "chair":
        return any(seat["party"] is None and vote == "for" for seat, vote in ballot)
    return {"majority": pro > contra, "two_thirds": pro > 0 and pro >= 2 * contra, "consensus": pro > 0 and not contra}[rule]


def whole(occurrence):
    return occurrence["is"] != "unable_to_verify" or (occurrence["reason"] == "access") == (occurrence["denied_by"] is not None)
