extension MetricSignature {
    /// Refuses as `metric-unknown` arguments that the figure does not take or does not do without, and as
    /// `not-found` or `wrong-kind` one that names a record which is not there or is another thing.
    func require(_ arguments: [MetricArgument], in records: some Records) throws(Refusal) {
        for (index, argument) in arguments.enumerated() {
            guard let parameter = parameters.first(where: { $0.name == argument.name }) else {
                throw Refusal(
                    .metricUnknown, field: "parameters",
                    "\(name) has no parameter \(argument.name); there \(parameters.map(\.name).inventory).")
            }
            guard !arguments[..<index].contains(where: { $0.name == argument.name }) else {
                throw Refusal(
                    .alreadyExists, field: "parameters", "\(argument.name) is given more than once.")
            }
            try parameter.domain.require(argument, in: records)
        }
        let given = Set(arguments.map(\.name))
        let missing = parameters.filter { $0.isRequired && !given.contains($0.name) }.map(\.name)
        guard missing.isEmpty else {
            throw Refusal(
                .metricUnknown, field: "parameters",
                "\(name) makes no sense without \(missing.joined(separator: " and ")).")
        }
    }
}

extension MetricSignature.Domain {
    fileprivate func require(_ argument: MetricArgument, in records: some Records) throws(Refusal) {
        switch self {
        case .record(let kind): try requireRecord(kind, argument, in: records)
        case .year:
            guard Day.digits(argument.value.utf8, count: 4) != nil else {
                throw Refusal(
                    .metricUnknown, field: "parameters",
                    "\(argument.name) is a year of four digits, not \"\(argument.value)\".")
            }
        case .word(let words):
            guard words.contains(argument.value) else {
                throw Refusal(
                    .metricUnknown, field: "parameters",
                    "\(argument.name) is one of \(words.joined(separator: ", ")), not \"\(argument.value)\".")
            }
        }
    }

    private func requireRecord(
        _ kind: String, _ argument: MetricArgument, in records: some Records
    ) throws(Refusal) {
        let named = StreamName(argument.value)
        guard named != nil || Identifier.isWellFormed(argument.value) else {
            throw Refusal(
                .metricUnknown, field: "parameters",
                "\(argument.name) is the id of a record of kind \(kind), not \"\(argument.value)\".")
        }
        let stream = named ?? StreamName(kind: kind, id: argument.value)
        guard stream.isOf(kind) else {
            throw Refusal(
                .wrongKind, field: "parameters", record: stream,
                "\(argument.name) must be of kind \(kind), not \(stream).")
        }
        guard records.exists(stream) else {
            throw Refusal(.notFound, field: "parameters", record: stream, "\(stream) does not exist.")
        }
    }
}
