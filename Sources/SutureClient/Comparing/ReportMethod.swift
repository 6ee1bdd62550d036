import SutureInterface
import SutureJSON
import SutureVarlink

/// A report as its interface declares it, and what a person may ask of it.
struct ReportMethod {
    private static let interface = VarlinkInterface.named(InterfaceName.reports)
    /// What every report that shows a moment takes besides its own.
    private static let circumstances: Set<String> = ["asOf", "knownAt", "atLeast", "explain"]

    let method: VarlinkMethod

    /// Those that show a moment as a whole, and so can be compared with themselves.
    static let comparable: [ReportMethod] = interface.methods
        .filter { method in
            method.input.contains { $0.name == "knownAt" } && !method.output.contains { $0.name == "next" }
        }
        .map { ReportMethod(method: $0) }

    static func named(_ name: String) throws -> ReportMethod {
        guard let report = comparable.first(where: { $0.name == name }) else {
            let names = comparable.map(\.name).joined(separator: ", ")
            throw UsageError(message: "there is no report \(name) that can be compared; there are \(names)")
        }
        return report
    }

    /// Kebab case.
    var name: String {
        method.name.reduce(into: "") { name, character in
            if character.isUppercase, !name.isEmpty { name.append("-") }
            name.append(character.lowercased())
        }
    }

    var fullName: String { "\(ReportMethod.interface.name).\(method.name)" }
    /// What a report does not show is no part of it.
    var keys: [String: RowKey] {
        RowKey.all(in: method, of: ReportMethod.interface).filter { $0.key != "more" }
    }
    var explains: Bool { method.input.contains { $0.name == "explain" } }

    private var required: [VarlinkField] { method.input.filter { !$0.isOptional } }
    private var optional: [VarlinkField] {
        method.input.filter { $0.isOptional && !ReportMethod.circumstances.contains($0.name) }
    }

    /// - Parameters:
    ///   - arguments: what the report is about, in the order of the interface.
    ///   - only: what it is restricted to, as name=value.
    func parameters(_ arguments: [String], only: [String]) throws -> JSONObject {
        guard arguments.count == required.count else {
            let names = required.map(\.name).joined(separator: ", ")
            throw UsageError(
                message: required.isEmpty
                    ? "report \(name) takes no argument" : "report \(name) takes \(names)")
        }
        var parameters: JSONObject = [:]
        for (field, text) in zip(required, arguments) {
            parameters[field.name] = try value(of: text, for: field)
        }
        for text in only {
            guard let sign = text.firstIndex(of: "=") else {
                throw UsageError(message: "--only \(text): the form is name=value")
            }
            let name = String(text[..<sign])
            guard let field = optional.first(where: { $0.name == name }) else {
                let names = optional.map(\.name).joined(separator: ", ")
                throw UsageError(
                    message: "--only \(text): report \(self.name) cannot be restricted by \(name)"
                        + (names.isEmpty ? "" : "; it can by \(names)"))
            }
            parameters[name] = try value(of: String(text[text.index(after: sign)...]), for: field)
        }
        return parameters
    }

    private func value(of text: String, for field: VarlinkField) throws -> JSONValue {
        try value(of: text, as: field.type, name: field.name)
    }

    private func value(of text: String, as type: VarlinkType, name: String) throws -> JSONValue {
        switch type {
        case .optional(let type): return try value(of: text, as: type, name: name)
        case .int:
            guard let integer = Int64(text) else {
                throw UsageError(message: "\(name) \(text): it is a whole number")
            }
            return .integer(integer)
        case .bool:
            guard text == "true" || text == "false" else {
                throw UsageError(message: "\(name) \(text): it is true or false")
            }
            return .bool(text == "true")
        case .array(let element):
            return .array(
                try text.split(separator: ",").map { try value(of: String($0), as: element, name: name) })
        default: return .string(text)
        }
    }
}
