import Foundation
import Varlink

/// Whom the configuration grants a role: an account, a group, or everyone.
enum Grantee: Hashable, Sendable {
    case user(UInt32)
    case group(UInt32)
    case everyone
    /// A name that stands for nobody at present: nothing is granted to it, and the daemon serves the others.
    case missing(MissingAccount)

    static let forms = "user:NAME, group:NAME, uid:NUMBER, gid:NUMBER or everyone"

    /// `nil` unless the text has one of the forms.
    init?(_ text: String) {
        if text == "everyone" {
            self = .everyone
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "uid": guard let id = UInt32(parts[1]) else { return nil }; self = .user(id)
        case "gid": guard let id = UInt32(parts[1]) else { return nil }; self = .group(id)
        case "user", "group":
            // The system would take a name that holds U+0000 for what comes before it.
            guard !parts[1].unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
                return nil
            }
            self = Grantee.lookUp(parts[1], isGroup: parts[0] == "group")
        default: return nil
        }
    }

    /// Asks the system who bears the name.
    static func lookUp(_ name: String, isGroup: Bool) -> Grantee {
        switch isGroup ? Accounts.groupID(named: name) : Accounts.userID(named: name) {
        case .found(let id): isGroup ? .group(id) : .user(id)
        case .absent: .missing(MissingAccount(name: name, isGroup: isGroup, failure: nil))
        case .failed(let code):
            .missing(
                MissingAccount(name: name, isGroup: isGroup, failure: String(cString: strerror(code))))
        }
    }

    func includes(_ peer: PeerCredentials) -> Bool {
        switch self {
        case .user(let id): id == peer.userID
        case .group(let id): id == peer.groupID || peer.supplementaryGroupIDs.contains(id)
        case .everyone: true
        case .missing: false
        }
    }
}

/// A name in an access list that the system does not know, or cannot look up now.
struct MissingAccount: Hashable, Sendable {
    let name: String
    let isGroup: Bool
    /// Why it cannot be looked up; `nil` if the system says that there is none.
    let failure: String?

    /// What is said of it, behind the list that it stands in.
    var statement: String {
        let kind = isGroup ? "group" : "account"
        return failure.map {
            "the \(kind) \(name) cannot be looked up (\($0)) and is granted nothing until it can be"
        } ?? "there is no \(kind) \(name); nothing is granted to it until there is"
    }
}
