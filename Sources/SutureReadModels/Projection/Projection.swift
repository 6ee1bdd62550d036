import GRDB
package import SutureDomain
import SutureJSON

/// Collects what read models do with each type of event.
package struct Projection {
    /// What is done with an event of one type; decoded once for all read models.
    typealias Step<Happened: Event> = @Sendable (Happened, RowWriter) throws -> Void

    fileprivate(set) var steps: [EventType: any EventSteps] = [:]
    private var viewIndex = 0

    init(of models: [any ReadModel.Type]) {
        for (index, model) in models.enumerated() {
            viewIndex = index
            model.project(when: &self)
        }
    }

    /// When such an event happened, do this to the view.
    package mutating func callAsFunction<Happened: Event>(
        _ type: Happened.Type, _ step: @escaping @Sendable (Happened, RowWriter) throws -> Void
    ) {
        var known = steps[Happened.type] as? StepsOfEvent<Happened> ?? StepsOfEvent()
        known.steps.append((viewIndex, step))
        steps[Happened.type] = known
    }
}

/// What all read models do with the events of one type.
protocol EventSteps: Sendable {
    func apply(_ event: RecordedEvent, to statements: RowStatements) throws
}

private struct StepsOfEvent<Happened: Event>: EventSteps {
    var steps: [(viewIndex: Int, step: Projection.Step<Happened>)] = []

    func apply(_ event: RecordedEvent, to statements: RowStatements) throws {
        guard event.schema == Happened.schema else { throw UnknownSchema(schema: event.schema) }
        let happened = try JSONDecoding(rejectsUnknownKeys: false)
            .decode(Happened.self, from: JSONDocument(parsing: event.data).root)
        for (viewIndex, step) in steps {
            try step(happened, RowWriter(event: event, viewIndex: viewIndex, statements: statements))
        }
    }
}

/// The event's fields have a shape that this build does not know.
private struct UnknownSchema: Error, CustomStringConvertible {
    let schema: Int
    var description: String { "its schema \(schema) is not known" }
}
