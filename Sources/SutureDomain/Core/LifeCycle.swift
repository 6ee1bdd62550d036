/// A record that moves through named states.
package protocol LifeCycle: Record {
    associatedtype Status: RawRepresentable<String> & Hashable & Sendable
    var status: Status { get }
}

extension LifeCycle {
    /// Refuses as `illegal-transition` unless the record is in one of these states.
    func require(_ expected: Status...) throws(Refusal) {
        guard expected.contains(status) else {
            let names = expected.map { $0.rawValue }.joined(separator: " or ")
            throw Refusal(
                .illegalTransition, "The \(Self.kind) is \(status.rawValue); this needs one that is \(names)."
            )
        }
    }
}
