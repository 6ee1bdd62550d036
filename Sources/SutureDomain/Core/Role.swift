/// What a peer may do; each role may do all that the ones before it may.
package enum Role: String, Codable, Comparable, CaseIterable, Sendable {
    /// May call `org.varlink.service` only.
    case none
    case reader
    case recorder
    case steward

    package static func < (lhs: Role, rhs: Role) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        switch self {
        case .none: 0
        case .reader: 1
        case .recorder: 2
        case .steward: 3
        }
    }
}
