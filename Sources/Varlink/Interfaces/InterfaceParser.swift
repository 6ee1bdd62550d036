/// Reads a Varlink interface definition.
struct InterfaceParser {
    private var lexer: InterfaceLexer
    private var token = InterfaceLexer.Token.end
    private var comments: [String] = []
    private var interface: VarlinkInterface
    private var memberNames: Set<String> = []
    private var namedTypes: [(name: String, line: Int)] = []

    init(text: String) {
        lexer = InterfaceLexer(text: text)
        interface = VarlinkInterface(text: text)
    }

    mutating func parse() throws(VarlinkInterfaceError) -> VarlinkInterface {
        try advance()
        interface.documentation = comments.joined(separator: "\n")
        try expect(.word("interface"))
        interface.name = try takeWord("the name of the interface")
        while token != .end { try parseMember() }
        for named in namedTypes where interface.type(named.name) == nil {
            throw VarlinkInterfaceError(line: named.line, reason: "type \(named.name) is not declared")
        }
        return interface
    }

    // MARK: Members

    private mutating func parseMember() throws(VarlinkInterfaceError) {
        let comments = comments
        let keyword = token
        guard [.word("type"), .word("method"), .word("error")].contains(keyword) else {
            throw failure("expected type, method or error")
        }
        try advance()
        let name = try takeMemberName()
        let documentation = comments.joined(separator: "\n")
        switch keyword {
        case .word("type"):
            let type = try parseParenthesized()
            interface.types.append(
                VarlinkTypeDeclaration(name: name, documentation: documentation, type: type))
        case .word("error"):
            let fields = try parseFields()
            interface.errors.append(
                VarlinkErrorDeclaration(name: name, documentation: documentation, fields: fields))
        default: try parseMethod(name, comments)
        }
    }

    private mutating func parseMethod(_ name: String, _ comments: [String]) throws(VarlinkInterfaceError) {
        let input = try parseFields()
        try expect(.sign("->"))
        let output = try parseFields()
        let more = comments.lazy.compactMap { $0.isEmpty ? nil : VarlinkMoreSupport(rawValue: $0) }.first
        interface.methods.append(
            VarlinkMethod(
                name: name,
                documentation: comments.filter { $0.isEmpty || VarlinkMoreSupport(rawValue: $0) == nil }
                    .joined(separator: "\n"),
                input: input, output: output, more: more ?? .none))
    }

    private mutating func takeMemberName() throws(VarlinkInterfaceError) -> String {
        let line = lexer.line
        let name = try takeWord("a name")
        guard name.first?.isUppercase == true, name.allSatisfy({ $0.isLetter || $0.isNumber }) else {
            throw VarlinkInterfaceError(
                line: line, reason: "\(name) is no name: a capital, letters and digits")
        }
        guard memberNames.insert(name).inserted else {
            throw VarlinkInterfaceError(line: line, reason: "\(name) is declared twice")
        }
        return name
    }

    // MARK: Types

    private mutating func parseType() throws(VarlinkInterfaceError) -> VarlinkType {
        switch token {
        case .sign("?"):
            try advance()
            guard token != .sign("?") else { throw failure("optional twice") }
            return .optional(try parseType())
        case .sign("[]"):
            try advance()
            return .array(try parseType())
        case .sign("[string]"):
            try advance()
            return .dictionary(try parseType())
        case .sign("("): return try parseParenthesized()
        default: return try parseNamedType()
        }
    }

    private mutating func parseNamedType() throws(VarlinkInterfaceError) -> VarlinkType {
        let line = lexer.line
        switch try takeWord("a type") {
        case "bool": return .bool
        case "int": return .int
        case "float": return .float
        case "string": return .string
        case "object": return .object
        case let name where name.first?.isUppercase == true:
            namedTypes.append((name, line))
            return .named(name)
        case let name: throw VarlinkInterfaceError(line: line, reason: "\(name) is no type")
        }
    }

    /// A structure or an enumeration; only what follows the first name tells which.
    private mutating func parseParenthesized() throws(VarlinkInterfaceError) -> VarlinkType {
        try expect(.sign("("))
        var fields: [VarlinkField] = []
        var values: [String] = []
        var names: Set<String> = []
        while token != .sign(")") {
            if !names.isEmpty { try expect(.sign(",")) }
            let documentation = comments.joined(separator: "\n")
            let name = try takeFieldName(amongst: &names)
            if token == .sign(":"), values.isEmpty {
                try advance()
                fields.append(VarlinkField(name: name, type: try parseType(), documentation: documentation))
            } else if fields.isEmpty {
                values.append(name)
            } else {
                throw failure("expected a colon and a type")
            }
        }
        try advance()
        return values.isEmpty ? .structure(fields) : .enumeration(values)
    }

    private mutating func parseFields() throws(VarlinkInterfaceError) -> [VarlinkField] {
        let line = lexer.line
        guard case .structure(let fields) = try parseParenthesized() else {
            throw VarlinkInterfaceError(line: line, reason: "parameters have types")
        }
        return fields
    }

    /// Letters and digits, with single underscores between them.
    private mutating func takeFieldName(
        amongst names: inout Set<String>
    ) throws(VarlinkInterfaceError) -> String {
        let line = lexer.line
        let name = try takeWord("a name")
        let parts = name.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        guard name.first?.isLetter == true, parts.allSatisfy({ !$0.isEmpty }),
            !name.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") })
        else { throw VarlinkInterfaceError(line: line, reason: "\(name) is no name of a field or value") }
        guard names.insert(name).inserted else {
            throw VarlinkInterfaceError(line: line, reason: "\(name) stands there twice")
        }
        return name
    }

    // MARK: Tokens

    private mutating func advance() throws(VarlinkInterfaceError) {
        token = try lexer.next()
        comments = lexer.comments
    }

    private mutating func expect(_ expected: InterfaceLexer.Token) throws(VarlinkInterfaceError) {
        guard token == expected else { throw failure("expected \(InterfaceParser.text(expected))") }
        try advance()
    }

    private mutating func takeWord(_ expected: String) throws(VarlinkInterfaceError) -> String {
        guard case .word(let word) = token else { throw failure("expected \(expected)") }
        try advance()
        return word
    }

    private func failure(_ reason: String) -> VarlinkInterfaceError {
        VarlinkInterfaceError(line: lexer.line, reason: "\(reason), found \(InterfaceParser.text(token))")
    }

    private static func text(_ token: InterfaceLexer.Token) -> String {
        switch token {
        case .word(let text), .sign(let text): text
        case .end: "the end"
        }
    }
}
