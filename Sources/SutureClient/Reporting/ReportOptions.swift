import ArgumentParser
import SutureDomain
import SutureJSON
import SutureReports

/// The parameters of a report as arguments and options, read off its declaration.
struct ReportOptions<Asked: Report>: RuntimeArguments {
    /// What was given, as the report's method takes it.
    private(set) var parameters: JSONObject = [:]
    /// The first thing that is wrong with it, where the report's declaration alone says so.
    private(set) var problem: String?
    private(set) var csv = false

    var explains: Bool { parameters["explain"]?.bool ?? false }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        for option in ReportOptions.options {
            let word = try option.argument.words(container).first
            problem = problem ?? word.flatMap { option.problem(with: $0) }
            parameters[option.parameter.name] = word.flatMap { option.value(of: $0) }
        }
        csv = try !ReportOptions.csv.words(container).isEmpty
    }

    /// What goes over the wire.
    /// - Throws: a usage error for what names nothing that there is.
    func checked() throws -> JSONObject {
        for option in ReportOptions.options {
            if let text = parameters[option.parameter.name]?.string { try option.check(text) }
        }
        return parameters
    }

    static var arguments: [RuntimeArgument] { options.map(\.argument) + [csv] }

    private static var csv: RuntimeArgument {
        RuntimeArgument("csv", Flag<Bool>(wrappedValue: false, help: ArgumentHelp("\(Asked.csvHelp)"))) {
            $0.wrappedValue ? ["true"] : []
        }
    }

    private static var options: [ReportOption] {
        Asked.parameters.compactMap { parameter in
            if case .not = parameter.said { return nil }
            return ReportOption(parameter: parameter)
        }
    }
}

/// A parameter of a report on the command line.
private struct ReportOption {
    let parameter: ReportParameter

    private var name: String { OptionNames.kebabCase(parameter.name) }
    private var help: ArgumentHelp {
        ArgumentHelp("\(parameter.help)", valueName: parameter.valueName)
    }

    /// What ArgumentParser is told.
    var argument: RuntimeArgument {
        let names = NameSpecification.customLong(name)
        switch (parameter.said, parameter.content) {
        case (.flag(let name, let value), _): return flag(.customLong(name), saying: value)
        case (_, .flag): return flag(names, saying: "true")
        case (.argument, _):
            return RuntimeArgument(parameter.name, Argument<String>(help: help)) { [$0.wrappedValue] }
        case (.optionElse(let number), _):
            let option = Option<Int64>(wrappedValue: number, name: names, help: help)
            return RuntimeArgument(parameter.name, option) { ["\($0.wrappedValue)"] }
        case _ where !parameter.isOptional:
            return RuntimeArgument(parameter.name, Option<String>(name: names, help: help))
        case (_, .kind):
            let kinds = CompletionKind.list(Catalogue.kinds.map { $0.kind })
            return RuntimeArgument(
                parameter.name, Option<String?>(name: names, help: help, completion: kinds))
        default: return RuntimeArgument(parameter.name, Option<String?>(name: names, help: help))
        }
    }

    private func flag(_ names: NameSpecification, saying word: String) -> RuntimeArgument {
        let flag = Flag<Bool>(wrappedValue: false, name: names, help: help)
        return RuntimeArgument(parameter.name, flag) { $0.wrappedValue ? [word] : [] }
    }

    /// As it goes over the wire; `nil` for what is not of its form.
    func value(of word: String) -> JSONValue? {
        switch (parameter.said, parameter.content) {
        case (.moment(let endsDay), _): moment(word, endsDay: endsDay).map { .string("\($0)") }
        case (_, .flag): .bool(word == "true")
        case (_, .count): Int64(word).map { .integer($0) }
        default: .string(word)
        }
    }

    /// What is wrong with the word; `nil` if nothing is, as far as can be said here.
    func problem(with word: String) -> String? {
        switch (parameter.said, parameter.content) {
        case (.moment(let endsDay), _) where moment(word, endsDay: endsDay) == nil:
            "--\(name): \"\(word)\" is neither a day nor an instant such as 2022-11-07T09:30:00Z."
        case (_, .count(let range)) where Int64(word).map { $0 < range.lowerBound } ?? false:
            "--\(name) must be at least \(range.lowerBound)."
        case (_, .kind) where Catalogue.kind(named: word) == nil:
            "--\(name) \(word): there is no such kind of record; there are "
                + "\(Catalogue.kinds.map { $0.kind }.joined(separator: ", "))."
        case (_, .eventType) where Catalogue.event(EventType(word)) == nil:
            "--\(name) \(word): there is no such type of event."
        default: nil
        }
    }

    /// Throws a usage error for what names nothing that there is.
    func check(_ text: String) throws {
        switch parameter.content {
        case .recordOf: try RecordName.check(text)
        case .metric where MetricSignature.named(text) == nil:
            let names = MetricSignature.all.map(\.name).joined(separator: ", ")
            throw UsageError("there is no figure \(text); there are \(names)")
        default: break
        }
    }

    /// Of a day its first moment or its last.
    private func moment(_ text: String, endsDay: Bool) -> Instant? {
        if let instant = Instant(text) { return instant }
        let dayLength: Int64 = 86_400_000_000
        return Day(text).map { day in
            Instant(microseconds: Int64(day.number + (endsDay ? 1 : 0)) * dayLength - (endsDay ? 1 : 0))
        }
    }
}
