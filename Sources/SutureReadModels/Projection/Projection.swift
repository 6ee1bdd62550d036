import SutureDomain

/// Collects what read models do with each type of event, and what columns their views have for it.
struct Projection: Sendable {
    /// What one read model does with an event of one type.
    struct Step: Sendable {
        /// Among all steps.
        let index: Int
        let viewIndex: Int
        /// Whether it makes no row, and changes the one that is there.
        let changesOnly: Bool
        /// Whether its view is of records of any kind.
        let isOfAnyKind: Bool
    }

    /// What there is to do with events of one type.
    struct Steps: Sendable {
        /// Whether a record comes into being with it.
        let isCreation: Bool
        /// Whether an earlier event counts no more.
        let isVoid: Bool
        fileprivate(set) var run: [@Sendable (any Event, RowStatements) throws -> Void] = []
    }

    /// By the Swift type of the event, which an event in memory is asked for faster than for its name.
    private(set) var steps: [ObjectIdentifier: Steps] = [:]
    private(set) var stepCount = 0
    /// The tables that are filled, in the order of the models.
    private(set) var tables: [View] = []

    /// Of the model that is looked at.
    private var cells: [Cell] = []
    private var model: ReadModel?
    /// Whether the columns of the model are still to be declared.
    var declares = true

    init(of models: [ReadModel]) {
        for model in models {
            self.model = model
            cells = []
            declares = true
            model.project(&self)
            tables.append(View(model, cells: cells))
        }
    }

    /// When such an event happened, write this row.
    mutating func callAsFunction<Happened: Event>(
        _ type: Happened.Type, _ fill: @escaping @Sendable (Happened, inout RowWriter) -> Void
    ) {
        if declares { declare { fill(sample(of: type), &$0) } }
        add { (happened: Happened, step, rows) in try rows.write(step) { fill(happened, &$0) } }
    }

    /// The same of an event that takes the record to another state, which the row tells first.
    mutating func callAsFunction<Happened: Transition>(
        transition type: Happened.Type,
        _ fill: @escaping @Sendable (Happened, inout RowWriter) -> Void = { _, _ in }
    ) {
        self(type) { happened, row in
            row.put("status", Happened.to)
            fill(happened, &row)
        }
    }

    /// When such an event happened, write a row for each of these.
    mutating func callAsFunction<Happened: Event, Part: FieldValue>(
        _ type: Happened.Type, each parts: @escaping @Sendable (Happened) -> [Part],
        _ fill: @escaping @Sendable (Happened, Part, inout RowWriter) -> Void
    ) {
        if declares { declare { fill(sample(of: type), Part.sample, &$0) } }
        add { (happened: Happened, step, rows) in
            var ordinal: Int64 = 1
            for part in parts(happened) {
                try rows.write(step, ordinal: ordinal) { fill(happened, part, &$0) }
                ordinal += 1
            }
        }
    }

    private mutating func declare(_ fill: (inout RowWriter) -> Void) {
        var row = RowWriter()
        cells += row.cells(of: fill)
    }

    private mutating func add<Happened: Event>(
        _ run: @escaping @Sendable (Happened, Step, RowStatements) throws -> Void
    ) {
        guard let model else { preconditionFailure("steps are those of a model") }
        let isCreation = Happened.Subject.isKeptByPeople && Happened.Subject.begins(with: Happened.type)
        let step = Step(
            index: stepCount, viewIndex: tables.count,
            changesOnly: model.listName == nil && !Happened.Subject.begins(with: Happened.type),
            isOfAnyKind: model.kind == nil)
        stepCount += 1
        let key = ObjectIdentifier(Happened.self)
        let known = Steps(isCreation: isCreation, isVoid: Happened.isVoid)
        steps[key, default: known].run.append { event, rows in
            guard let happened = event as? Happened else {
                preconditionFailure("\(Swift.type(of: event)) was looked up as \(Happened.self)")
            }
            try run(happened, step, rows)
        }
    }

    /// There is no type of event without steps: a test sees to that.
    func apply(_ event: DecodedEvent, to rows: RowStatements) throws {
        guard let known = steps[ObjectIdentifier(type(of: event.event))] else { return }
        for run in known.run { try run(event.event, rows) }
        // A record that is made again, after its creation was voided, is there again.
        if known.isVoid || (known.isCreation && event.version.number > 1) { rows.noteVoid() }
    }
}
