import Foundation
import Synchronization

/// The accounts and groups that the system knows (NSS).
enum Accounts {
    /// An entry longer than this is not looked up: a group of some thousand members.
    private static let entryByteCountMax = 1 << 20

    /// What the system says of a name.
    enum Answer<Value> {
        case found(Value)
        case absent
        /// With the code of the system's error: a directory service that does not answer, say.
        case failed(Int32)

        var value: Value? { if case .found(let value) = self { value } else { nil } }
    }

    static func userID(named name: String) -> Answer<UInt32> {
        lookUp({ getpwnam_r(name, $0, $1, $2, $3) }, \passwd.pw_uid)
    }

    static func groupID(named name: String) -> Answer<UInt32> {
        lookUp({ getgrnam_r(name, $0, $1, $2, $3) }, \group.gr_gid)
    }

    /// The account's name; remembered, since every event carries it.
    static func name(ofUser uid: UInt32) -> String? {
        if let known = names.withLock({ $0[uid] }) { return known }
        let name = lookUp({ getpwuid_r(uid, $0, $1, $2, $3) }) { (entry: passwd) in
            String(cString: entry.pw_name)
        }.value
        names.withLock { names in
            if names.count >= nameCountMax { names.removeAll() }
            names[uid] = .some(name)
        }
        return name
    }

    /// The account's name, or its number if it has none.
    static func label(of uid: UInt32) -> String { name(ofUser: uid) ?? "uid \(uid)" }

    /// Forgets the names: a reload asks the system again.
    static func forgetNames() { names.withLock { $0.removeAll() } }

    private static let nameCountMax = 10_000
    private static let names = Mutex<[UInt32: String?]>([:])

    private static func lookUp<Entry, Value>(
        _ call: (
            UnsafeMutablePointer<Entry>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<Entry>?>
        ) -> Int32,
        _ value: (Entry) -> Value
    ) -> Answer<Value> {
        var byteCount = 4_096
        while byteCount <= entryByteCountMax {
            let entry = UnsafeMutablePointer<Entry>.allocate(capacity: 1)
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: byteCount)
            defer {
                entry.deallocate()
                buffer.deallocate()
            }
            var found: UnsafeMutablePointer<Entry>?
            switch call(entry, buffer, byteCount, &found) {
            case 0: return found.map { .found(value($0.pointee)) } ?? .absent
            // So some say that there is none (getpwnam(3)).
            case ENOENT, ESRCH, EBADF, EPERM: return .absent
            case ERANGE: byteCount *= 4
            case let code: return .failed(code)
            }
        }
        return .failed(ERANGE)
    }
}
