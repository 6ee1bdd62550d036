import SutureJSON
import SutureTestSupport
import SutureVarlink
import Testing

/// What peers of other accounts may do, and on whose behalf.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AccessTests {
    static let denied = "org.varlink.service.PermissionDenied"

    static let reads = [
        ("org.suture.Service.Status", "{}"), ("org.suture.Log.Read", #"{"start":1}"#),
        ("org.suture.Records.Views", "{}"), ("org.suture.Records.List", #"{"view":"device"}"#),
        ("org.suture.Records.Search", #"{"text":"e"}"#), ("org.suture.Reports.Programme", "{}"),
    ]
    static let recordings = [
        ("org.suture.Device.Register", #"{"id":"D-1","name":"Needle","type":"other"}"#),
        (
            "org.suture.Log.RecordAll",
            #"{"commands":[{"command":"device.register","id":"D-2","fields":{"name":"Knife","type":"other"}}]}"#
        ),
    ]

    @Test func `without a role one may ask what there is and nothing else`() async throws {
        try await RunningDaemon.run { daemon in
            let other = try OtherUser(daemon)
            let info = try await other.call("org.varlink.service.GetInfo")
            #expect(info["parameters"]?["product"] == "sutured")
            let description = try await other.call(
                "org.varlink.service.GetInterfaceDescription", #"{"interface":"org.suture.Device"}"#)
            #expect(description["error"] == nil)
            let missing = [
                ("org.suture.Records.Get", #"{"record":"device/D-404"}"#),
                ("org.suture.Records.History", #"{"record":"device/D-404"}"#),
                ("org.suture.Reports.Trial", #"{"trial":"T-404"}"#), ("org.suture.Service.Reload", "{}"),
            ]
            for (method, parameters) in AccessTests.reads + AccessTests.recordings + missing {
                let reply = try await other.call(method, parameters)
                #expect(reply["error"]?.string == AccessTests.denied, "\(method)")
            }
            #expect(try await daemon.client().head() == 0)
        }
    }

    @Test func `a reader reads, a recorder records too, a steward may do all`() async throws {
        for (role, mayRecord, mayReload) in [
            ("readers", false, false), ("recorders", true, false), ("stewards", true, true),
        ] {
            try await RunningDaemon.run("access.\(role)=uid:65534") { daemon in
                let other = try OtherUser(daemon)
                for (method, parameters) in AccessTests.reads {
                    #expect(try await other.call(method, parameters)["error"] == nil, "\(role) \(method)")
                }
                for (method, parameters) in AccessTests.recordings {
                    let error = try await other.call(method, parameters)["error"]?.string
                    #expect(error == (mayRecord ? nil : AccessTests.denied), "\(role) \(method)")
                }
                let reload = try await other.call("org.suture.Service.Reload")["error"]?.string
                #expect(reload == (mayReload ? nil : AccessTests.denied), "\(role)")
            }
        }
    }

    @Test func `a group counts, be it the first or a supplementary one`() async throws {
        try await RunningDaemon.run("access.readers=gid:4711", "access.recorders=gid:65534") { daemon in
            let other = try OtherUser(daemon)
            #expect(try await other.role() == "recorder")
        }
        try await RunningDaemon.run("access.readers=gid:4711") { daemon in
            let other = try OtherUser(daemon)
            #expect(try await other.role(groups: [4712, 4711]) == "reader")
            #expect(try await other.role() == nil)
        }
    }

    @Test func `who may not act for others may not say so`() async throws {
        let parameters =
            #"{"id":"D-1","name":"N","type":"other","context":{"onBehalfOf":"person/P-0001"}}"#
        try await RunningDaemon.run("access.recorders=uid:65534") { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Wu Tao"])
            let reply = try await OtherUser(daemon).call("org.suture.Device.Register", parameters)
            #expect(reply["error"]?.string == AccessTests.denied)
            let own = try await client.error(of: "Device.Register", try JSONValue(parsing: parameters))
            #expect(own == .permissionDenied)
        }
        try await RunningDaemon.run("access.recorders=uid:65534", "access.delegates=uid:65534") { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Wu Tao"])
            let reply = try await OtherUser(daemon).call("org.suture.Device.Register", parameters)
            #expect(reply["error"] == nil)
            let actor = try await client.ask("Log.Read", ["start": 2])["events"]?.array?.first?["metadata"]?[
                "actor"]
            #expect(actor?["uid"] == 65_534)
            #expect(actor?["role"] == "recorder")
            #expect(actor?["onBehalfOf"] == "person/P-0001")
        }
    }
}
