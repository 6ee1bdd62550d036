import Crypto
package import SutureDomain

/// What makes a log this one and no other: written once, when the log is made, and bound into every hash.
package struct LogIdentity: Hashable, Sendable {
    /// The format that this build writes and reads.
    package static let currentFormatVersion = 1

    /// A UUID in lower case.
    package let id: String
    package let formatVersion: Int
    package let createdAt: Instant

    package init(id: String, createdAt: Instant) {
        self.init(id: id, formatVersion: LogIdentity.currentFormatVersion, createdAt: createdAt)
    }

    /// As it was written by a version that has that format.
    package init(id: String, formatVersion: Int, createdAt: Instant) {
        self.id = id.lowercased()
        self.formatVersion = formatVersion
        self.createdAt = createdAt
    }

    /// What the first event's hash continues: SHA-256 of `suture 1 <id> <createdAt in microseconds>`.
    package var hash: [UInt8] {
        let text = "suture \(formatVersion) \(id) \(createdAt.microseconds)"
        return Array(SHA256.hash(data: Array(text.utf8)))
    }
}
