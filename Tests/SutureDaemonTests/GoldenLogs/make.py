#!/usr/bin/env python3
"""Makes the logs that tests read for ever, with the programs of the version that is to be remembered.

    make.py FOLDER-OF-THE-PROGRAMS VERSION

Each NAME.tar.gz beside this file is the state directory of a daemon, without what is derived. Those of version 0.1.0 were
made with its programs, before what may be said was bounded. They are never made again: what they hold cannot be said to a
later version. A log of another version gets a name of its own.
"""
import json, os, signal, socket, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


class Refused(Exception):
    pass


class Daemon:
    def __init__(self, programs, folder, *settings):
        self.programs, self.folder = programs, folder
        self.settings = [part for setting in settings for part in ("--set", setting)]
        self.position = 0

    def __enter__(self):
        self.process = subprocess.Popen(
            [f"{self.programs}/sutured", "--state-directory", f"{self.folder}/state", "--socket", f"{self.folder}/s"]
            + self.settings)
        while True:
            assert self.process.poll() is None, "the daemon ended"
            try:
                self.socket = socket.socket(socket.AF_UNIX)
                self.socket.connect(f"{self.folder}/s")
                return self
            except OSError:
                self.socket.close()

    def __exit__(self, *_):
        self.socket.close()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait() == 0

    def call(self, method, parameters):
        message = {"method": f"org.suture.{method}", "parameters": parameters}
        self.socket.sendall(json.dumps(message, ensure_ascii=False).encode() + b"\0")
        reply = bytearray()
        while not reply.endswith(b"\0"):
            part = self.socket.recv(1 << 20)
            assert part, f"{method}: the connection was closed"
            reply += part
        reply = json.loads(reply[:-1])
        if "error" in reply:
            raise Refused(method, parameters.get("id"), reply["error"], str(reply.get("parameters"))[:300])
        return reply["parameters"]

    def say(self, method, id, on="unknown", context={}, **fields):
        fields = {name.rstrip("_"): value for name, value in fields.items()}
        parameters = {"id": id, **fields, "context": {"occurredOn": on, **context}}
        if on is None:
            del parameters["context"]["occurredOn"]
        self.position = self.call(method, parameters)["receipt"]["position"]
        return self.position

    def void(self, position, reason):
        self.call("Log.Void", {"position": position, "context": {"reason": reason, "occurredOn": "unknown"}})

    def correct(self, position, fields, reason):
        self.call("Log.Correct", {"position": position, "fields": fields, "context": {"reason": reason}})

    def suture(self, *arguments):
        environment = {**os.environ, "SUTURE_SOCKET": f"{self.folder}/s"}
        subprocess.run([f"{self.programs}/suture", *arguments], check=True, env=environment)


def programme(daemon):
    """A programme in which every kind of record occurs, as `programme.jsonl` tells it."""
    for line in open(f"{HERE}/programme.jsonl"):
        method, parameters, on = json.loads(line)
        daemon.say(method, parameters.pop("id"), on, {"reason": "as it was", "sources": ["the minutes"]}, **parameters)


def texts(daemon):
    """Texts that are too long, that begin or end with white space, that hold what no line of text holds."""
    say = daemon.say
    odd = [
        "\0", "cut\0here", " before", "after ", "\u3000both\u3000", "two\nlines", "a\r\nb", "tab\there", "bell\a", "\x1b[31mred",
        "\x7fdelete", "\x85next line", "line\u2028separator", "\u202egnp.exe", "\u2066isolate\u2069", "\ufeffmark",
        "zero\u200bwidth", "e\u0301 and \u00e9", "\U0001f9f5", "\ufffe\uffff", "\U0010ffff", '"quoted" \\ /', "x" * 5000,
    ]
    for number, text in enumerate(odd):
        id = f"ODD-{number}"
        say("Device.Register", id, name=text, type="other", model=text, intendedUse=text)
        say("Device.AddNote", id, text=text)
        say("Institution.Register", f"I-{id}", name=text, type="other", city=text)
        say("Institution.AddAlias", f"I-{id}", alias=text + text, type="variant")
        say("Person.Register", f"P-{id}", name=text, localName=text)
        say("Person.AddAlias", f"P-{id}", alias=text)
        say("Device.AddNote", id, context={
            "reason": text[:200], "sources": [text[:100]], "correlation": text[:100], "commandId": f"{text[:100]}{number}"},
            text="what its context says is odd")
    say("Device.Register", "MEGABYTE", name="n" * 1_000_000, type="other", model="m" * 300_000)
    say("Device.AddNote", "MEGABYTE", text="A line of the note.\n" * 100_000)
    say("Device.AddNote", "MEGABYTE", context={"reason": "r" * 1000, "sources": ["s" * 200] * 16}, text="a long reason")
    say("Unit.DeclareGoal", "IMR", text="goal", policyContext=["a policy "] * 3 + ["p" * 100_000])
    say("Device.LinkAttachment", "MEGABYTE", name="../a b\n.pdf", mediaType=" none at all ", size=2**62, sha256="AB" * 32)


def names(daemon):
    """What two records share and one only should have."""
    say = daemon.say
    for id in "TWIN-1", "TWIN-2":
        say("Institution.Register", id, name="Twin Hospital", type="hospital")
        say("Institution.Identify", id, scheme="ror", value="00ay9v204")
        say("Institution.Identify", id, scheme="uscc", value="91350100M000100Y43")
        say("Device.Register", f"D-{id}", name="Twin needle", type="suture_needle", model="T", catalogueNumber="1")
        say("Device.AssignUdi", f"D-{id}", di="00844588003288", agency="gs1")
        say("Person.Register", f"P-{id}", name="Zhang Wei", localName="张伟")
        say("Person.Identify", f"P-{id}", scheme="orcid", value="0000-0002-1825-0097")
        say("Person.Identify", f"P-{id}", scheme="staff_number", value="1")
        say("Source.Register", f"SRC-{id}", "2020", title="Twin minutes", type="minutes", publishedOn="2020")
    say("Institution.Identify", "TWIN-1", scheme="ror", value="https://ror.org/00ay9v204")
    say("Institution.AddAlias", "TWIN-1", alias="Twin  Hospital", type="short")
    say("Institution.AddAlias", "TWIN-1", alias="TH", type="acronym")
    say("Institution.Rename", "TWIN-2", name="TWIN Hospital")


def times(daemon):
    """Undated ends, renames and aliases; what ends before it began; dates at the edges of the calendar."""
    say = daemon.say
    say("Institution.Register", "UNDATED", "1000", name="Undated", type="university")
    say("Institution.Rename", "UNDATED", name="Undated anew")
    say("Institution.AddAlias", "UNDATED", alias="U", type="acronym")
    say("Institution.Affiliate", "UNDATED", to="USST", relation="member_of")
    say("Institution.EndAffiliation", "UNDATED", to="USST", relation="member_of")
    say("Institution.Affiliate", "UNDATED", "..1000-01-01", to="RENJI", relation="parent")
    say("Institution.EndAffiliation", "UNDATED", "1000..2026-01", to="RENJI", relation="parent")
    say("Person.Register", "P-UNDATED", name="Undated")
    say("Person.HoldPosition", "P-UNDATED", at="institution/UNDATED", title="Head")
    say("Person.EndPosition", "P-UNDATED", at="institution/UNDATED", title="Head")
    say("Person.Commit", "P-UNDATED", to="IMR", capacity="teacher")
    say("Person.EndCommitment", "P-UNDATED", to="IMR", capacity="teacher")
    say("Unit.Initiate", "U-UNDATED", name="Undated", type="team", initiators=["UNDATED"])
    say("Unit.Rename", "U-UNDATED", name="Undated anew")
    say("Unit.AddAlias", "U-UNDATED", alias="UU", type="acronym")
    say("Unit.Join", "U-UNDATED", institution="UNDATED", role="member")
    say("Unit.Leave", "U-UNDATED", institution="UNDATED")
    say("Unit.SetObjective", "U-UNDATED", "2021", objective="O", type="objective", statement="Be dated")
    say("Unit.CompleteObjective", "U-UNDATED", "2020", objective="O")
    say("Unit.Close", "U-UNDATED")

    say("Device.Register", "D-T", "2019", name="needle", type="suture_needle", stage="investigational")
    say("Trial.Plan", "T-T", "2020", title="Times", devices=["D-T"], regime="none")
    say("Trial.RecordEthicsOpinion", "T-T", "2020", committee="C", decision="favourable")
    say("Trial.Start", "T-T", "2020-06")
    say("Trial.AddSite", "T-T", "2020-06", site="S1", institution="UNDATED", investigator="P-UNDATED")
    say("Trial.ActivateSite", "T-T", "2021-06", site="S1")
    for subject in "S-1", "S-2", "S-3":
        say("Trial.EnrolSubject", "T-T", "2022-03-01", subject=subject, site="S1", consentedOn="2022-02")
    say("Trial.LogOutcome", "T-T", "2021-12", device="D-T", result="success", subject="S-1", value="-0.50")
    say("Trial.RecordDeviation", "T-T", "2021-12", subject="S-2", severity="minor", description="early", action="none")
    say("Trial.WithdrawSubject", "T-T", "2022-01-01", subject="S-1", cause="other")
    say("Trial.CompleteSubject", "T-T", "2022-01-01", subject="S-2")
    say("Trial.CloseSite", "T-T", "2021-01", site="S1")
    say("Trial.Suspend", "T-T", "2022-05", ground="storm")
    say("Trial.Resume", "T-T", "2022-04")
    say("Trial.Terminate", "T-T", "2023", ground="the end")
    say("Trial.PublishResults", "T-T", "2022", where="Nowhere")

    say("Project.Create", "PR-T", "2020", title="Times", units=["IMR"], institutions=["USST"], disciplines=["a", "a"],
        cooperative=True)
    say("Project.SetMilestone", "PR-T", "2021", milestone="M", title="Due before it was set", due="2000")
    say("Project.ReachMilestone", "PR-T", "2020-01", milestone="M")
    say("Project.DraftPlan", "PR-T", "2021", version="1", summary="s", problems=[], contributors=[])
    say("Project.Join", "PR-T", person="P-UNDATED", role="engineer")
    say("Project.Leave", "PR-T", person="P-UNDATED", role="engineer")
    say("Project.Start", "PR-T", "2021")
    say("Project.Suspend", "PR-T", "2020-05")
    say("Project.Resume", "PR-T", "2020-03")
    say("Project.Complete", "PR-T", summary="undated")
    say("Student.Enrol", "ST-T", "2021", person="P-UNDATED", level="master", home="UNDATED")
    say("Student.AssignInstructor", "ST-T", "2022", instructor="P-1", type="academic")
    say("Student.ReleaseInstructor", "ST-T", instructor="P-1", type="academic")
    say("Student.Suspend", "ST-T", "2022")
    say("Student.Resume", "ST-T", "2021-01")
    say("Student.Withdraw", "ST-T", ground="undated")
    say("Problem.Raise", "PB-T", "2022", institution="UNDATED", statement="When?")
    say("Problem.Decline", "PB-T", ground="undated")
    say("Activity.Plan", "AC-T", "2022", types=["other", "other"], title="When", organisers=["USST"], scheduledFor="1000")
    say("Activity.Cancel", "AC-T", ground="undated")
    say("Agreement.Draft", "AG-T", "2022", title="t", type="other", object="o", parties=["UNDATED", "USST"])
    say("Agreement.Sign", "AG-T", "2022", party="UNDATED", signatory="P-UNDATED", capacity=["Head "])
    say("Agreement.Terminate", "AG-T", by="UNDATED")
    say("Achievement.Record", "AV-T", "2022", type="other", title="t", units=[], projects=[], devices=[], persons=[])
    say("Achievement.Retract", "AV-T", ground="undated")
    say("Screening.Open", "SC-T", "2022", unit="IMR", title="t", criteria=[{"id": "C", "title": " c "}])
    say("Screening.Close", "SC-T")
    say("Source.Register", "SRC-T", "2020", title="t", type="report", publishedOn="2020", section="p. 1\n2", sha256="ab" * 32)
    say("Source.RecordClaim", "SRC-T", "2020", claim="C", quote="q", metric="members", parameters=[{"name": "unit", "value": "IMR"}],
        comparator="about", value="1,274", asOf="1000")
    say("Source.WithdrawClaim", "SRC-T", claim="C")
    say("AdverseEvent.Report", "AE-T", None, trial="T-T", affected="other", device="D-T", description="d\r\nd",
        onset="1000", awareAt="1000-01-02T00:00:00+23:59", regime=None, criteria=[], outcome="unknown")
    say("AdverseEvent.Notify", "AE-T", None, by="sponsor", recipient="other", type="final", at="1000-01-01T00:00:00.5Z")
    for party in "investigator", "sponsor":
        say("AdverseEvent.AssessCausality", "AE-T", "1000", party=party, toDevice="causal", toProcedure="causal",
            anticipated=False)
    say("AdverseEvent.Close", "AE-T", "1000")
    say("AdverseEvent.Reopen", "AE-T", "1000", ground="again")
    say("Deficiency.Report", "DF-T", device="D-T", type="other", description="d", couldHaveLedToSeriousEvent=False,
        awareAt="2022-01-01T00:00:00+23:59")


def money(daemon):
    """Codes that look like a currency's."""
    say = daemon.say
    for code in "RMB", "NTD", "UKP", "BTC", "ZZZ", "XXX":
        id = f"F-{code}"
        amount = lambda minorUnits: {"minorUnits": minorUnits, "currency": code}
        say("Fund.Draft", id, "2020", unit="IMR", title=f" {code}", currency=code, begins="2020", ends="2030")
        say("Fund.Pledge", id, "2020", source="USST", amount=amount(900_000))
        say("Fund.Receive", id, "2020", source="USST", amount=amount(500_000), voucher=" V\n1")
        say("Fund.SetLine", id, "2020", line="L", purpose="other", amount=amount(900_000))
        say("Fund.Approve", id, "2020", by="USST", total=amount(900_000))
        say("Fund.Allocate", id, "2021", allocation="A", line="L", amount=amount(90_000))
        say("Fund.SetCheckpoint", id, "2021", checkpoint="C", type="opening", due="2000")
        say("Fund.HoldCheckpoint", id, "2020", checkpoint="C", decision="conditional", findings="f")
        say("Fund.MeetCondition", id, checkpoint="C")
        say("Fund.Disburse", id, "2020", allocation="A", amount=amount(80_000), voucher="V2")
        say("Fund.Refund", id, allocation="A", amount=amount(10_000), voucher="V3")
        say("Fund.ReportExpenditure", id, "2020", allocation="A", amount=amount(5), category="c ")
        say("Fund.Release", id, allocation="A", amount=amount(1))
        say("Unit.RecordContribution", "IMR", type="sustainability", text="t", amount=amount(2**62))
    say("Fund.Draft", "F-MOST", unit="IMR", title="most", currency="CNY", begins="1000", ends="9999")
    say("Fund.Pledge", "F-MOST", source="USST", amount={"minorUnits": 2**63 - 1, "currency": "CNY"})


def revisions(daemon):
    """Corrections and voids, of creations too; locks; an erased person of whom much is known."""
    say = daemon.say
    slip = say("Device.AddNote", "D-T", text=" to be voided\0")
    daemon.void(slip, " a slip ")
    creation = say("Device.Register", "D-SLIP", name="Neddle ", type="suture_needle", members=[])
    say("Device.AddNote", "D-SLIP", text="as typed")
    daemon.correct(creation, {"name": " Needle", "type": "suture_needle"}, "a slip")
    gone = say("Device.Register", "D-GONE", name="never was", type="other")
    daemon.void(gone, "never was")
    say("Device.Register", "D-GONE", name="is after all", type="other")
    code = say("Fund.Draft", "F-SLIP", "2020", unit="IMR", title="t", currency="EUR", begins="2020", ends="2021")
    daemon.correct(code, {"unit": "IMR", "title": "t", "currency": "RMB", "begins": "2020", "ends": "2021"}, "in China")
    say("Trial.Lock", "T-T")
    say("Trial.Unlock", "T-T", context={"reason": "\tmore\t"})
    say("Trial.Lock", "T-T")
    say("Person.Register", "P-ERASED", context={"commandId": "registers who is erased"}, name="To be erased", localName="\0")
    say("Person.AddAlias", "P-ERASED", alias=" E ")
    say("Person.HoldPosition", "P-ERASED", at="unit/IMR", title=" Head of nothing ")
    say("Project.Join", "PR-1", "2021", person="P-ERASED", role="advisor")
    say("Person.Erase", "P-ERASED", legalGround="asked for\n", decidedBy="a board ")


def batch(daemon):
    """A batch under one id."""
    commands = [
        {"command": "device.register", "id": f"B-{number}", "fields": {"name": f"batch {number} ", "type": "other"}}
        for number in range(3)]
    daemon.call("Log.RecordAll", {"commands": commands, "context": {"commandId": " batch", "reason": "together"}})


def said(daemon):
    programme(daemon)
    for part in texts, names, times, money, revisions, batch:
        part(daemon)
    daemon.suture("import", f"{HERE}/sheet.csv", "--map", f"{HERE}/sheet.yaml")


def large(daemon):
    """Texts that no reply has room for, alone or together."""
    say = daemon.say
    say("Device.Register", "D-4", name="four notes", type="other")
    for number in range(4):
        say("Device.AddNote", "D-4", text=f"{number}" + "x" * 4_500_000)
    say("Device.Register", "D-NAME", name="n" * 3_000_000, type="other")
    say("Device.Register", "D-WIRE", name="one note", type="other")
    say("Device.AddNote", "D-WIRE", text="w" * (16 * 1024 * 1024 - 200))
    say("Device.AddNote", "D-WIRE", text="\x01" * 2_700_000)
    say("Person.Register", "P-1", name="p" * 2_000)


def unreadable(daemon):
    """Moments in the year 999, as clocks far ahead of Greenwich show one of the year 1000. Version 0.1.0 acknowledges them and
    reads years from 1000 on only.
    """
    say = daemon.say
    say("Device.Register", "D-1", name="needle", type="suture_needle")
    report = {"device": "D-1", "type": "malfunction", "description": "d", "couldHaveLedToSeriousEvent": False}
    say("Deficiency.Report", "DF-1", "2022", **report)
    say("Deficiency.AddNote", "DF-1", "2022", text="before")
    say("Deficiency.Report", "DF-2", "2022", awareAt="1000-01-01T00:00:00+23:59", **report)
    say("Deficiency.AddNote", "DF-2", "2022", text="after")
    say("Deficiency.Notify", "DF-1", "2022", by="sponsor", recipient="other", type="final", at="1000-01-01T00:00:00.5+00:01")
    say("Device.AddNote", "D-1", "2022", text="the last")


def unreadable_date(daemon):
    """A moment that gives its event a day that no reader takes, as the day is another one west of Greenwich."""
    say = daemon.say
    say("Device.Register", "D-1", name="needle", type="suture_needle")
    say("Deficiency.Report", "DF-1", "unknown", device="D-1", type="malfunction", description="d",
        couldHaveLedToSeriousEvent=False)
    say("Deficiency.Notify", "DF-1", None, by="sponsor", recipient="other", type="final", at="1000-01-01T00:00:00Z")
    say("Device.AddNote", "D-1", text="the last")


def make(programs, version, name, story, *settings):
    archive = f"{HERE}/{name}-{version}.tar.gz"
    assert not os.path.exists(archive), f"{archive} is there, and stays as it is"
    with tempfile.TemporaryDirectory(prefix="golden-") as folder:
        with Daemon(programs, folder, *settings) as daemon:
            story(daemon)
        subprocess.run(
            "tar --sort=name --owner=0 --group=0 --numeric-owner -c log.db keys.db master.key | gzip -9n > "
            + archive, shell=True, check=True, cwd=f"{folder}/state")


if __name__ == "__main__":
    programs, version = sys.argv[1:]
    make(programs, version, "said", said)
    make(programs, version, "large", large)
    make(programs, version, "unreadable", unreadable)
    make(programs, version, "unreadable-date", unreadable_date, "time.zone=America/New_York")
