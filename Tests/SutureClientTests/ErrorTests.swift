import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import Testing
import Varlink

@testable import SutureClient

@Suite struct ErrorTests {
    @Test(arguments: [
        (
            VarlinkError(
                "org.suture.Trial.Refused",
                ["message": "D-9 is not in this trial.", "rule": "device-not-in-trial", "field": "device"]),
            ProgramStatus.refused, "refused (device-not-in-trial) device: D-9 is not in this trial."
        ),
        (
            VarlinkError("org.suture.Trial.Refused", ["message": "Not yet.", "rule": "trial-not-running"]),
            .refused, "refused (trial-not-running): Not yet."
        ),
        (
            VarlinkError("org.suture.Trial.NotFound", ["message": "No trial/T-9.", "record": "trial/T-9"]),
            .refused, "not found: No trial/T-9."
        ),
        (
            VarlinkError("org.suture.Trial.Conflict", ["message": "It is 4.", "expected": 3, "actual": 4]),
            .refused, "conflict: It is 4."
        ),
        (
            VarlinkError("org.suture.Trial.CommandReused", ["message": "Used at 12."]), .refused,
            "command id reused: Used at 12."
        ),
        (
            .invalidParameter("device"), .usage,
            "invalid parameter: device is missing, unknown or not of its form"
        ),
        (
            .permissionDenied, .notPermitted,
            "not permitted: your account has not the role that this needs; roles are granted under access: in the "
                + "daemon's configuration"
        ),
        (
            VarlinkError("org.suture.Log.Busy", ["message": "Too much.", "retryAfterMilliseconds": 50]),
            .failed, "busy: Too much. Try again in 50 ms."
        ),
        (
            VarlinkError("org.suture.Log.ReadOnly", ["message": "Disk full."]), .failed,
            "read-only: Disk full."
        ),
        (
            VarlinkError("org.suture.Log.Failed", ["message": "No sync.", "hint": "Repeat."]), .failed,
            "failed: No sync. Repeat."
        ),
        (
            .methodNotFound("org.suture.Trial.Fly"), .failed,
            "failed: the daemon does not know org.suture.Trial.Fly; is it of another version?"
        ),
    ])
    func `an error of the daemon has its exit status and its line`(
        error: VarlinkError, status: ProgramStatus, line: String
    ) {
        let report = ErrorReport(error as any Error)
        #expect(report.status == status)
        #expect(report.lines == [line])
        #expect(report.wire?["error"] == .string(error.name))
    }

    @Test(arguments: [
        ("Device.Register", #"{"id":"D-1","name":" ","type":"other"}"#, "name", "name is empty"),
        ("Device.Register", #"{"id":"D-1","type":"other"}"#, "name", "name is missing"),
        (
            "Device.Register", #"{"id":"D-1","name":"x","type":"oter"}"#, "type",
            #"type: "oter" is not one of suture, suture_needle, "#
        ),
        ("Device.Register", #"{"id":"D 1"}"#, "id", #"id: "D 1" is not an id: [A-Za-z0-9]"#),
        ("Device.Register", #"{"name":"x"}"#, "id", "id is missing"),
        (
            "Device.Register", #"{"id":"D-1","colour":1}"#, "colour",
            "there is no colour here; there are id, name, "
        ),
        (
            "Device.Register", #"{"id":"D-1","members":["D 2"]}"#, "members[0]",
            #"members[0]: "D 2" is not the id of a record of kind device"#
        ),
        (
            "Device.Register", #"{"id":"D-1","name":" x","type":"other"}"#, "name",
            #"name: " x" begins or ends with white space; leave it out"#
        ),
        (
            "Device.Register", #"{"id":"D-1","name":"a\u0000b","type":"other"}"#, "name",
            #"name: "a\u0000b" holds the character U+0000, which is not for reading; leave it out"#
        ),
        (
            "Agreement.Sign", #"{"id":"A","capacity":["Head","De\nan"]}"#, "capacity",
            #"capacity[1]: "De\nan" has several lines; it may have one only"#
        ),
        (
            "Device.AddNote", #"{"id":"D-1","text":"a","context":{"sources":["a","b "]}}"#, "context.sources",
            #"context.sources[1]: "b " begins or ends with white space; leave it out"#
        ),
        (
            "Fund.Draft", #"{"id":"F","currency":"RMB"}"#, "currency",
            #"currency: "RMB" is not a currency code of ISO 4217, such as CNY"#
        ),
        (
            "Unit.RecordContribution", #"{"id":"U","amount":{"minorUnits":5,"currency":"RMB"}}"#,
            "amount.currency", #"amount.currency: "RMB" is not a currency code of ISO 4217, such as CNY"#
        ),
        (
            "Fund.Pledge", #"{"id":"F","amount":"5 CNY"}"#, "amount",
            #"amount: "5 CNY" is not an amount such as {"minorUnits": 1250, "currency": "CNY"}"#
        ),
        (
            "Fund.Pledge", #"{"id":"F","amount":{"minorUnits":"5"}}"#, "amount.minorUnits",
            #"amount.minorUnits: "5" is not a whole number"#
        ),
        (
            "Project.DraftPlan", #"{"contributors":[{"person":"P-1"}]}"#, "contributors[0].role",
            "contributors[0].role is missing"
        ),
        (
            "Project.DraftPlan", #"{"contributors":[{"age":3}]}"#, "contributors[0].age",
            "there is no contributors[0].age here; there are person, role"
        ),
        (
            "Device.AddNote", #"{"context":{"ocurredOn":"2020"}}"#, "context.ocurredOn",
            "there is no context.ocurredOn here; there are commandId, "
        ),
        (
            "Device.AddNote", #"{"context":{"occurredOn":"20"}}"#, "context.occurredOn",
            #"context.occurredOn: "20" is not a date: 2022, "#
        ),
        (
            "Records.Search", #"{"text":"a","kinds":["devices"]}"#, "kinds",
            #"kinds: ["devices"] does not fit: "#
        ),
        ("Log.Correct", #"{"fields":{"title":""}}"#, "fields.title", "fields.title is empty"),
    ])
    func `a parameter that the daemon does not take is told with what it should have been`(
        method: String, parameters: String, path: String, message: String
    ) throws {
        let call = try #require(
            MisunderstoodCall(
                VarlinkError.invalidParameter(path), method: "org.suture.\(method)",
                parameters: Array(parameters.utf8)))
        #expect(call.messages.contains { $0.hasPrefix(message) }, "\(call.messages)")
        let report = ErrorReport(call)
        #expect(report.status == .usage)
        #expect(report.lines == call.messages.map { "invalid parameter: \($0)" })
        #expect(report.wire?["parameters"] == ["parameter": .string(path)])
    }

    @Test(arguments: [
        ("Person.Erase", "{}", Role.none, "has no role, and this needs steward"),
        ("Person.Erase", "{}", .recorder, "has the role recorder, and this needs steward"),
        (
            "Device.AddNote", #"{"context":{"onBehalfOf":"person/P-1"}}"#, .reader,
            "has the role reader, and this needs recorder"
        ),
        (
            "Device.AddNote", #"{"context":{"onBehalfOf":"person/P-1"}}"#, .recorder,
            "has the role recorder, and acting for a person needs delegate"
        ),
        ("Log.Void", "{}", .recorder, "has the role recorder, and another's event needs steward"),
        ("Log.Void", "{}", Role.none, "has no role, and this needs recorder"),
        (
            "Log.Correct", #"{"context":{"onBehalfOf":"person/P-1"}}"#, nil,
            "has not the role for it, and this needs recorder, or another's event needs steward, or acting for a person "
                + "needs delegate"
        ),
    ])
    func
        `a call that is not permitted is told with the account, the role that it has and the one that it needs`(
            method: String, parameters: String, role: Role?, fault: String
        ) throws
    {
        let call = try #require(
            ForbiddenCall(
                VarlinkError.permissionDenied, method: InterfaceName.of(method),
                parameters: Array(parameters.utf8),
                role: role, account: "wu"))
        let report = ErrorReport(call)
        #expect(
            report.lines == [
                "not permitted: the account wu \(fault); roles are granted under access: in the daemon's configuration"
            ])
        #expect(report.status == .notPermitted)
        #expect(report.wire?["error"] == "org.varlink.service.PermissionDenied")
    }

    @Test func `a daemon that cannot be reached is named by its socket, with what to do`() {
        let report = ErrorReport(Unreachable(socketPath: "/run/x", cause: .noSocket(path: "/run/x")))
        #expect(report.status == .unreachable)
        #expect(
            report.lines.first == """
                cannot reach the daemon at /run/x: is sutured running? --socket or SUTURE_SOCKET names another socket
                """)
        #expect(report.wire == nil)
    }

    @Test func `a connection that breaks leaves it open whether something was recorded`() {
        let report = ErrorReport(VarlinkClientError.closed)
        #expect(report.status == .failed)
        #expect(report.lines.joined().contains("repeated with the same --command-id"))
    }

    @Test func `statuses are those of the protocol`() {
        let statuses: [ProgramStatus] = [.done, .refused, .usage, .unreachable, .notPermitted, .failed]
        #expect(statuses.map(\.rawValue) == [0, 1, 2, 3, 4, 5])
    }

    @Test func `the program ends with its statuses`() async {
        #expect(await ClientProgram.run(["--socket", "/nonexistent", "status"]) == 3)
        #expect(await ClientProgram.run(["trial", "start"]) == 2)
        #expect(await ClientProgram.run(["record", "/nonexistent"]) == 2)
    }

    @Test(arguments: [
        (1234, "false", "trial/T-001 version 7 at position 1234"),
        (1234, "true", "trial/T-001 version 7 at position 1234 (duplicate: it was recorded before)"),
        (
            1234, #"true,"voidedBy":1240"#,
            "trial/T-001 version 7 at position 1234 (duplicate: it was recorded before, and was voided at position 1240)"
        ),
        (0, "false", "trial/T-001 version 7 would be recorded"),
    ])
    func `a receipt is one line`(position: Int64, duplicate: String, line: String) throws {
        let reply = try JSONDocument(
            parsing: """
                {"receipt":{"position":\(position),"stream":"trial/T-001","version":7,\
                "recordedAt":"2022-11-07T09:30:00.000000Z","duplicate":\(duplicate)}}
                """)
        #expect(try Receipt(inReply: reply.root).line == line)
    }
}
