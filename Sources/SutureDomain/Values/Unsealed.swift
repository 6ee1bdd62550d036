/// What a reader gets of personal data that was sealed.
package enum Unsealed: Hashable, Sendable {
    case plain(String)
    /// The person was erased, and the key with the person.
    case erased
    /// There is no key although nobody erased the person: `keys.db` was lost, or is an older copy.
    case keyLost

    /// What is shown.
    package var text: String {
        switch self {
        case .plain(let text): text
        case .erased: Unsealed.erasedText
        case .keyLost: Unsealed.keyLostText
        }
    }

    package static let erasedText = "[erased]"
    package static let keyLostText = "[key lost]"
}
