import SutureCodec
import SutureDomain

/// The metadata of generated events, as a daemon writes it for a client that names its commands.
struct GeneratedMetadata {
    /// As many digits as a careful client would need.
    private static let digitCount = 10

    private let actor = EventMetadata.Actor(uid: 0, user: "suture-bench", role: .steward)
    private var number = 0
    /// For digests that nobody can make again: those of personal data, which are under a key.
    private var noise: SeededRandom

    init(seed: UInt64) { noise = SeededRandom(seed: seed ^ 0x6D65_7461_6461_7461) }

    /// The next command's id, with the digest of its content.
    mutating func origin(of command: GeneratedCommand) -> EventMetadata.Origin {
        number += 1
        let digest =
            command.holdsPersonalData
            ? randomDigest() : CommandContent.digest(command.content.canonicalBytes())
        return EventMetadata.Origin(
            id: "generated-\(number.padded(to: GeneratedMetadata.digitCount))", digest: digest)
    }

    func bytes(origin: EventMetadata.Origin?, reason: String?, causation: String? = nil) -> [UInt8] {
        EventCodec.metadata(
            EventMetadata(actor: actor, command: origin, causation: causation, reason: reason))
    }

    private mutating func randomDigest() -> String {
        (0..<4).flatMap { _ in
            let number = noise.next()
            return stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
        }.hexadecimal
    }
}

extension GeneratedCommand {
    /// What makes it the same command when it is repeated.
    var content: CommandContent {
        CommandContent(
            name, fields: fields, id: String(stream.id), occurredOn: occurredOn, reason: reason)
    }
}
