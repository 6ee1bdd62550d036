import SutureDomain

/// Collects what read models do with each type of event.
package struct Projection {
    /// What is done with an event of one type.
    typealias Step<Happened: Event> = @Sendable (Happened, RowWriter) throws -> Void

    /// By the Swift type of the event, which an event in memory is asked for faster than for its name.
    fileprivate(set) var steps: [ObjectIdentifier: any EventSteps] = [:]
    private var viewIndex = 0

    init(of models: [any ReadModel.Type]) {
        for (index, model) in models.enumerated() {
            viewIndex = index
            model.project(when: &self)
        }
    }

    /// When such an event happened, do this to the view.
    mutating func callAsFunction<Happened: Event>(
        _ type: Happened.Type, _ step: @escaping Step<Happened>
    ) {
        let key = ObjectIdentifier(type)
        var known = steps[key] as? StepsOfEvent<Happened> ?? StepsOfEvent()
        known.steps.append((viewIndex, step))
        steps[key] = known
    }

    /// Every read model is fed from every type of event that this build knows, so there is none without steps.
    func apply(_ event: any Event, to statements: RowStatements) throws {
        try steps[ObjectIdentifier(type(of: event))]?.apply(event, to: statements)
    }
}

/// What all read models do with the events of one type.
protocol EventSteps: Sendable {
    func apply(_ event: any Event, to statements: RowStatements) throws
}

private struct StepsOfEvent<Happened: Event>: EventSteps {
    var steps: [(viewIndex: Int, step: Projection.Step<Happened>)] = []

    func apply(_ event: any Event, to statements: RowStatements) throws {
        guard let happened = event as? Happened else {
            preconditionFailure("\(type(of: event)) was looked up as \(Happened.self)")
        }
        for (viewIndex, step) in steps {
            try step(happened, RowWriter(viewIndex: viewIndex, statements: statements))
        }
    }
}
