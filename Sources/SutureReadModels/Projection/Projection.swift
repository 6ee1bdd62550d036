import SutureDomain

/// Collects what read models do with each type of event.
package struct Projection {
    /// What one read model does with an event of one type.
    struct Step: Sendable {
        let viewIndex: Int
        let run: @Sendable (any Event, RowWriter) throws -> Void
    }

    /// By the Swift type of the event, which an event in memory is asked for faster than for its name.
    private(set) var steps: [ObjectIdentifier: [Step]] = [:]
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
        steps[ObjectIdentifier(type), default: []].append(erased)
    }

    /// There is no type of event without steps: a test sees to that.
    func apply(_ event: any Event, to statements: RowStatements) throws {
        for step in steps[ObjectIdentifier(type(of: event))] ?? [] {
            try step.run(event, RowWriter(viewIndex: step.viewIndex, statements: statements))
        }
    }
}
