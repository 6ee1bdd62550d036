import SutureDomain
package import SutureJSON
import Varlink

/// Says to whoever made a call what is wrong with a parameter that does not fit: where it is, the text that
/// stood there, and the form that it should have.
///
/// It is the one explanation for commands of the command line, of files, of sheets and of batches. It goes to
/// the caller only: what stood there may be personal data.
package struct ShapeExplanation {
    private static let valueCharacterCountMax = 60
    /// So much of one command is told; of what is more only how much it is.
    package static let problemCountMax = 32

    /// `nil` for a command that there is not.
    private let method: String?
    /// `nil` for what is no command.
    private let command: (any Command.Type)?
    private let parameters: JSONValue
    /// What stands before the name of a field where the fields are an object of their own: `fields.`.
    private let fieldsPath: String

    /// - Parameters:
    ///   - method: its full name.
    ///   - parameters: as they were sent.
    ///   - fieldsPath: what is told before the name of a field.
    package init(of method: String, _ parameters: JSONValue, fieldsPath: String = "") {
        self.method = method
        self.parameters = parameters
        self.fieldsPath = fieldsPath
        command = ShapeExplanation.command(withMethod: method)
    }

    /// One command of a batch, explained as if it had been sent by itself.
    package init(
        ofCommand name: String, id: String, fields: JSONObject, context: JSONValue?, fieldsPath: String = ""
    ) {
        var parameters = fields
        parameters["id"] = id.isEmpty ? nil : .string(id)
        parameters["context"] = context
        command = Catalogue.command(name)
        method = command.map { Method.of($0) }
        self.parameters = .object(parameters)
        self.fieldsPath = fieldsPath
    }

    /// All that is wrong with the command's shape, in the order in which its fields are declared.
    /// - Parameters:
    ///   - told: the path of what was found wrong already, which is among them in any case.
    ///   - isCorrection: of an event: the texts that it has already may stay, whatever they say.
    package func problems(including told: String? = nil, isCorrection: Bool = false) -> [ShapeProblem] {
        var paths =
            command.map { ShapeFaults(of: $0, in: parameters, looksAtTexts: !isCorrection).paths } ?? []
        if let told, !paths.contains(where: { $0.isPath(at: told) }) { paths.insert(told, at: 0) }
        var problems = paths.prefix(ShapeExplanation.problemCountMax).map {
            ShapeProblem(path: $0, message: message($0))
        }
        if let next = paths.dropFirst(problems.count).first {
            let count = paths.count - problems.count
            problems.append(
                ShapeProblem(path: next, message: "\(count) more are wrong, from \(shown(next)) on"))
        }
        return problems
    }

    /// - Parameter path: of the parameter, such as `context.occurredOn` or `members[2].role`.
    package func message(_ path: String) -> String {
        let steps = path.replacing("[", with: ".[").split(separator: ".").map(String.init)
        guard let method, let first = steps.first else { return "there is no such command" }
        let value = steps.reduce(Optional(parameters)) { $0?.member($1) }
        if value?.hasEmptyText == true { return "\(shown(path)) is empty" }
        if first == "context", steps.count > 1 { return circumstance(steps[1], path, value) }
        let inputs = VarlinkInterface.method(named: method)?.input
        guard let input = inputs?.first(where: { $0.name == first }) else {
            let known = inputs?.map(\.name).filter { $0 != "context" && (fieldsPath.isEmpty || $0 != "id") }
            return unknown(path, of: known ?? [])
        }
        guard let shape = fields.first(where: { $0.name == first })?.shape else {
            if value == nil { return "\(shown(path)) is missing" }
            let form = steps == ["id"] ? "an id: \(Identifier.pattern)" : ""
            return "\(said(path, value)) \(form.isEmpty ? "does not fit" : "is not \(form)")"
                + (form.isEmpty && !input.documentation.isEmpty ? ": \(input.documentation)" : "")
        }
        if shape.isOfTexts, value?.isOnlyTexts == true, parameters.bytes.count > Objection.dataByteCountMax,
            complaint(path, shape, value) == nil
        {
            return "\(Objection(field: shown(path), .eventTooLong))"
        }
        return message(path, shape, Array(steps.dropFirst()), value)
    }

    /// What is wrong with a text, or with one of a list, where it is a text.
    private func complaint(_ path: String, _ shape: FieldShape, _ value: JSONValue?) -> String? {
        if case .list(let element) = shape {
            return value?.array?.lazy.compactMap { complaint(path, element, $0) }.first
        }
        guard let text = value?.string, let fault = shape.textForm?.fault(in: text) else { return nil }
        return "\(said(path, value)) \(fault)"
    }

    /// What is wrong with a field of a command, or with a part of one.
    private func message(
        _ path: String, _ shape: FieldShape, _ steps: [String], _ value: JSONValue?
    ) -> String {
        switch (shape, steps.first) {
        case (_, nil):
            if let complaint = complaint(path, shape, value) { return complaint }
            return value == nil
                ? "\(shown(path)) is missing" : "\(said(path, value)) is not \(shape.expectationInJSON)"
        case (.list(let element), let step?):
            return message(path, element, step.hasPrefix("[") ? Array(steps.dropFirst()) : steps, value)
        case (.group(let fields), let name?):
            guard let field = fields.first(where: { $0.name == name }) else {
                return unknown(path, of: fields.map(\.name))
            }
            return message(path, field.shape, Array(steps.dropFirst()), value)
        case (.money, _?): return message(path, .group(Money.fields), steps, value)
        case (_, _?): return "\(shown(path)) is not part of \(shape.expectationInJSON)"
        }
    }

    private func circumstance(_ name: String, _ path: String, _ value: JSONValue?) -> String {
        let texts: [String: (TextForm, byteCountMax: Int)] = [
            "commandId": (.line, Context.textByteCountMax), "correlation": (.line, Context.textByteCountMax),
            "sources": (.line, Context.textByteCountMax), "reason": (.prose, Context.reasonByteCountMax),
        ]
        if let (form, byteCountMax) = texts[name] {
            for text in value?.array ?? (value.map { [$0] } ?? []) {
                guard let fault = text.string.flatMap({ form.fault(in: $0, byteCountMax: byteCountMax) })
                else { continue }
                return "\(said(path, text)) \(fault)"
            }
        }
        let text = "a text of at most \(Context.textByteCountMax) bytes"
        let forms = [
            "commandId": text, "correlation": text, "onBehalfOf": "a person: person/ID",
            "reason": "a text of at most \(Context.reasonByteCountMax) bytes",
            "sources":
                "at most \(Context.sourceCountMax) texts of at most \(Context.textByteCountMax) bytes each",
            "occurredOn": FieldShape.date.expectation, "expectedVersion": FieldShape.integer.expectation,
            "dryRun": FieldShape.boolean.expectation,
        ]
        guard let form = forms[name] else { return unknown(path, of: forms.keys.sorted()) }
        return "\(said(path, value)) is not \(form)"
    }

    private func unknown(_ path: String, of known: [String]) -> String {
        let names = known.isEmpty ? "none" : known.joined(separator: ", ")
        return "there is no \(shown(path)) here; there \(known.count == 1 ? "is" : "are") \(names)"
    }

    /// The path and its value, of which as much as shows which one it was.
    private func said(_ path: String, _ value: JSONValue?) -> String {
        guard let value else { return shown(path) }
        let text = "\(value)"
        let isLong = text.count > ShapeExplanation.valueCharacterCountMax
        return
            "\(shown(path)): \(isLong ? text.prefix(ShapeExplanation.valueCharacterCountMax - 1) + "…" : text)"
    }

    /// As whoever made the call finds it in what was sent.
    private func shown(_ path: String) -> String {
        let isOfField = path != "id" && path != "context" && !path.hasPrefix("context.")
        return isOfField ? fieldsPath + path : path
    }

    private var fields: [Field] { command.map { SutureDomain.fields(of: $0) } ?? [] }

    private static func command(withMethod method: String) -> (any Command.Type)? {
        let commands = Catalogue.kinds.lazy.flatMap { Catalogue.commands(of: $0) }
        return commands.first { Method.of($0) == method }
    }
}

extension JSONValue {
    /// - Parameter step: a key, or `[2]`.
    fileprivate func member(_ step: String) -> JSONValue? {
        guard step.hasPrefix("[") else { return object?[step].flatMap { $0 == .null ? nil : $0 } }
        guard let index = Int(step.dropFirst().dropLast()), let array, array.indices.contains(index) else {
            return nil
        }
        return array[index]
    }

    /// A text, or a list of texts.
    fileprivate var isOnlyTexts: Bool { string != nil || array?.allSatisfy { $0.string != nil } == true }

    /// Nothing but white space, or a list with such a text.
    fileprivate var hasEmptyText: Bool {
        string?.allSatisfy(\.isWhitespace) ?? array?.contains { $0.hasEmptyText } ?? false
    }
}

extension FieldShape {
    fileprivate var isOfTexts: Bool {
        if case .list(let element) = self { element.isOfTexts } else { textForm != nil }
    }
}

extension String {
    /// Whether it is that path, or one of something within.
    fileprivate func isPath(at path: String) -> Bool {
        self == path || hasPrefix("\(path).") || hasPrefix("\(path)[")
    }
}
