extension VarlinkInterface {
    /// What parsers that others wrote are known to refuse, in sentences; empty is good.
    ///
    /// The subset that all take has no enumeration with one value, no `[][]T` and no empty `()` as a field's
    /// type, and no line that ends with a carriage return; the first label of an interface's name is letters
    /// only.
    public var portabilityIssues: [String] {
        var issues: [String] = []
        if text.utf8.contains(UInt8(ascii: "\r")) { issues.append("a line ends with a carriage return") }
        if !(name.prefix { $0 != "." }.allSatisfy { $0.isASCII && $0.isLetter }) || !name.contains(".") {
            issues.append("the interface's name \(name) does not begin with a label of letters")
        }
        for type in types { issues += VarlinkInterface.issues(of: type.type, at: type.name, isField: false) }
        let structures =
            methods.flatMap { [($0.name, $0.input), ($0.name, $0.output)] }
            + errors.map { ($0.name, $0.fields) }
        for (place, fields) in structures {
            issues += VarlinkInterface.issues(of: .structure(fields), at: place, isField: false)
        }
        return issues
    }

    private static func issues(of type: VarlinkType, at place: String, isField: Bool) -> [String] {
        switch type {
        case .enumeration(let values):
            return values.count == 1 ? ["\(place) is an enumeration with one value"] : []
        case .array(.array(let element)):
            return ["\(place) is an array of arrays"] + issues(of: element, at: place, isField: true)
        case .optional(let inner), .array(let inner), .dictionary(let inner):
            return issues(of: inner, at: place, isField: true)
        case .structure(let fields):
            if isField, fields.isEmpty { return ["\(place) is an empty structure"] }
            return fields.flatMap { issues(of: $0.type, at: "\(place).\($0.name)", isField: true) }
        case .bool, .int, .float, .string, .object, .named: return []
        }
    }
}
