import Foundation
import GRDB
import SutureDomain
import SutureSQLiteLog
import SutureSystem
import SutureTestSupport
import Testing

@testable import SutureLog

/// What is found when data and metadata are decoded as well.
extension LogVerifierTests {
    @Test func `deep verification reads every payload`() throws {
        var events = NewEvent.notes(1...10)
        events[4].data = Array(#"{"text":7}"#.utf8)
        try write(events)
        guard case .sound = try verify() else {
            Issue.record("the chain itself is sound")
            return
        }
        guard case .unsound(let finding) = try verify(isDeep: true) else {
            Issue.record("nothing was found")
            return
        }
        #expect(finding.position == Position(5))
        #expect(finding.what.hasPrefix("its data cannot be read: text: "))
    }

    @Test func `deep verification knows every type`() throws {
        var event = NewEvent.note("a")
        event.type = "trial.abducted"
        try write([event])
        try expectFinding(
            1, "its data cannot be read: this build knows no event of type trial.abducted", isDeep: true)
    }

    @Test func `deep verification reads the metadata and the date`() throws {
        var event = NewEvent.note("a", occurredOn: "2022..2020")
        event.metadata = Array("{}".utf8)
        event.type = "device.note-added"
        try write([event])
        guard case .unsound(let finding) = try verify(isDeep: true) else {
            Issue.record("nothing was found")
            return
        }
        #expect(
            finding.what.hasPrefix(
                """
                2022..2020 ends before it begins; device.note-added is no event of a trial; \
                its metadata cannot be read: 
                """))
    }
}
