import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct InstallationTests {
    private static let now = instant("2022-11-07T09:30:00Z")
    private static let last = instant("2052-01-01T00:00:00Z")
    private let accepted = Installation.ClockAccepted(clock: now, log: last)

    /// What the gate makes of it in a log of this id.
    private func rule(
        of asked: some RecordableEvent<Installation>, of log: Installation.ID = "X",
        now: Instant = InstallationTests.now, reason: String? = "the server's clock was set",
        after events: [any Event<Installation>] = []
    ) -> Rule? {
        let context = CommandContext(
            occurredOn: PartialDate(World.today), today: World.today, reason: reason, role: .steward,
            installation: InstallationFacts(id: log, now: now, lastRecordedAt: InstallationTests.last))
        let world = events.reduce(World()) { $0.with("X" as Installation.ID, $1) }
        switch world.admit(asked, to: "X", context) {
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

    // MARK: Imports

    private let begun = Installation.ImportBegun(
        sheet: "outcomes.csv", rows: 12, digest: String(repeating: "0a", count: 32))

    @Test func `an import says how many rows there are, and a digest that is one`() {
        #expect(rule(of: begun, reason: nil) == nil)
        #expect(rule(of: Installation.ImportBegun(sheet: "names.csv", rows: 1), after: [begun]) == nil)
        #expect(rule(of: begun, of: "another") == .notFound)
        #expect(rule(of: Installation.ImportBegun(sheet: "empty.csv", rows: 0)) == .amountNotPositive)
        #expect(rule(of: Installation.ImportBegun(sheet: "endless.csv", rows: .max)) == .countTooLarge)
        for digest in ["0a", String(repeating: "0a", count: 33), String(repeating: "0g", count: 32)] {
            let wrong = Installation.ImportBegun(sheet: "outcomes.csv", rows: 12, digest: digest)
            #expect(rule(of: wrong) == .badIdentifier, "\(digest)")
        }
    }

    @Test func `what is closed is that import, once`() {
        let closed = Installation.ImportClosed(batch: Position(7))
        let other = Installation.ImportClosed(batch: Position(9))
        #expect(rule(of: closed, after: [begun]) == nil)
        #expect(rule(of: closed, of: "another") == .notFound)
        #expect(rule(of: closed, after: [begun, closed]) == .importClosed)
        #expect(rule(of: other, after: [begun, closed]) == nil)
    }

    @Test func `an import is undone for ever, and only that one`() {
        let undone = Installation.ImportUndone(batch: Position(7), voided: 12)
        var installation = Installation()
        Installation.ImportClosed(batch: Position(7)).apply(to: &installation)
        undone.apply(to: &installation)
        #expect(installation.isUndone(Position(7)))
        #expect(!installation.isUndone(Position(9)))
        #expect(!Installation.ImportUndone.isVoidable)
    }

    @Test func `an import needs a recorder, what is done to the log as a whole a steward`() {
        let roles = Catalogue.commands(of: Installation.self).map { "\($0.command) \($0.requiredRole)" }
        #expect(roles == ["accept-clock steward", "begin-import recorder", "close-import recorder"])
    }
}

private func instant(_ text: String) -> Instant {
    guard let instant = Instant(text) else { preconditionFailure("\"\(text)\" in a test is no instant") }
    return instant
}
