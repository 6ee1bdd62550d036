/// What scripts learn from a program when it ends.
package enum ProgramStatus: Int32, Comparable, Sendable {
    case done = 0
    /// Refused, not found, in conflict, or a command id used before for something else.
    case refused = 1
    /// The command line, the map or the parameters are wrong.
    case usage = 2
    case unreachable = 3
    case notPermitted = 4
    /// Failed, busy or read-only.
    case failed = 5

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
