package import SutureDomain

/// What keys tell of the log that they belong to, before either is opened.
package struct KeyTrace: Sendable {
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
