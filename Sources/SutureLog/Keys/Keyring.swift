import Crypto
package import SutureDomain
package import SutureSystem
import Synchronization

/// Seals and unseals personal data, with one key per person. A person is named by the stream
/// (`person/P-0001`).
///
/// Any thread may use it. A person's key is made in memory, seals at once, and is committed before the log's
/// commit, so that no event is ever on the disk whose key is not. A key whose event never came is an orphan,
/// and swept at start: `keys.db` notes with each new key that it is pending, until the writer says that the
/// log has its event. Without its key a person's data is noise: that is how a person is erased from a log
/// that cannot be changed.
package final class Keyring: Sendable {
    /// How many unwrapped keys are kept in memory.
    static let cachedKeyCountMax = 20_000
    /// How many keys are unwrapped at start, of the first persons by name and of the last: enough to tell
    /// another master key or another log's file, and no more for a million persons than for a thousand.
    static let sampledKeyCountMax = 100

    private let logID: String
    /// Where the keys are kept, and beside them how far the log was, and the clock.
    package let store: any KeyStore
    private let master: SymmetricKey
    private let memory = Mutex(Memory())

    private enum Found {
        case key(PersonKey)
        case erased
        case damaged
        case none
    }

    fileprivate struct Memory {
        var cached: [StreamName: PersonKey] = [:]
        /// Made and not committed yet.
        var new: [StreamName: PersonKey] = [:]
        /// Committed with the keys, and not yet in the log as far as is known.
        var pending: [StreamName] = []
        /// Pending in `keys.db`, and in the log since.
        var settled: [StreamName] = []
        /// Persons whose keys are being deleted, or were not, or are not to be yet: nobody gets one of them.
        var erasing: Set<StreamName> = []
        /// Persons whose keys do not unwrap, though others do, as far as it was seen.
        var damaged: Set<StreamName> = []
        /// Counted up with each erasure. A key that was read before is not kept after it.
        var erasureCount = 0
    }

    /// Unwraps some of the keys that are kept: if none unwraps, and the store does not know the master key,
    /// that stops the start. Otherwise those that do not are damaged, and each is missing to its person
    /// alone. Every other key is unwrapped when it is used.
    package static func open(
        _ store: some KeyStore, logID: String, masterKey: MasterKeySource
    ) throws(LogFailure) -> Keyring {
        let keyring = try Keyring(store, logID: logID, masterKey: masterKey)
        let sample = try keyring.store.outermost(sampledKeyCountMax)
        let damaged = sample.filter { keyring.unwrapped($0.wrapped, of: $0.person) == nil }.map(\.person)
        let mark = MasterKey.mark(of: keyring.master, logID: logID)
        let isKnown = try keyring.store.masterMark() == mark
        if let person = damaged.first, damaged.count == sample.count, !isKnown {
            throw keyring.failure(
                "unwrap a key", "the master key is another one, or keys.db is of another log", person)
        }
        keyring.memory.withLock { $0.damaged = Set(damaged) }
        if !isKnown { try keyring.store.noteMaster(mark: mark) }
        if try keyring.store.logID() != logID { try keyring.store.belongs(to: logID) }
        return keyring
    }

    private init(
        _ store: some KeyStore, logID: String, masterKey: MasterKeySource
    ) throws(LogFailure) {
        try store.requireOf(logID)
        master = try MasterKey.load(masterKey, mayCreate: try store.isEmpty())
        self.store = store
        self.logID = logID
    }

    // MARK: Keys

    /// Gives the person a key, if there is none. It is lost unless ``commitNewKeys(behind:)`` follows.
    package func newKey(for person: StreamName) throws(LogFailure) {
        guard try key(of: person) == nil else { return }
        memory.withLock { $0.new[person] = PersonKey() }
    }

    /// Puts all new keys on the disk, with one sync. To be called before the log's commit, and
    /// ``settleNewKeys(where:)`` after it.
    /// - Parameter head: the log's before that commit, synced: what is noted here must not be ahead of it.
    package func commitNewKeys(behind head: LogHead) throws(LogFailure) {
        let (new, settled) = memory.withLock { ($0.new, $0.settled) }
        guard !new.isEmpty else { return }
        var rows: [(person: StreamName, wrapped: [UInt8])] = []
        for (person, key) in new {
            do {
                rows.append((person, try key.wrapped(with: master, logID: logID, person: person)))
            } catch {
                throw failure("wrap a key", "\(error)", person)
            }
        }
        try store.insert(rows, settled: settled, behind: head)
        memory.withLock { memory in
            for (person, key) in new { memory.keep(key, of: person) }
            memory.new = [:]
            memory.pending = Array(new.keys)
            memory.settled = []
        }
    }

    /// Notes which of the persons whose keys were committed last have their events in the log. `keys.db`
    /// hears of it with the next keys. The others stay pending until the next start: a command that was
    /// refused, or tried only.
    package func settleNewKeys(where hasEvent: (StreamName) -> Bool) {
        memory.withLock { memory in
            memory.settled += memory.pending.filter(hasEvent)
            memory.pending = []
        }
    }

    /// Forgets the new keys, after the events that they were made for came to nothing. Those that were
    /// committed stay pending until the next start.
    package func discardNewKeys() {
        memory.withLock { memory in
            memory.new = [:]
            memory.pending = []
        }
    }

    package func hasKey(for person: StreamName) throws(LogFailure) -> Bool { try key(of: person) != nil }

    /// Deletes the keys of persons whom the log does not know, at start: their events were never committed.
    /// Only pending keys can be such, so what there is to do does not grow with the number of persons.
    /// - Returns: how many there were.
    package func sweepOrphans(existing: (StreamName) throws -> Bool) throws -> Int {
        let pending = try store.pending()
        let orphans = try pending.filter { try !existing($0) }
        if !orphans.isEmpty { try store.delete(orphans) }
        memory.withLock { memory in
            for person in orphans { memory.cached[person] = nil }
            memory.settled = Array(Set(pending).subtracting(orphans))
        }
        return orphans.count
    }

    /// Persons whose keys are damaged, as far as it was seen: at the start, or when the key was used.
    package var damaged: Set<StreamName> { memory.withLock { $0.damaged } }

    /// How many of these persons, in the order of their names, have lost their key, or have a damaged one.
    package func lostKeyCount(among persons: [StreamName]) throws(LogFailure) -> Int {
        guard let first = persons.first, let last = persons.last else { return 0 }
        let known = try store.known(in: first.text...last.text)
        return memory.withLock { memory in
            persons.count {
                (!known.contains($0.text) || memory.damaged.contains($0)) && !memory.erasing.contains($0)
            }
        }
    }

    package func close() throws(LogFailure) { try store.close() }

    // MARK: Erasure

    /// Deletes keys for ever: from memory at once, then from `keys.db` and its write-ahead log. To be called
    /// after the commit of the events that say so; after a failure these persons read as erased, and it is to
    /// be called again.
    /// - Parameter mark: an event up to which nobody was erased but these persons and those before.
    package func erase(_ persons: [StreamName], through mark: LogHead) throws(LogFailure) {
        hide(persons)
        try store.erase(persons, through: mark)
        memory.withLock { memory in
            memory.erasing.subtract(persons)
            memory.erasureCount += 1
        }
    }

    /// Treats persons as erased without deleting a key: where it is not certain enough that they were.
    package func hide(_ persons: [StreamName]) {
        memory.withLock { memory in
            memory.erasing.formUnion(persons)
            for person in persons { memory.forget(person) }
        }
    }

    // MARK: Sealing

    /// - Returns: nonce, ciphertext and tag in base64, bound to this log, the person's stream and the field.
    package func seal(_ text: String, of person: StreamName, field: String) throws(LogFailure) -> String {
        guard let key = try key(of: person) else {
            throw failure("seal \(field)", "there is no key", person)
        }
        do {
            return try key.seal(text, logID: logID, stream: person, field: field)
        } catch {
            throw failure("seal \(field)", "\(error)", person)
        }
    }

    /// - Throws: ``LogFailure/Kind/keys`` if the sealed text was changed, or is not of this place.
    package func unseal(
        _ sealed: String, of person: StreamName, field: String
    ) throws(LogFailure) -> Unsealed {
        let key: PersonKey
        switch try find(person) {
        case .key(let found): key = found
        case .erased: return .erased
        case .damaged, .none: return .keyLost
        }
        do {
            return .plain(try key.unseal(sealed, logID: logID, stream: person, field: field))
        } catch {
            throw failure("unseal \(field)", "it was changed, or sealed for another place", person)
        }
    }

    /// What a command that brings personal data is known by: a plain digest of a name could be guessed after
    /// erasure.
    /// - Returns: HMAC-SHA256 in hexadecimal; `nil` if the person has no key.
    package func digest(_ content: [UInt8], under person: StreamName) throws(LogFailure) -> String? {
        try key(of: person)?.digest(content)
    }

    /// For encoders of this person's events.
    package func sealer(for person: StreamName) -> any Sealer & Sendable {
        PersonSealer { try self.seal($0, of: person, field: $1) }
    }

    private func key(of person: StreamName) throws(LogFailure) -> PersonKey? {
        switch try find(person) {
        case .key(let key): key
        case .erased, .none: nil
        case .damaged:
            throw failure(
                "unwrap a key", "it is damaged, and others are not", person,
                hint: "Stop the daemon and put the key back from a backup of keys.db.")
        }
    }

    private func find(_ person: StreamName) throws(LogFailure) -> Found {
        let (known, isErasing, erasureCount) = memory.withLock {
            ($0.new[person] ?? $0.cached[person], $0.erasing.contains(person), $0.erasureCount)
        }
        if let known { return .key(known) }
        if isErasing { return .erased }
        let wrapped: [UInt8]
        switch try store.entry(of: person) {
        case .wrapped(let found): wrapped = found
        case .erased: return .erased
        case .none: return .none
        }
        guard let key = unwrapped(wrapped, of: person) else {
            memory.withLock { _ = $0.damaged.insert(person) }
            return .damaged
        }
        memory.withLock { memory in
            // The person may have been erased since the key was read.
            guard memory.erasureCount == erasureCount, !memory.erasing.contains(person) else { return }
            memory.keep(key, of: person)
        }
        return .key(key)
    }

    /// `nil` if it was wrapped by another master key, for another person or another log, or was changed.
    private func unwrapped(_ wrapped: [UInt8], of person: StreamName) -> PersonKey? {
        try? PersonKey(unwrapping: wrapped, with: master, logID: logID, person: person)
    }

    private func failure(
        _ operation: String, _ cause: String, _ person: StreamName,
        hint: String = "Restore keys.db and the master key that belong to this log."
    ) -> LogFailure {
        LogFailure(.keys, "\(operation) of \(person)", in: store.place, because: cause, hint: hint)
    }
}

extension Keyring.Memory {
    /// Beyond its bound the cache begins anew: keys are read again within microseconds.
    fileprivate mutating func keep(_ key: PersonKey, of person: StreamName) {
        if cached.count >= Keyring.cachedKeyCountMax { cached = [:] }
        cached[person] = key
    }

    fileprivate mutating func forget(_ person: StreamName) {
        cached[person] = nil
        new[person] = nil
        damaged.remove(person)
    }
}

/// Seals the fields of one person's events.
struct PersonSealer: Sealer, Sendable {
    let sealed: @Sendable (_ plainText: String, _ field: String) throws -> String

    func seal(_ plainText: String, field: String) throws -> String { try sealed(plainText, field) }
}
