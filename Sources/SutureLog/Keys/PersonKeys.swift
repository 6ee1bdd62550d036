package import SutureDomain
package import SutureSystem

/// The keys of persons, as whoever decides commands needs them.
package protocol PersonKeys: Sendable {
    /// Gives the person a key, if there is none.
    func newKey(for person: StreamName) throws(LogFailure)

    func hasKey(for person: StreamName) throws(LogFailure) -> Bool

    /// What a command that brings personal data is known by.
    /// - Returns: HMAC-SHA256 in hexadecimal; `nil` if the person has no key.
    func digest(_ content: [UInt8], under person: StreamName) throws(LogFailure) -> String?

    /// For encoders of this person's events.
    func sealer(for person: StreamName) -> any Sealer & Sendable

    /// What was recorded sealed.
    func unseal(_ sealed: String, of person: StreamName, field: String) throws(LogFailure) -> Unsealed
}

extension Keyring: PersonKeys {}
