import Foundation

/// Whom the configuration grants a role: an account, a group, or everyone.
package enum Grantee: Hashable, Sendable {
    case user(UInt32)
    case group(UInt32)
    case everyone
    /// A name that stands for nobody at present. It grants nothing: neither does it keep the daemon from serving those whom
    /// the system knows.
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

    func includes(uid: UInt32, gid: UInt32, groups: [UInt32]) -> Bool {
        switch self {
        case .user(let id): id == uid
        case .group(let id): id == gid || groups.contains(id)
        case .everyone: true
        case .missing: false
        }
    }
}
