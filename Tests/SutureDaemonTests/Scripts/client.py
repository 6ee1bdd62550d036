"""A programme recorded, listed and followed through the client that others wrote (PyPI varlink).

usage: client.py SOCKET
"""
import sys

import varlink

KINDS = ["Device", "Institution", "Instructor", "Person", "Project", "Student", "Trial", "Unit"]
OWN = ["Log", "Records", "Reports", "Service"]

address = "unix:" + sys.argv[1]
client = varlink.Client(address)


def call(interface, method, **parameters):
    with client.open("org.suture." + interface) as connection:
        return getattr(connection, method)(**parameters)


# What there is: this parses the text of every interface.
names = sorted(interface["name"] if isinstance(interface, dict) else interface
               for interface in client.get_interfaces())
assert names == sorted(["org.suture." + name for name in KINDS + OWN] + ["org.varlink.service"]), names
for name in names:
    assert client.get_interface(name).name == name
    with client.open(name) as connection:
        assert connection

# A project, a student, an outcome.
call("Institution", "Register", id="USST", name="University", type="university")
call("Person", "Register", name="Wu Tao", localName="吴韬")
call("Project", "Create", id="PR-1", title="Needles", cooperative=True)
call("Student", "Enrol", id="S-1", person="P-0001", level="master", home="USST",
     context={"occurredOn": "2022-03"})
call("Project", "Join", id="PR-1", person="P-0001", role="graduate_student", student="S-1")
call("Device", "Register", id="D-1", name="Needle", type="suture_needle", stage="investigational")
call("Trial", "Plan", id="T-1", title="First use", devices=["D-1"], regime="none")
call("Trial", "RecordEthicsOpinion", id="T-1", committee="Board", decision="favourable")
call("Trial", "Start", id="T-1")
receipt = call("Trial", "LogOutcome", id="T-1", device="D-1", result="success",
               context={"commandId": "outcome-1"})["receipt"]
assert receipt["position"] == 10 and receipt["stream"] == "trial/T-1", receipt
assert receipt["duplicate"] is False, receipt
again = call("Trial", "LogOutcome", id="T-1", device="D-1", result="success",
             context={"commandId": "outcome-1"})["receipt"]
assert again["position"] == 10 and again["duplicate"] is True, again

# Errors come with their parameters.
try:
    call("Trial", "LogOutcome", id="T-1", device="D-404", result="success")
    raise SystemExit("an outcome of a device that does not exist was taken")
except varlink.VarlinkError as error:
    assert error.error() == "org.suture.Trial.Refused", error
    assert error.parameters()["rule"] == "not-found", error
    assert error.parameters()["field"] == "device", error
try:
    call("Device", "Register", id="D-2", name="Knife", type="knife")
    raise SystemExit("a type that does not exist was taken")
except varlink.VarlinkError as error:
    assert error.error() == "org.varlink.service.InvalidParameter", error

# Reading.
rows = call("Records", "List", view="trial-outcome")["rows"]
assert [row["result"] for row in rows] == ["success"], rows
person = call("Records", "Get", record="person/P-0001")["record"]
assert person["localName"] == "吴韬", person
report = call("Reports", "Trial", trial="T-1")
assert report["outcomes"]["rate"] == "1.0000", report

# Following, until the end of the past.
positions = []
with client.open("org.suture.Log") as log:
    for reply in log.Follow(start=1, _more=True):
        if reply.get("caughtUp"):
            break
        positions.append(reply["event"]["position"])
assert positions == list(range(1, 11)), positions

print("recorded, listed, followed and introspected")
