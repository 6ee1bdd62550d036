package import SutureDomain

/// What a caller needs for what it asks for.
package enum Right: Hashable, Sendable, CustomStringConvertible {
    case role(Role)
    /// To name the person for whom it acts.
    case actingForOthers

    /// As the configuration calls it.
    package var description: String {
        switch self {
        case .role(let role): role.rawValue
        case .actingForOthers: "delegate"
        }
    }

    /// To go on after what needs it.
    var phrase: String {
        switch self {
        case .role: "the role \(self)"
        case .actingForOthers: "the right to act for a person"
        }
    }
}

extension WireError {
    /// What whoever called would need, if it was denied; of a batch, for the first of its commands that were.
    package var neededRight: Right? {
        switch self {
        case .notPermitted(let right): right
        case .notOwnEvent: .role(.steward)
        case .batchRefused(let refusals), .batchMisunderstood(let refusals):
            refusals.lazy.compactMap(\.error.neededRight).first
        default: nil
        }
    }
}
