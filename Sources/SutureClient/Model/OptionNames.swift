import SutureDomain

/// How the fields of a command are spelt on the command line.
enum OptionNames {
    /// The names of every field's option; the first one is shown.
    /// - Parameter kind: goes before a field whose name an option of the context has (`--fund-source`).
    static func of(_ fields: [Field], kind: String) -> [[String]] {
        let plain = fields.map { kebabCase($0.name) }
        return zip(fields, plain).map { field, name in
            let own =
                ContextOptions.names.contains(name) || reserved.contains(name) ? "\(kind)-\(name)" : name
            guard case .list = field.shape, let one = singular(own), !plain.contains(one),
                !ContextOptions.names.contains(one), !reserved.contains(one)
            else { return [own] }
            return [one, own]
        }
    }

    static func kebabCase(_ camelCase: String) -> String {
        camelCase.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    }

    private static let reserved: Set<String> = ["json", "socket", "help"]

    /// A list's option is repeated, each time with one thing: `--device D-001 --device D-002`.
    private static func singular(_ name: String) -> String? {
        if name.hasSuffix("criteria") { return "\(name.dropLast())on" }
        if name.hasSuffix("ies") { return "\(name.dropLast(3))y" }
        return name.hasSuffix("s") && !name.hasSuffix("ss") ? String(name.dropLast()) : nil
    }
}
