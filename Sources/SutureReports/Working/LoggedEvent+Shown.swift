package import SutureDomain
import SutureJSON

extension LoggedEvent {
    /// As much of its reason as a reply shows.
    var shownReason: String? { metadata.reason?.cut(toByteCount: ReplyLimits.textByteCountMax) }
}

extension EventMetadata.Actor {
    /// As people know the account.
    package var name: String { user ?? "uid \(uid)" }

    /// Whether that is its name, its number, or the person for whom it acted.
    package func isCalled(_ name: String) -> Bool {
        name == user || name == String(uid) || name == onBehalfOf
    }
}
