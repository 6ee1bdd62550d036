package import SutureDomain

/// Records of several kinds in memory, each as the events of its stream have made it. Commands reach them
/// through the same gate as in the daemon.
package struct World: Sendable {
    /// Today in every test that does not say otherwise.
    package static let today = day("2022-11-07")

    /// A ``Standing`` of its kind for each stream.
    private var standings: [StreamName: any Sendable] = [:]

    /// - Parameter streams: records (`person/P-1`) that exist and of which no rule needs to know more.
    package init(_ streams: String...) {
        for text in streams {
            guard let stream = StreamName(text), let kind = Catalogue.kind(named: stream.kind) else {
                preconditionFailure("\"\(text)\" in a test is no record of a kind that exists")
            }
            standings[stream] = World.blank(kind)
        }
    }

    /// The world with more history of one record, which no rule has looked at.
    package func with<Subject: Record>(
        _ id: RecordID<Subject>, _ events: any Event<Subject>..., on occurredOn: PartialDate = .unknown
    ) -> World {
        var world = self
        for event in events { world.apply(event, to: id.stream, on: occurredOn) }
        return world
    }

    /// What the gate makes of a command about the record of that id.
    package func admit<Asked: Command>(
        _ command: Asked, to id: RecordID<Asked.Subject>, _ context: CommandContext
    ) -> Result<Admitted<Asked.Subject>, Rejection> {
        Result { () throws(Rejection) in
            try command.admit(
                standings[id.stream] as? Standing<Asked.Subject>, stream: id.stream,
                survey: FieldSurvey(of: command), in: self, context)
        }
    }

    package mutating func apply<Subject: Record>(
        _ event: any Event<Subject>, to stream: StreamName, on occurredOn: PartialDate
    ) {
        var standing =
            standings[stream] as? Standing<Subject> ?? Standing<Subject>(createdOn: occurredOn)
        standing.apply(event, on: occurredOn)
        standings[stream] = standing
    }

    /// The same for what a command made happen to another record.
    package mutating func apply(_ consequence: Consequence, on occurredOn: PartialDate) {
        apply(caused: consequence.event, to: consequence.stream, on: occurredOn)
    }

    private mutating func apply<Caused: Event>(
        caused: Caused, to stream: StreamName, on occurredOn: PartialDate
    ) {
        apply(caused as any Event<Caused.Subject>, to: stream, on: occurredOn)
    }

    /// Takes everything into account that the gate let through.
    package mutating func apply<Subject: Record>(
        _ admitted: Admitted<Subject>, to id: RecordID<Subject>, on occurredOn: PartialDate
    ) {
        for event in admitted.events { apply(event, to: id.stream, on: occurredOn) }
        for consequence in admitted.consequences { apply(consequence, on: occurredOn) }
    }

    private static func blank<Subject: Record>(_ kind: Subject.Type) -> any Sendable {
        Standing<Subject>(createdOn: .unknown)
    }
}

extension World: Records {
    package func standing<Subject: Record>(_ id: RecordID<Subject>) -> Standing<Subject>? {
        standings[id.stream] as? Standing<Subject>
    }

    package func first<Subject: Record>(
        _ kind: Subject.Type, where lookup: Lookup
    ) -> RecordID<Subject>? {
        let answers = standings.filter { ($0.value as? Standing<Subject>)?.state.answers(lookup) == true }
        return answers.keys.map(\.text).min().flatMap { RecordID($0) }
    }

    package func exists(_ stream: StreamName) -> Bool { standings[stream] != nil }

    package func isErased(_ person: StreamName) -> Bool {
        (standings[person] as? Standing<Person>)?.state.isErased ?? false
    }
}

/// A day that stands in a test.
package func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\"\(text)\" in a test is no day") }
    return day
}
