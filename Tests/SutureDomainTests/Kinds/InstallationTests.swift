import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct InstallationTests {
    private static let now = instant("2022-11-07T09:30:00Z")
    private static let last = instant("2052-01-01T00:00:00Z")
    private let accepted = Installation.ClockAccepted(clock: now, log: last)

    /// What the gate makes of it in a log of this id.
    private func rule(
        of accepted: Installation.ClockAccepted, of log: Installation.ID = "X",
        now: Instant = InstallationTests.now, reason: String? = "the server's clock was set",
        after events: [Installation.ClockAccepted] = []
    ) -> Rule? {
        let context = CommandContext(
            occurredOn: PartialDate(World.today), today: World.today, reason: reason, role: .steward,
            installation: InstallationFacts(id: log, now: now, lastRecordedAt: InstallationTests.last))
        let world = events.reduce(World()) { $0.with("X" as Installation.ID, $1) }
        switch world.admit(accepted, to: "X", context) {
        case .success: return nil
        case .failure(.refused(let refusal)): return refusal.rule
        case .failure(.notFound): return .notFound
        }
    }

    @Test func `the record is there by itself: what is recorded of it first makes it`() {
        #expect(rule(of: accepted) == nil)
        #expect(rule(of: accepted, after: [accepted]) == nil)
    }

    @Test func `a log has one installation, of its own id`() {
        #expect(rule(of: accepted, of: "another") == .notFound)
        given().when(accepted, reason: "because", role: .steward).isRefused(.notFound, field: "id")
    }

    @Test func `what is accepted is what the clock says, what the log says, and why`() {
        #expect(rule(of: accepted, reason: nil) == .reasonRequired)
        #expect(rule(of: accepted, now: instant("2022-11-07T09:40:00.999999Z")) == nil)
        #expect(rule(of: accepted, now: instant("2022-11-07T09:40:01Z")) == .clockMoved)
        #expect(rule(of: accepted, now: instant("2022-11-07T09:19:59Z")) == .clockMoved)
        let early = Installation.ClockAccepted(clock: InstallationTests.now, log: InstallationTests.now)
        #expect(rule(of: early) == .clockMoved)
    }
}

private func instant(_ text: String) -> Instant {
    guard let instant = Instant(text) else { preconditionFailure("\"\(text)\" in a test is no instant") }
    return instant
}
