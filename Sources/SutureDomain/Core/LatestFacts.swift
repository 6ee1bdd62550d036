/// The latest of what happened to a record and in its parts, as far as can be proved: none of them ended
/// before it.
///
/// A fact that provably occurred after the end is refused (``AfterTheEnd``). With this, so is an end that
/// provably came before a fact: the two get the same answer in whichever order they are typed in.
package struct LatestFacts: Equatable, Sendable {
    package struct Fact: Equatable, Sendable {
        package let type: EventType
        package let occurredOn: PartialDate
        fileprivate let earliest: Day
    }

    package private(set) var ofRecord: Fact?
    private var ofParts: [Part: Fact] = [:]

    package init() {}

    package func fact(of part: Part) -> Fact? { ofParts[part] }

    /// Takes one more event into account. Only what is later than all before it is written down.
    package mutating func note<Happened: Event>(_ event: Happened, on occurredOn: PartialDate) {
        guard let earliest = occurredOn.earliest else { return }
        func isLater(than known: Fact?) -> Bool { known.map { $0.earliest < earliest } ?? true }
        let fact = Fact(type: Happened.type, occurredOn: occurredOn, earliest: earliest)
        if Happened.precedesTheEnd, isLater(than: ofRecord) { ofRecord = fact }
        for part in event.within where isLater(than: ofParts[part]) { ofParts[part] = fact }
    }

    /// Whether every end that the others allow is allowed by these.
    func refuseNoMore(than others: LatestFacts) -> Bool {
        func isCovered(_ own: Fact, by other: Fact?) -> Bool {
            other.map { own.earliest <= $0.earliest } ?? false
        }
        return ofRecord.map { isCovered($0, by: others.ofRecord) } ?? true
            && ofParts.allSatisfy { isCovered($1, by: others.ofParts[$0]) }
    }
}
