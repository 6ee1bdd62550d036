import Testing

@testable import SutureDomain

/// What a stream comes down to once voids and corrections are taken into account.
@Suite struct CountingOrderTests {
    private struct Recorded {
        let position: Position
        let event: any Event<Project>

        init(_ number: Int64, _ event: any Event<Project>) {
            position = Position(number)
            self.event = event
        }
    }

    private func void(_ number: Int64, replacedBy: Int64? = nil) -> Voided<Project> {
        Voided(position: Position(number), replacedBy: replacedBy.map { Position($0) })
    }

    /// The positions that count, each with its slot where that is another, without the voids.
    private func order(_ events: [Recorded]) -> [String] {
        CountingOrder(events, position: \.position, voids: { $0.event as? any VoidingEvent }).entries
            .filter { !($0.element.event is any VoidingEvent) }
            .map { $0.slot == $0.element.position ? "\($0.slot)" : "\($0.element.position) at \($0.slot)" }
    }

    private let note = NoteAdded<Project>(text: "X")

    @Test func `what was voided is left out`() {
        #expect(order([.init(1, note), .init(4, note), .init(7, void(1))]) == ["4"])
    }

    @Test func `what corrects another event stands in its place`() {
        #expect(
            order([.init(1, note), .init(4, note), .init(7, void(1, replacedBy: 8)), .init(8, note)])
                == ["8 at 1", "4"])
    }

    @Test func `a correction is corrected and voided as any event is`() {
        let twice = [
            Recorded(1, note), .init(2, note), .init(3, void(1, replacedBy: 4)), .init(4, note),
            .init(5, void(4, replacedBy: 6)), .init(6, note),
        ]
        #expect(order(twice) == ["6 at 1", "2"])
        #expect(order(twice + [.init(7, void(6))]) == ["2"])
    }

    @Test func `a part of history makes sense as far as it goes`() {
        #expect(order([.init(1, note), .init(7, void(1, replacedBy: 8))]) == [])
        #expect(order([.init(7, void(1, replacedBy: 8)), .init(8, note)]) == ["8"])
        #expect(order([.init(2, note), .init(7, void(1))]) == ["2"])
    }

    @Test func `a record is what its counting events make of it, from its creation on`() {
        let created = Project.Created(
            title: "Needles", units: [], problems: [], institutions: [], disciplines: [], cooperative: false)
        let history: [(event: any Event<Project>, occurredOn: PartialDate)] = [
            (Locked<Project>(), "2019"), (created, "2020"), (Project.Started(), "2021"),
        ]
        let standing = Standing<Project>.replay(history)
        #expect(standing?.createdOn == "2020")
        #expect(standing?.isLocked == false)
        #expect(standing?.state.status == .running)
        #expect(Standing<Project>.replay(history.dropFirst(2)) == nil)
    }
}
