import SutureDomain
import SutureLog

extension Overlay {
    /// A person who exists has a key. Another one made later would hide that the first was lost.
    func prepareKey(of person: StreamName, _ keys: any PersonKeys) throws {
        guard try head(of: person) != nil else { return try keys.newKey(for: person) }
        try keys.require(for: person)
    }
}

extension PersonKeys {
    func require(for person: StreamName) throws {
        guard try hasKey(for: person) else { throw KeyMissing(person: person) }
    }
}

/// The key under which a person's data was sealed is gone, though nobody erased the person.
private struct KeyMissing: TellableError, CustomStringConvertible {
    let person: StreamName
    var description: String { "keys.db has no key of \(person): restore it from the backup" }
}
