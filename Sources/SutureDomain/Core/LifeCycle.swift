/// A record that moves through named states.
package protocol LifeCycle: Record {
    associatedtype Status: Enumeration
    var status: Status { get }
}

extension LifeCycle {
    /// Refuses as `illegal-transition` unless the record is in one of these states.
    func require(_ expected: Status...) throws(Refusal) { try require(expected) }

    func require(_ expected: [Status]) throws(Refusal) {
        guard expected.contains(status) else {
            let names = expected.map { $0.rawValue }.joined(separator: " or ")
            throw Refusal(
                .illegalTransition, "The \(Self.kind) is \(status.rawValue); this needs one that is \(names)."
            )
        }
    }
}

/// A record whose state is the one that the last ``Transition`` led to.
package protocol StateMachine: LifeCycle {
    /// The states in which the record has ended.
    static var ends: Set<Status> { get }
    var status: Status { get set }
    var endedOn: PartialDate? { get set }
}

extension StateMachine {
    mutating func come(to status: Status, on occurredOn: PartialDate) {
        self.status = status
        endedOn = Self.ends.contains(status) ? occurredOn : nil
    }
}
