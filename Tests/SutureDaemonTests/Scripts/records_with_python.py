"""Works with a sutured as a script of somebody else would: with the `varlink` of PyPI and what the daemon says of itself.

usage: records_with_python.py SOCKET
"""

import sys

import varlink

INTERFACES = ["org.suture." + name for name in (
    "Achievement", "Activity", "AdverseEvent", "Agreement", "Assessment", "Deficiency", "Device", "Fund", "Installation",
    "Institution", "Instructor", "Log", "Person", "Problem", "Project", "Records", "Reports", "Screening", "Service", "Source", "Student",
    "Trial", "Unit")]


def record(connection, method, **fields):
    """Records one command; its receipt."""
    receipt = getattr(connection, method)(**fields)["receipt"]
    assert not receipt["duplicate"], receipt
    return receipt


def refusal(connection, method, **fields):
    """The error that a call is answered with: its name and its parameters."""
    try:
        reply = getattr(connection, method)(**fields)
    except varlink.VarlinkError as error:
        return error.error(), error.parameters()
    raise AssertionError("%s was answered: %s" % (method, reply))


def describe(client):
    client.get_interfaces()
    info = client.info
    assert info["vendor"] == "Suture" and info["product"] == "sutured", info
    assert info["interfaces"] == sorted(["org.varlink.service"] + INTERFACES), info["interfaces"]
    for name in INTERFACES:
        description = client.get_interface(name).description
        assert description.startswith("#"), name
        assert "\ninterface %s\n" % name in description, name


def make_records(client):
    with client.open("org.suture.Institution") as institution:
        assert record(institution, "Register", id="USST", name="University of Shanghai", type="university")["position"] == 1
    with client.open("org.suture.Project") as project:
        record(project, "Create", id="PR-1", title="Needles for deep wounds", institutions=["USST"], cooperative=True)
    with client.open("org.suture.Person") as person:
        receipt = record(person, "Register", name="Li Na", localName="李娜")
        assert receipt["stream"] == "person/P-0001", receipt
    with client.open("org.suture.Student") as student:
        record(student, "Enrol", id="S-1", person="P-0001", level="master", home="USST")
    with client.open("org.suture.Device") as device:
        record(device, "Register", id="D-1", name="Needle 3/8", type="suture_needle", stage="investigational")
    with client.open("org.suture.Trial") as trial:
        record(trial, "Plan", id="T-1", title="Deep wounds", devices=["D-1"], regime="none")
        record(trial, "RecordEthicsOpinion", id="T-1", committee="The committee", decision="favourable")

        name, parameters = refusal(trial, "LogOutcome", id="T-1", device="D-1", result="success")
        assert name == "org.suture.Trial.Refused", name
        assert parameters["rule"] == "trial-not-running", parameters

        record(trial, "Start", id="T-1")
        name, parameters = refusal(trial, "LogOutcome", id="T-1", device="D-2", result="success")
        assert name == "org.suture.Trial.Refused", name
        assert (parameters["rule"], parameters["field"]) == ("not-found", "device"), parameters
        assert parameters["record"] == "device/D-2", parameters

        outcome = dict(id="T-1", device="D-1", result="success", value="12.50", unit="N", context={"commandId": "sheet 1"})
        first = record(trial, "LogOutcome", **outcome)
        assert first["version"] == 4, first
        again = trial.LogOutcome(**outcome)["receipt"]
        assert again == dict(first, duplicate=True), again
        name, parameters = refusal(trial, "LogOutcome", **dict(outcome, result="failure"))
        assert name == "org.suture.Trial.CommandReused", name
        assert parameters["position"] == first["position"], parameters

        name, parameters = refusal(trial, "AddNote", id="T-9", text="lost")
        assert name == "org.suture.Trial.NotFound", name
        assert parameters["record"] == "trial/T-9", parameters
    return first["position"]


def read_records(client, position):
    with client.open("org.suture.Records") as records:
        page = records.List(view="trial-outcome", where={"result": ["success", "partial"]})
        assert page["position"] == position, page
        assert [(row["trial"], row["device"], row["value"]) for row in page["rows"]] == [("T-1", "D-1", "12.50")], page
        assert page.get("next") is None, page

        person = records.Get(record="person/P-0001")
        assert person["version"] == 1, person
        assert person["record"]["name"] == "Li Na" and person["record"]["localName"] == "李娜", person

        events = records.History(record="trial/T-1")["events"]
        assert [event["type"] for event in events] == [
            "trial.planned", "trial.ethics-opinion-recorded", "trial.started", "trial.outcome-logged"], events
        assert events[-1]["data"]["value"] == "12.50", events
    with client.open("org.suture.Reports") as reports:
        report = reports.Trial(trial="T-1")
        assert report["outcomes"]["success"] == 1 and report["outcomes"]["rate"] == "1.0000", report
    with client.open("org.suture.Service") as service:
        status = service.Status()
        assert status["position"] == position and status["role"] == "steward", status


def follow(client, position):
    """What is there, the marker, and then what comes."""
    with client.open("org.suture.Log") as log, client.open("org.suture.Device") as device:
        replies = log.Follow(start=position, _more=True)
        assert next(replies)["event"]["position"] == position
        assert next(replies)["caughtUp"] is True
        receipt = record(device, "AddNote", id="D-1", text="bent")
        event = next(replies)["event"]
        assert (event["position"], event["data"]) == (receipt["position"], {"text": "bent"}), event
        assert next(replies)["caughtUp"] is True


def main(address):
    with varlink.Client(address) as client:
        describe(client)
        position = make_records(client)
        read_records(client, position)
        follow(client, position)
    print("ok")


if __name__ == "__main__":
    main("unix:" + sys.argv[1])
