import SutureDomain

/// Collects what read models do with each type of event.
package struct Projection {
    /// What one read model does with an event of one type.
    struct Step: Sendable {
        let viewIndex: Int
        let run: @Sendable (any Event, RowWriter) throws -> Void
    }

    /// What there is to do with events of one type.
    struct Steps: Sendable {
        /// Whether a record comes into being with it.
        let isCreation: Bool
        fileprivate(set) var steps: [Step] = []
    }

    /// By the Swift type of the event, which an event in memory is asked for faster than for its name.
    private(set) var steps: [ObjectIdentifier: Steps] = [:]
    private var viewIndex = 0

    init(of models: [any ReadModel.Type]) {
        for (index, model) in models.enumerated() {
            viewIndex = index
            model.project(when: &self)
        }
    }

    /// When such an event happened, do this to the view.
    mutating func callAsFunction<Happened: Event>(
        _ type: Happened.Type, _ step: @escaping @Sendable (Happened, RowWriter) throws -> Void
    ) {
        let erased = Step(viewIndex: viewIndex) { event, rows in
            guard let happened = event as? Happened else {
                preconditionFailure("\(Swift.type(of: event)) was looked up as \(Happened.self)")
            }
            try step(happened, rows)
        }
        let isCreation = Happened.Subject.isKeptByPeople && Happened.Subject.begins(with: type.type)
        steps[ObjectIdentifier(type), default: Steps(isCreation: isCreation)].steps.append(erased)
    }

    /// There is no type of event without steps: a test sees to that.
    func apply(_ event: DecodedEvent, to statements: RowStatements) throws {
        guard let known = steps[ObjectIdentifier(type(of: event.event))] else { return }
        for step in known.steps {
            try step.run(event.event, RowWriter(viewIndex: step.viewIndex, statements: statements))
        }
        // A record that is made again, after its creation was voided, is there again.
        if known.isCreation, event.version.number > 1 { statements.noteVoid() }
    }
}
