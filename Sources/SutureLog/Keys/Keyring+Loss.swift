package import SutureDomain
package import SutureSystem

/// What keys tell of a log that has lost events, or was lost.
extension Keyring {
    /// What `keys.db` tells of the log that it belongs to, before either is opened.
    package struct Trace: Sendable {
        /// The log that the keys are of; `nil` in a file that is new, or of a version that did not note it.
        package let logID: String?
        package let hasKeys: Bool
        /// What was noted furthest on in the log: so far it was on the disk; `nil` if there were no events yet.
        package let mark: (position: Position, hash: [UInt8])?

        package init(logID: String?, hasKeys: Bool, mark: (position: Position, hash: [UInt8])?) {
            self.logID = logID
            self.hasKeys = hasKeys
            self.mark = mark
        }
    }

    /// Notes an event that the log had once, so that its loss is told by the keys.
    package static func note(
        _ position: Position, _ hash: [UInt8], in store: some KeyStore, logID: String
    ) throws(LogFailure) {
        try store.requireOf(logID)
        try store.belongs(to: logID)
        try store.noteLost(position, hash)
        try store.close()
    }

    /// Takes the log for the right one that ends there, whatever was noted of it before, and keeps every key for ever, also those
    /// that no event of it needs.
    package static func forgetLoss(
        at head: LogHead, in store: some KeyStore, logID: String
    ) throws(LogFailure) {
        try store.requireOf(logID)
        try store.belongs(to: logID)
        try store.forgetLoss(at: head)
        try store.close()
    }
}
