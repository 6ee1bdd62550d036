import Foundation
import Synchronization

/// The accounts and groups that the system knows (NSS).
enum Accounts {
    /// An entry longer than this is not looked up: a group of some thousand members.
    private static let entryByteCountMax = 1 << 20

    static func userID(named name: String) -> UInt32? {
        lookUp {
            getpwnam_r(name, $0, $1, $2, $3)
        } as: { (entry: passwd) in
            entry.pw_uid
        }
    }

    static func groupID(named name: String) -> UInt32? {
        lookUp {
            getgrnam_r(name, $0, $1, $2, $3)
        } as: { (entry: group) in
            entry.gr_gid
        }
    }

    /// The account's name; remembered, since every event carries it.
    static func name(ofUser uid: UInt32) -> String? {
        if let known = names.withLock({ $0[uid] }) { return known }
        let name: String? =
            lookUp {
                getpwuid_r(uid, $0, $1, $2, $3)
            } as: { (entry: passwd) in
                String(cString: entry.pw_name)
            }
        names.withLock { names in
            if names.count >= nameCountMax { names.removeAll() }
            names[uid] = .some(name)
        }
        return name
    }

    /// Forgets the names: a reload asks the system again.
    static func forgetNames() { names.withLock { $0.removeAll() } }

    private static let nameCountMax = 10_000
    private static let names = Mutex<[UInt32: String?]>([:])

    private static func lookUp<Entry, Value>(
        _ call: (
            UnsafeMutablePointer<Entry>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<Entry>?>
        ) -> Int32,
        as value: (Entry) -> Value
    ) -> Value? {
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
            case 0: return found.map { value($0.pointee) }
            case ERANGE: byteCount *= 4
            default: return nil
            }
        }
        return nil
    }
}
