import SutureCodec
import SutureDomain
import SutureLog

/// Outcomes as they stand in the log of a daemon, for those who are to store the same bytes.
struct SampleEvents {
    static let count = 250

    let events: [NewEvent]

    init(seed: UInt64) {
        var generator = ProgrammeGenerator(seed: seed, expectedCount: 1_000_000, prefix: "", form: .event)
        for _ in 0..<500 { _ = generator.next() }
        events = (1...SampleEvents.count).map { number in
            let command = generator.nextOutcome()
            let metadata = EventMetadata(
                actor: EventMetadata.Actor(uid: 0, user: "root", role: .steward),
                command: EventMetadata.Origin(
                    id: "abcdefgh-12-0000000123", digest: String(repeating: "a", count: 64)))
            return NewEvent(
                stream: command.stream, version: StreamVersion(Int64(number)),
                previous: Position(Int64(number)),
                type: "trial.outcome-logged", schema: 1, occurredOn: command.occurredOn,
                data: command.fields, metadata: EventCodec.metadata(metadata))
        }
    }

    /// Of data and metadata of an event, in the mean.
    var payloadByteCount: Int {
        events.reduce(0) { $0 + $1.data.count + $1.metadata.count } / events.count
    }
}
