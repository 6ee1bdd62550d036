import SutureDomain
import SutureLog
import Testing

/// The format of the log never changes: these hashes were made by version 1, and checked by the script in
/// Python.
@Suite struct GoldenLogTests {
    static let events = [
        NewEvent(
            stream: StreamName(recorded: "device/D-1"), version: StreamVersion(1), previous: .zero,
            type: "device.registered", schema: 1, occurredOn: "unknown",
            data: Array(#"{"name":"超声刀","type":"ultrasonic_knife"}"#.utf8), metadata: NewEvent.sampleMetadata),
        NewEvent.note("开题", on: "trial/T-001", occurredOn: "..2022-11-07"),
        NewEvent.note("second", on: "trial/T-001", version: 2, previous: 2),
    ]

    @Test func `a log without events has this hash`() {
        #expect(
            LogIdentity.sample.hash.hexadecimal
                == "0778216e29e9d93508a73398e35d170d773dc43d1aa60144e5b67158e1c573fa")
    }

    @Test func `a known log has these hashes`() throws {
        let log = InMemoryEventLog(identity: .sample)
        let recorded = try log.append(GoldenLogTests.events, recordedAt: .seconds(1))
        #expect(
            recorded.map(\.hash.hexadecimal) == [
                "c0a099cd729ea76723cc7e60f536aaa965ed2fcc5456658caaa476abd1b94b17",
                "b5daca036b8614043e91c4bfb4caca9136a6bf573b5f3f896cd24a46b410caec",
                "58cee5977da5b62a536851e77a731675905d830682928375d3b03851670f2591",
            ])
    }
}
