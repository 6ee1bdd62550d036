package import SutureJSON
package import Varlink

/// Holds what came over the wire against what an interface declares, as a strict client does.
package struct WireShape: Sendable {
    private let interface: VarlinkInterface

    package init(_ interface: VarlinkInterface) { self.interface = interface }

    /// What is wrong with a reply to the method; empty if nothing is.
    package func faults(ofReply reply: JSONView, to method: VarlinkMethod) -> [String] {
        faults(of: reply, as: .structure(method.output), at: method.name)
    }

    /// What is wrong with an error that a method of the interface was answered with: its name, or its
    /// parameters.
    package func faults(of error: VarlinkError) throws -> [String] {
        let prefix = interface.name + "."
        guard error.name.hasPrefix(prefix) else { return WireShape.faults(ofProtocolError: error) }
        let name = error.name.dropFirst(prefix.count)
        guard let declared = interface.errors.first(where: { $0.name == name }) else {
            return ["\(error.name) is not declared"]
        }
        let parameters = try JSONDocument(parsing: JSONValue.object(error.parameters).bytes).root
        return faults(of: parameters, as: .structure(declared.fields), at: declared.name)
    }

    /// Errors that every interface may answer.
    private static func faults(ofProtocolError error: VarlinkError) -> [String] {
        let expected: [String]? =
            switch error.name {
            case "org.varlink.service.InvalidParameter": ["parameter"]
            case "org.varlink.service.PermissionDenied", "org.varlink.service.ExpectedMore": []
            default: nil
            }
        let isAsDeclared =
            error.parameters.map(\.key) == expected && error.parameters.allSatisfy { $0.value.string != nil }
        return isAsDeclared ? [] : ["\(error)"]
    }

    /// What is wrong with a value where the type is declared.
    package func faults(of value: JSONView, as type: VarlinkType, at path: String) -> [String] {
        switch type {
        case .bool: fault(unless: value.kind == .bool, value, type, path)
        case .int: fault(unless: value.kind == .integer, value, type, path)
        case .float: fault(unless: value.kind == .integer || value.kind == .number, value, type, path)
        case .string: fault(unless: value.kind == .string, value, type, path)
        case .object: fault(unless: value.kind == .object, value, type, path)
        case .enumeration(let values):
            fault(unless: value.string.map(values.contains) ?? false, value, type, path)
        case .named(let name):
            interface.type(name).map { faults(of: value, as: $0, at: path) } ?? [
                "\(path): \(name) is not declared"
            ]
        // What has no value is left out; null is for clients that write it.
        case .optional(let inner):
            value.isNull ? ["\(path): null"] : faults(of: value, as: inner, at: path)
        case .array(let element):
            fault(unless: value.kind == .array, value, type, path)
                + value.elements.enumerated().flatMap { faults(of: $1, as: element, at: "\(path)[\($0)]") }
        case .dictionary(let element):
            fault(unless: value.kind == .object, value, type, path)
                + value.members.flatMap { faults(of: $0.value, as: element, at: "\(path).\($0.key)") }
        case .structure(let fields): faults(of: value, fields: fields, at: path)
        }
    }

    private func faults(of value: JSONView, fields: [VarlinkField], at path: String) -> [String] {
        guard value.kind == .object else { return ["\(path): no object but \(value)"] }
        var faults: [String] = []
        for member in value.members {
            let path = "\(path).\(member.key)"
            if let field = fields.first(where: { $0.name == member.key }) {
                faults += self.faults(of: member.value, as: field.type, at: path)
            } else {
                faults.append("\(path): not declared")
            }
        }
        for field in fields where !field.isOptional && value[field.name] == nil {
            faults.append("\(path).\(field.name): missing")
        }
        return faults
    }

    private func fault(unless isRight: Bool, _ value: JSONView, _ type: VarlinkType, _ path: String)
        -> [String]
    {
        isRight ? [] : ["\(path): no \(type) but \(value)"]
    }
}
