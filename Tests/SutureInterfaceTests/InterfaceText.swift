import SutureDomain
import SutureInterface

/// The text of an interface of commands, made of the catalogue, which has the names, the types and the roles,
/// and of what stands above the Swift declarations, which says what they mean.
struct InterfaceText {
    private static let lineCharacterCountMax = 120

    let comments: DocComments

    /// That of a kind of record, without what it has in common with others.
    func text(of kind: any Record.Type) -> String {
        let commands = Catalogue.ownCommands(of: kind)
        let noun = kind.kind.replacing("-", with: " ")
        let head = """
            \(comment(comments.documentation(of: InterfaceText.name(of: kind))))
            interface \(InterfaceName.of(kind))

            """
        return ([head] + types(in: commands) + commands.map { method($0, noun) }).joined(separator: "\n")
    }

    /// The methods that every kind has whose records people keep. In the place of the kind's noun stands
    /// `{record}`.
    func commonMethods() -> String {
        Catalogue.commonCommands(of: Device.self).map { method($0, "{record}") }.joined(separator: "\n")
    }

    /// The members of the daemon's status, as the reply of its method declares them.
    func statusMembers() -> String {
        comments.properties(of: "DaemonStatus").map { name, type in
            let meaning = comments.documentation(of: "DaemonStatus.\(name)")
            return (meaning.isEmpty ? "" : comment(meaning, indentedBy: 4) + "\n")
                + "    \(name): \(InterfaceText.spelling(ofSwift: type))"
        }.joined(separator: ",\n")
    }

    private static func spelling(ofSwift type: String) -> String {
        if type.hasSuffix("?") { return "?" + spelling(ofSwift: String(type.dropLast())) }
        if type.hasPrefix("[") { return "[]" + spelling(ofSwift: String(type.dropFirst().dropLast())) }
        return ["String": "string", "Int64": "int", "Bool": "bool"][type] ?? "(no type of the wire: \(type))"
    }

    // MARK: Methods

    /// Those of its own stand between those of its form, and that what it refers to does not exist.
    private static func refusals(of command: any Command.Type) -> [Rule] {
        let rules = command.impliedRefusals + command.refusals
        let refers = fields(of: command).contains { $0.shape.refersToRecords }
        return refers && !rules.contains(.notFound) ? rules + [.notFound] : rules
    }

    private func method(_ command: any Command.Type, _ noun: String) -> String {
        let name = InterfaceText.name(of: command)
        var lines = [comment(comments.documentation(of: name)), "# Role: \(command.requiredRole)."]
        let refusals = InterfaceText.refusals(of: command)
        if !refusals.isEmpty {
            lines.append(comment("Refused: \(refusals.map(\.rawValue).joined(separator: ", "))."))
        }
        lines.append("method \(InterfaceText.commandName(of: command).pascalCase)(")
        lines.append(comment(InterfaceText.idMeaning(of: command, noun), indentedBy: 4))
        lines.append("    id: \(command == Person.Registered.self ? "?string" : "string"),")
        for field in fields(of: command) {
            let path = "\(name).\(field.name)"
            let meaning = [comments.documentation(of: path), field.shape.note].filter { !$0.isEmpty }
            lines.append(comment(meaning.joined(separator: " "), indentedBy: 4))
            lines.append("    \(field.name): \(spelling(of: field, at: path)),")
        }
        lines.append("    context: ?Context\n) -> (receipt: Receipt)\n")
        return lines.joined(separator: "\n")
    }

    private static func idMeaning(of command: any Command.Type, _ noun: String) -> String {
        switch noun {
        case Installation.kind: "The id of the installation: the log's identity."
        case _ where command == Person.Registered.self:
            "The id of the person; assigned (P-0001) if left out."
        default: "The id of the \(noun)."
        }
    }

    // MARK: Types

    /// Groups of fields, amounts and what lists enumerate have names.
    private func types(in commands: [any Command.Type]) -> [String] {
        var declared: [String] = []
        for command in commands {
            for field in fields(of: command) {
                guard
                    let declaration = declaration(
                        of: field, at: "\(InterfaceText.name(of: command)).\(field.name)"),
                    !declared.contains(declaration)
                else { continue }
                declared.append(declaration)
            }
        }
        return declared
    }

    private func declaration(of field: Field, at path: String) -> String? {
        guard let name = typeName(of: field, at: path), let type = comments.elementType(of: path) else {
            return nil
        }
        let members: [String] =
            switch field.shape {
            case .list(.enumeration(let values)): values.map { "    \($0)" }
            case .group(let fields), .list(.group(let fields)): fields.map { member($0, of: type) }
            default: Money.fields.map { member($0, of: type) }
            }
        return """
            \(comment(comments.documentation(of: type)))
            type \(name) (
            \(members.joined(separator: ",\n"))
            )

            """
    }

    private func member(_ field: Field, of type: String) -> String {
        let meaning = [comments.documentation(of: "\(type).\(field.name)"), field.shape.note].filter {
            !$0.isEmpty
        }
        return comment(meaning.joined(separator: " "), indentedBy: 4)
            + "\n    \(field.name): \(spelling(of: field, at: "\(type).\(field.name)"))"
    }

    /// `nil` for types that are written out.
    private func typeName(of field: Field, at path: String) -> String? {
        switch field.shape {
        case .group, .list(.group), .money, .list(.enumeration):
            comments.elementType(of: path)?.split(separator: ".").last.map(String.init)
        default: nil
        }
    }

    private func spelling(of field: Field, at path: String) -> String {
        var isList = false
        if case .list = field.shape { isList = true }
        // A list that is left out is empty.
        let prefix = (field.isOptional || isList ? "?" : "") + (isList ? "[]" : "")
        if let name = typeName(of: field, at: path) { return prefix + name }
        return (field.isOptional || isList ? "?" : "") + field.shape.spelling
    }

    // MARK: Words

    private func comment(_ text: String, indentedBy indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent) + "#"
        var lines = [margin]
        for word in text.split(separator: " ") {
            if lines[lines.count - 1].count + 1 + word.count > InterfaceText.lineCharacterCountMax {
                lines.append(margin)
            }
            lines[lines.count - 1] += " \(word)"
        }
        return lines.joined(separator: "\n")
    }

    /// As ``DocComments`` call it.
    private static func name(of type: Any.Type) -> String {
        String(reflecting: type).prefix { $0 != "<" }.split(separator: ".").dropFirst().joined(separator: ".")
    }

    private static func commandName<Asked: Command>(of _: Asked.Type) -> CommandName { Asked.command }
}

extension FieldShape {
    /// As the interface language has to spell it, with every group written out.
    var spelling: String {
        switch self {
        case .text, .prose, .currency, .decimal, .date, .instant, .timeOfDay, .sealed, .localID, .reference:
            "string"
        case .integer: "int"
        case .boolean: "bool"
        case .money: FieldShape.group(Money.fields).spelling
        case .enumeration(let values): "(\(values.joined(separator: ", ")))"
        case .list(let element): "[]\(element.spelling)"
        case .group(let fields):
            "(\(fields.map { "\($0.name): \($0.isOptional ? "?" : "")\($0.shape.spelling)" }.joined(separator: ", ")))"
        }
    }

    /// How its texts are written, for who writes them by hand.
    fileprivate var note: String {
        switch self {
        case .prose: "Several lines."
        case .list(.prose): "Several lines each."
        case .decimal: "A decimal number as a string."
        case .date: "As occurredOn is written."
        case .instant: "RFC 3339, such as 2022-11-07T09:30:00Z."
        case .reference(let kinds) where kinds.count == 1: "An id of kind \(kinds[0])."
        case .reference(let kinds): "Written \(kinds.map { "\($0)/ID" }.joined(separator: " or "))."
        case .list(.reference(let kinds)) where kinds.count == 1: "Ids of kind \(kinds[0])."
        case .list(.reference(let kinds)):
            "Each written \(kinds.map { "\($0)/ID" }.joined(separator: " or "))."
        default: ""
        }
    }
}

extension FieldShape {
    /// Whether a value names other records, which have to exist.
    fileprivate var refersToRecords: Bool {
        switch self {
        case .reference: true
        case .list(let element): element.refersToRecords
        case .group(let fields): fields.contains { $0.shape.refersToRecords }
        default: false
        }
    }
}
