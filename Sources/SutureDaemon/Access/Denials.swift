import Logging
import SutureInterface
import Synchronization
import Varlink

/// Calls that were denied for want of a role: counted, and told to the journal.
final class Denials: Sendable {
    private let notices: AccountNotices
    private let total = Atomic<Int64>(0)

    init(_ notices: AccountNotices) { self.notices = notices }

    /// How many there were since the start.
    var count: Int64 { total.load(ordering: .relaxed) }

    func note(_ call: VarlinkCall, needing right: Right) {
        total.add(1, ordering: .relaxed)
        notices.warn(
            of: call.peer.userID, "a call was denied", ["method": "\(call.method)", "needs": "\(right)"])
    }
}
