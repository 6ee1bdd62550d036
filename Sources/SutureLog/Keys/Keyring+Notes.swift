package import SutureDomain
package import SutureSystem

/// What is noted beside the keys, and whether anything can be.
extension Keyring {
    /// Up to which event of the log everyone who was registered has a key or was erased, as it was seen last; `nil` if it was
    /// never seen. An older copy of `keys.db` says so by itself.
    package func completeThrough() throws(LogFailure) -> (position: Position, hash: [UInt8])? {
        try store.through(.complete)
    }

    /// Notes that everyone who was registered up to that event of the log has a key or was erased.
    package func noteComplete(through head: LogHead) throws(LogFailure) {
        try store.note(.complete, through: head)
    }

    /// To be called as ``EventLog/requireInPlace()`` is.
    /// - Throws: ``LogFailure/Kind/displaced`` if the files of `keys.db` are not in their places.
    package func requireInPlace() throws(LogFailure) { try store.requireInPlace() }

    /// Whether keys could be kept: writes without changing anything.
    package func probe() throws(LogFailure) { try store.probe() }

    /// Notes how far the log is on the disk.
    package func noteLog(at head: LogHead) throws(LogFailure) { try store.note(.log, through: head) }

    /// Notes how the clock stands in this run of the machine.
    /// - Parameters:
    ///   - ahead: what the clock says more than how long the machine has been running, in microseconds.
    ///   - bootID: of that run.
    package func noteClock(ahead: Int64, inBoot bootID: String) throws(LogFailure) {
        try store.noteClock(ahead: ahead, inBoot: bootID)
    }

    /// How the clock stood, as ``noteClock(ahead:inBoot:)`` noted it last; `nil` if that was in another run of the machine.
    package func clockAhead(inBoot bootID: String) throws(LogFailure) -> Int64? {
        try store.clockAhead(inBoot: bootID)
    }
}
