package import SutureDomain
package import SutureSystem
import Synchronization

/// The keys of a log with those of persons who are registered on trial only: these are never written, seal
/// nothing that is, and are gone with this.
package final class ProvisionalKeys: PersonKeys {
    private let keyring: Keyring
    private let made = Mutex<[StreamName: PersonKey]>([:])

    package init(beside keyring: Keyring) { self.keyring = keyring }

    package func newKey(for person: StreamName) throws(LogFailure) {
        guard try !hasKey(for: person) else { return }
        made.withLock { $0[person] = PersonKey() }
    }

    package func hasKey(for person: StreamName) throws(LogFailure) -> Bool {
        if key(of: person) != nil { return true }
        return try keyring.hasKey(for: person)
    }

    package func digest(_ content: [UInt8], under person: StreamName) throws(LogFailure) -> String? {
        if let key = key(of: person) { return key.digest(content) }
        return try keyring.digest(content, under: person)
    }

    package func sealer(for person: StreamName) -> any Sealer & Sendable {
        guard let key = key(of: person) else { return keyring.sealer(for: person) }
        // Seals as the log would, under a key that nobody else has.
        return PersonSealer { try key.seal($0, logID: "", stream: person, field: $1) }
    }

    package func unseal(
        _ sealed: String, of person: StreamName, field: String
    ) throws(LogFailure) -> Unsealed {
        try keyring.unseal(sealed, of: person, field: field)
    }

    private func key(of person: StreamName) -> PersonKey? { made.withLock { $0[person] } }
}
