import Foundation

/// Whom the configuration grants a role: an account, a group, or everyone.
package enum Grantee: Hashable, Sendable {
    case user(UInt32)
    case group(UInt32)
    case everyone

    static let forms = "user:NAME, group:NAME, uid:NUMBER, gid:NUMBER or everyone"

    /// `nil` unless the text has one of the forms and names an account or group that this machine knows.
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
        case "user": guard let id = Accounts.userID(named: parts[1]) else { return nil }; self = .user(id)
        case "group": guard let id = Accounts.groupID(named: parts[1]) else { return nil }; self = .group(id)
        default: return nil
        }
    }

    func includes(uid: UInt32, gid: UInt32, groups: [UInt32]) -> Bool {
        switch self {
        case .user(let id): id == uid
        case .group(let id): id == gid || groups.contains(id)
        case .everyone: true
        }
    }
}
