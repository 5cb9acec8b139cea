"""The rules of the procedure, replayed. From docs/reference/record-format.md alone."""

from facts import CODES, seconds


class Refused(Exception):
    """A rule was not kept."""


def deny(refused, name):
    if refused:
        raise Refused(name)


def at_least(word, other):
    return CODES["Standard"].index(word) >= CODES["Standard"].index(other)


STAFF = ("duty_officer", "verifier", "reviewer")
HOUR, DAY = 3600, 86_400


class Procedure:
    """The state of all subjects so far, and the rules by which a fact joins it. One method for each room."""

    def __init__(self):
        self.agreements, self.reports, self.incidents, self.verifications, self.findings, self.responses = {}, {}, {}, {}, {}, {}

    def take(self, entry):
        room, event = entry.kind.split("/")
        getattr(self, room)(event, entry.fact, entry.subject[1], entry.author, entry.author["role"], entry.now)

    def agreement(self, event, fact, of, author, role, now):
        deny(role not in ("head_of_mission", "administrator"), "agreement-role-not-allowed")
        terms = self.agreements.get(of)
        if event != "adopted":
            deny(terms is None, "agreement-not-adopted")
            known = [party["code"] for party in terms["parties"]]
            deny(event == "signature_recorded" and fact["signature"]["party"] not in known, "agreement-party-unknown")
            return
        deny(terms is not None, "agreement-already-adopted")
        terms = fact["agreement"]
        parties, keys = [party["code"] for party in terms["parties"]], [article["key"] for article in terms["articles"]]
        zones = {zone["key"] for zone in terms["zones"]}
        deny(len(parties) < 2 or len(set(parties)) < len(parties), "agreement-parties")
        deny(terms["force_from"] and terms["force_to"] and terms["force_to"] <= terms["force_from"], "agreement-force-backwards")
        deny(len(set(keys)) < len(keys), "agreement-article-twice")
        for article in terms["articles"]:
            deny(article["zone"] is not None and article["zone"] not in zones, "agreement-zone-unknown")
            deny(article["owner"] is not None and article["owner"] not in parties, "agreement-party-unknown")
        for zone in terms["zones"]:
            deny(len(zone["points"]) < (2 if zone["form"] == "line" else 3), "agreement-zone-too-small")
            deny(zone["reading_of"] is not None and zone["reading_of"] not in parties, "agreement-party-unknown")
        self.agreements[of] = terms

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
            self.reports[of] = {"by": author["account"], "draft": draft, "origin": None, "withdrawn": False, "occurred": (begin, end)}
            return
        deny(not state, "report-not-submitted")
        if event == "lineage_recorded":
            deny(role not in STAFF, "report-lineage-not-staff")
            deny(fact["origin"] == of, "report-own-origin")
            state["origin"] = fact["origin"]
        else:
            deny(state["withdrawn"], "report-already-withdrawn")
            deny(author["account"] != state["by"] and role != "head_of_mission", "report-withdrawal-not-own")
            state["withdrawn"] = True

    def incident(self, event, fact, of, author, role, now):
        deny(role not in STAFF, "incident-not-staff")
        state, named = self.incidents.get(of), fact.get("reports", [])
        if event == "opened":
            deny(state, "incident-already-open")
            deny(not named, "incident-no-reports")
            deny(len(set(named)) < len(named), "incident-report-twice")
            deny(not self.reports.keys() >= set(named), "incident-report-unknown")
            self.incidents[of] = {"linked": set(named), "absorbed": {}, "merged": False}
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
        deny(of not in self.incidents or self.incidents[of]["merged"], "verification-no-incident")
        if event == "opened":
            deny(state, "verification-already-open")
            may(*STAFF)
            deny(seconds(fact["due"]) <= now, "verification-deadline-past")
            self.verifications[of] = {"claim": None, "recused": set(), "evidence": []}
            return
        deny(not state, "verification-not-open")
        holder = self.holder(of, now)
        if event in ("claimed", "assessed"):
            may("verifier", *["reviewer"] * (event == "assessed"))
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
            may("verifier", "reviewer", "head_of_mission")
            state["recused"].add(account)
            if state["claim"] and state["claim"][0] == account:
                state["claim"] = None
        elif event == "evidence_added":
            may("observer", *STAFF)
            deny(fact["number"] != len(state["evidence"]) + 1, "verification-evidence-number")
            state["evidence"].append(fact["evidence"])
        elif event == "assessed":
            deny(role == "verifier" and holder != account, "verification-not-claimed")
            deny(not whole(fact["occurrence"]), "verification-denied-by-missing")
        elif event == "deadline_moved":
            may("duty_officer", "head_of_mission")
            deny(seconds(fact["due"]) <= now, "verification-deadline-past")

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
        items = self.verifications.get(incident, {}).get("evidence", [])
        carries = lambda item: item["kind"] != "party_statement" and item["grade"]["reliability"] <= "C" and item["grade"]["credibility"] <= "3"
        return len({item["origin"] for item in items if carries(item)})

    def binding(self, incident):
        """The agreements that bind what happened."""
        standing = [self.reports[id] for id in self.told(incident) if id in self.reports and not self.reports[id]["withdrawn"]]
        stated = [report for report in standing if report["draft"]["occurred_precision"] == "stated"]
        times = [report["occurred"] for report in stated or standing]
        if not times:
            return []
        ends = max(begin for begin, _ in times), min(end for _, end in times)
        begins = lambda terms: seconds(terms["force_from"])
        in_force = lambda terms, at: terms["force_from"] and begins(terms) <= at and (terms["force_to"] is None or at < seconds(terms["force_to"]))
        return [terms for terms in self.agreements.values() if any(in_force(terms, at) for at in ends)]

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
        articles = {article["key"] for terms in binding for article in terms["articles"]}
        deny("article" in classification and classification["article"] not in articles, "finding-article-unknown")
        deny(axes["gravity"] != "not_assessed" and classification["is"] != "violation", "finding-gravity-without-violation")
        if attribution["is"] == "unattributed":
            return
        deny(not verified, "finding-attributed-unverified")
        deny(not evidence and not neutral, "finding-one-partys-word")
        if "standard" in attribution:
            deny(not all(at_least(attribution["standard"], terms["standard"]) for terms in binding), "finding-attribution-standard")
            deny(not evidence, "finding-standard-not-met")

    def finding(self, event, fact, of, author, role, now):
        def may(needed):
            deny(role != needed, "finding-role-not-allowed")

        account, state = author["account"], self.findings.get(of)
        proposal = fact.get("proposal")
        deny(not proposal and not state, "finding-nothing-proposed")
        incident = proposal["incident"] if proposal else state["incident"]
        deny(account in self.verifications.get(incident, {}).get("recused", ()), "finding-recused")
        deny(account in self.tied(incident), "finding-own-report")
        version = self.pending(of)
        if event == "proposed":
            may("verifier")
            deny(self.holder(incident, now) != account, "finding-not-claimed")
            deny(version, "finding-proposal-pending")
            public = [old for old in (state["versions"] if state else []) if old["published"]]
            deny(public and public[-1]["proposal"]["aim"] == "retract", "finding-retracted")
            deny(state and state["incident"] != incident, "finding-other-incident")
            deny(bool(public) == (proposal["aim"] == "conclude"), "finding-wrong-aim")
            if proposal["aim"] != "retract":
                self.carried(proposal["axes"], incident)
            versions = self.findings.setdefault(of, {"incident": incident, "versions": []})["versions"]
            versions.append({"number": len(versions) + 1, "by": account, "proposal": proposal, "reviews": {}, "decided": False, "published": False, "sent_back": False})
            return
        deny(not version, "finding-nothing-proposed")
        if event == "reviewed":
            may("reviewer")
            deny(account == version["by"], "finding-same-person")
            deny(account in version["reviews"], "finding-reviewed-already")
            version["reviews"][account] = fact["agrees"]
            return
        may("head_of_mission")
        if event == "decided":
            axes = version["proposal"]["axes"]
            deny(account == version["by"] or account in version["reviews"], "finding-same-person")
            deny(not any(version["reviews"].values()), "finding-review-missing")
            deny(not all(self.heard(of, party, version["number"], now) for party in self.named(axes, incident)), "finding-notice-missing")
            if version["proposal"]["aim"] != "retract":
                self.carried(axes, incident)
            version["decided"] = True
        elif event == "sent_back":
            version["sent_back"] = True
        else:
            deny(not version["decided"], "finding-not-decided")
            version["published"] = True

    def pending(self, finding):
        versions = self.findings.get(finding, {}).get("versions", [])
        return versions[-1] if versions and not versions[-1]["published"] and not versions[-1]["sent_back"] else None

    def named(self, axes, incident):
        """The parties against whom a conclusion says something."""
        named = {axes["attribution"].get("party"), axes["occurrence"].get("denied_by")} - {None}
        if axes["attribution"]["is"] == "both":
            named |= {party["code"] for terms in self.binding(incident) for party in terms["parties"]}
        return named

    def heard(self, finding, party, version, now):
        notice = self.responses.get(finding, {}).get((party, version))
        return notice is not None and (notice["due"] <= now or notice["replied"])

    def response(self, event, fact, of, author, role, now):
        # By party and version, in the order in which notice was served.
        notices, party = self.responses.setdefault(of, {}), fact["party"]
        if event == "notice_served":
            deny(role not in ("duty_officer", "reviewer", "head_of_mission"), "response-role-not-allowed")
            pending, due = self.pending(of), seconds(fact["reply_due"])
            deny(not pending or pending["number"] != fact["version"], "response-nothing-pending")
            deny((party, fact["version"]) in notices, "response-notice-served-already")
            deny(due < now + HOUR, "response-reply-time-too-short")
            notices[party, fact["version"]] = {"due": due, "replied": False}
        else:
            deny(role != "party_liaison" or author["party"] != party, "response-not-own-party")
            own = [notice for (to, _), notice in notices.items() if to == party]
            deny(not own, "response-notice-missing")
            own[-1]["replied"] = True


def whole(occurrence):
    return occurrence["is"] != "unable_to_verify" or (occurrence["reason"] == "access") == (occurrence["denied_by"] is not None)
