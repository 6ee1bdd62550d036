package import SutureDomain
package import SutureSystem

/// Keeps the wrapped key of each person, and nothing else of a person, so that taking one away is all that
/// erasure takes. Beside it, whose key is so new that its event may not have come, and who has none because
/// of an erasure.
///
/// Each change is on the disk, all of it or nothing, when it returns.
package protocol KeyStore: Sendable {
    /// The file, for failures.
    var place: String { get }

    // MARK: Whose keys these are

    /// The log that the keys are of; `nil` in a store that is new, or of a version that did not note it.
    func logID() throws(LogFailure) -> String?
    func belongs(to logID: String) throws(LogFailure)
    /// What the master key is known by; `nil` where a new store, an earlier version or damage has left none.
    func masterMark() throws(LogFailure) -> [UInt8]?
    func noteMaster(mark: [UInt8]) throws(LogFailure)

    // MARK: Keys

    func isEmpty() throws(LogFailure) -> Bool
    func entry(of person: StreamName) throws(LogFailure) -> KeyEntry
    /// Which persons in a range of names have a key, or had one until they were erased.
    func known(in range: ClosedRange<String>) throws(LogFailure) -> Set<String>
    /// The keys of the first and of the last persons in the order of their names, at most `limit` of each.
    /// One that is damaged, or of nobody, opens nothing and is in nobody's way.
    func outermost(_ limit: Int) throws(LogFailure) -> [(person: StreamName, wrapped: [UInt8])]
    /// Persons that have a key, and perhaps no event.
    func pending() throws(LogFailure) -> [StreamName]
    /// All in one transaction with one sync.
    /// - Parameters:
    ///   - settled: persons whose event has come since their key was kept.
    ///   - head: how far the log is on the disk.
    func insert(
        _ keys: [(person: StreamName, wrapped: [UInt8])], settled: [StreamName], behind head: LogHead
    ) throws(LogFailure)
    /// Takes keys away that sealed nothing.
    func delete(_ persons: [StreamName]) throws(LogFailure)
    /// Takes keys away so that no copy is left, and notes it afterwards: until then it is to be done again.
    /// - Parameter head: an event of the log up to which no erased person has a key any more.
    func erase(_ persons: [StreamName], through head: LogHead) throws(LogFailure)

    // MARK: How far the log is

    /// Whatever is noted, the log is on the disk so far.
    func note(_ mark: KeyMark, through head: LogHead) throws(LogFailure)
    /// `nil` if it was never noted. An older copy of the store says so by itself.
    func through(_ mark: KeyMark) throws(LogFailure) -> (position: Position, hash: [UInt8])?
    func hasMarks() throws(LogFailure) -> Bool
    /// Notes an event that the log had once, and nothing else of it, so that its loss is told by the keys.
    func noteLost(_ position: Position, _ hash: [UInt8]) throws(LogFailure)
    /// Takes the log for the right one that ends there, whatever was noted of it before, and keeps every key
    /// for ever, also those that no event of it needs: nothing is pending.
    func forgetLoss(at head: LogHead) throws(LogFailure)

    // MARK: The clock

    /// Notes how the clock stands in this run of the machine.
    /// - Parameters:
    ///   - ahead: what the clock says more than how long the machine has been running, in microseconds.
    ///   - bootID: of that run.
    func noteClock(ahead: Int64, inBoot bootID: String) throws(LogFailure)
    /// How the clock stood when it was noted last; `nil` if that was in another run of the machine.
    func clockAhead(inBoot bootID: String) throws(LogFailure) -> Int64?

    // MARK: Being there

    /// To be called as ``EventLog/requireInPlace()`` is.
    /// - Throws: ``LogFailure/Kind/displaced`` if who opens the store next would not find what is kept.
    func requireInPlace() throws(LogFailure)
    /// Whether keys could be kept: writes without changing anything.
    func probe() throws(LogFailure)
    func close() throws(LogFailure)
}

/// Up to which event of the log something holds of the keys.
package enum KeyMark: String, Sendable {
    /// The log was there, synced.
    case log
    /// Whoever was erased is among the erased.
    case erased
    /// Whoever was registered has a key, or is among the erased.
    case complete
}

/// What is kept of a person.
package enum KeyEntry: Sendable {
    case wrapped([UInt8])
    case erased
    case none
}

extension KeyStore {
    /// Changes what is kept for a log, which is no other's, and is done with it.
    package func change(ofLog logID: String, _ body: (Self) throws(LogFailure) -> Void) throws(LogFailure) {
        try requireOf(logID)
        try belongs(to: logID)
        try body(self)
        try close()
    }

    /// Refuses keys of another log. A store that holds nothing yet may be of any log.
    func requireOf(_ logID: String) throws(LogFailure) {
        guard let knownID = try self.logID(), knownID != logID else { return }
        let (isEmpty, hasMarks) = (try isEmpty(), try hasMarks())
        guard !isEmpty || hasMarks else { return }
        throw LogFailure(
            .keys, "open the keys", in: place,
            because: "they are of the log \(knownID), and log.db is the log \(logID)",
            hint: "Put log.db and keys.db of one log together.")
    }
}
