internal import SutureDomain
package import SutureJSON
internal import SutureVarlink

/// Says to whoever made a call what is wrong with a parameter that does not fit: where it is, the text that stood there,
/// and the form that it should have.
///
/// It is the one explanation for commands of the command line, of files and of batches. It goes to the caller only: what
/// stood there may be personal data.
package struct ShapeExplanation {
    private static let valueCharacterCountMax = 60

    /// `nil` for a command that there is not.
    private let method: String?
    private let parameters: JSONValue

    /// - Parameters:
    ///   - method: its full name.
    ///   - parameters: as they were sent.
    package init(of method: String, _ parameters: JSONValue) {
        self.method = method
        self.parameters = parameters
    }

    /// One command of a batch, explained as if it had been sent by itself.
    package init(ofCommand name: String, id: String, fields: JSONObject, context: JSONValue?) {
        var parameters = fields
        parameters["id"] = id.isEmpty ? nil : .string(id)
        parameters["context"] = context
        method = Catalogue.command(name).map { VarlinkInterface.methodName(of: $0) }
        self.parameters = .object(parameters)
    }

    /// - Parameter path: of the parameter, such as `context.occurredOn` or `members[2].role`.
    package func message(_ path: String) -> String {
        let steps = path.replacing("[", with: ".[").split(separator: ".").map(String.init)
        guard let method, let first = steps.first else { return "there is no such command" }
        let value = steps.reduce(Optional(parameters)) { $0?.member($1) }
        if value?.hasEmptyText == true { return "\(path) is empty" }
        if first == "context", steps.count > 1 { return circumstance(steps[1], path, value) }
        let inputs = VarlinkInterface.method(named: method)?.input
        guard let input = inputs?.first(where: { $0.name == first }) else {
            return unknown(first, of: inputs?.map(\.name).filter { $0 != "context" } ?? [])
        }
        guard let shape = fields.first(where: { $0.name == first })?.shape else {
            if value == nil { return "\(path) is missing" }
            let form = steps == ["id"] ? "an id: \(Identifier.pattern)" : ""
            return "\(said(path, value)) \(form.isEmpty ? "does not fit" : "is not \(form)")"
                + (form.isEmpty && !input.documentation.isEmpty ? ": \(input.documentation)" : "")
        }
        if value?.isOnlyTexts == true, parameters.bytes.count > Objection.dataByteCountMax,
            complaint(path, shape, value) == nil
        {
            return "\(Objection(field: path, .eventTooLong))"
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
                ? "\(path) is missing" : "\(said(path, value)) is not \(shape.expectationInJSON)"
        case (.list(let element), let step?):
            return message(path, element, step.hasPrefix("[") ? Array(steps.dropFirst()) : steps, value)
        case (.group(let fields), let name?):
            guard let field = fields.first(where: { $0.name == name }) else {
                return unknown(name, of: fields.map(\.name))
            }
            return message(path, field.shape, Array(steps.dropFirst()), value)
        case (.money, _?): return message(path, .group(Money.fields), steps, value)
        case (_, _?): return "\(path) is not part of \(shape.expectationInJSON)"
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

    private func unknown(_ name: String, of known: [String]) -> String {
        "there is no \(name) here; there \(known.count == 1 ? "is" : "are") \(known.joined(separator: ", "))"
    }

    /// The path and its value, of which as much as shows which one it was.
    private func said(_ path: String, _ value: JSONValue?) -> String {
        guard let value else { return path }
        let text = "\(value)"
        let isLong = text.count > ShapeExplanation.valueCharacterCountMax
        return "\(path): \(isLong ? text.prefix(ShapeExplanation.valueCharacterCountMax - 1) + "…" : text)"
    }

    /// Those of the command that has this method.
    private var fields: [Field] {
        let commands = Catalogue.kinds.lazy.flatMap { Catalogue.commands(of: $0) }
        return commands.first { VarlinkInterface.methodName(of: $0) == method }.map {
            SutureDomain.fields(of: $0)
        } ?? []
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
