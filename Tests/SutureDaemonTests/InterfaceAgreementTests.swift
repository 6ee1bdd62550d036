import SutureDomain
import SutureInterface
import SutureVarlink
import Testing

/// The published interfaces and the Swift types of the commands say the same, for every command and every field.
@Suite struct InterfaceAgreementTests {
    /// Names of the kinds, since arguments of tests are values.
    static let kinds = Catalogue.kinds.map { $0.kind }

    static func interface(_ kind: String) throws -> (any Record.Type, VarlinkInterface) {
        let type = try #require(Catalogue.kind(named: kind))
        return (type, VarlinkInterface.of(type))
    }

    @Test(arguments: kinds)
    func `the methods are the commands, in their order`(kind: String) throws {
        let (type, interface) = try InterfaceAgreementTests.interface(kind)
        #expect(interface.methods.map(\.name) == Catalogue.commands(of: type).map { $0.command.pascalCase })
        #expect(interface.methods.allSatisfy { $0.more == .none })
    }

    @Test(arguments: kinds)
    func `a method takes the record's id, every field of the command, and the context`(kind: String) throws {
        let (type, interface) = try InterfaceAgreementTests.interface(kind)
        for command in Catalogue.commands(of: type) {
            let method = try #require(interface.method(command.command.pascalCase))
            let isAssigned = command == Person.Registered.self
            var expected = ["id: \(isAssigned ? "?string" : "string")"]
            expected += fields(of: command).map { "\($0.name): \(InterfaceAgreementTests.spelling(of: $0))" }
            let declared = method.input.dropLast().map {
                "\($0.name): \(InterfaceAgreementTests.expanded($0.type, in: interface))"
            }
            #expect(declared == expected, "\(command.fullName)")
            #expect(method.input.last.map { "\($0.name): \($0.type)" } == "context: ?Context")
            #expect(
                method.output.map { "\($0.name): \($0.type)" } == ["receipt: Receipt"],
                "\(kind) \(method.name)")
        }
    }

    @Test(arguments: kinds)
    func `context, receipt and errors are the same everywhere`(kind: String) throws {
        let (_, interface) = try InterfaceAgreementTests.interface(kind)
        #expect(interface.type("Context")?.description == InterfaceAgreementTests.context)
        #expect(interface.type("Receipt")?.description == InterfaceAgreementTests.receipt)
        #expect(
            interface.errors.map { "\($0.name)\(VarlinkType.structure($0.fields))" } == [
                "Refused(message: string, rule: string, field: ?string, record: ?string, details: ?object)",
                "NotFound(message: string, record: string)",
                "Conflict(message: string, record: string, expected: int, actual: int)",
                "CommandReused(message: string, commandId: string, position: int)",
                "Busy(message: string, retryAfterMilliseconds: int)",
                "ReadOnly(message: string, reason: string)",
                "Failed(message: string, operation: string, hint: string)",
            ])
    }

    @Test(arguments: kinds)
    func `every method says which role it needs, and that is true`(kind: String) throws {
        let (type, interface) = try InterfaceAgreementTests.interface(kind)
        for command in Catalogue.commands(of: type) {
            let comment = try #require(interface.method(command.command.pascalCase)).documentation
            #expect(
                comment.split(separator: "\n").contains("Role: \(command.requiredRole.rawValue)."),
                "\(command.fullName): \(comment)")
        }
    }

    @Test(arguments: kinds)
    func `the refusals that a comment names are rules`(kind: String) throws {
        let (_, interface) = try InterfaceAgreementTests.interface(kind)
        for method in interface.methods {
            let lines = method.documentation.split(separator: "\n", omittingEmptySubsequences: false)
            guard let line = lines.firstIndex(where: { $0.hasPrefix("Refused: ") }) else { continue }
            let text = lines[line...].joined(separator: " ").dropFirst("Refused: ".count)
            for code in text.prefix(while: { $0 != "." }).split(separator: ",") {
                let code = code.trimmingPrefix(" ")
                #expect(Rule(rawValue: String(code)) != nil, "\(kind) \(method.name): \(code)")
            }
        }
    }

    @Test(arguments: VarlinkInterface.suture.keys.sorted())
    func `an interface is understood by every parser, and says what each part means`(name: String) throws {
        let interface = VarlinkInterface.named(name)
        #expect(interface.portabilityIssues == [])
        #expect(!interface.documentation.isEmpty)
        for type in interface.types { #expect(!type.documentation.isEmpty, "type \(type.name)") }
        for error in interface.errors { #expect(!error.documentation.isEmpty, "error \(error.name)") }
        for method in interface.methods {
            #expect(!method.documentation.isEmpty, "method \(method.name)")
            let role = method.documentation.split(separator: "\n").filter { $0.hasPrefix("Role: ") }
            #expect(role.count == 1, "method \(method.name)")
            for field in method.input where field.type != .optional(.named("Context")) {
                #expect(!field.documentation.isEmpty, "\(method.name), \(field.name)")
            }
        }
    }

    @Test(arguments: kinds)
    func `the comment of a field says whether it may have several lines`(kind: String) throws {
        let (type, interface) = try InterfaceAgreementTests.interface(kind)
        for command in Catalogue.commands(of: type) {
            let method = try #require(interface.method(command.command.pascalCase))
            for field in fields(of: command) {
                let comment = try #require(method.input.first { $0.name == field.name }).documentation
                let isProse = field.shape == .prose || field.shape == .list(.prose)
                #expect(comment.contains("Several lines") == isProse, "\(command.fullName) \(field.name)")
            }
        }
        let context = interface.types.first { $0.name == "Context" }?.documentation ?? ""
        #expect(context.contains("one line of at most \(TextForm.lineByteCountMax) bytes"))
        #expect(context.contains("at most \(TextForm.proseByteCountMax) bytes"))
        #expect(context.contains("An event has at most \(Objection.eventByteCountMax) bytes."))
    }

    @Test func `there is an interface for every kind and for the daemon's own parts, and no other`() {
        let kinds = Catalogue.kinds.map { "org.suture.\(CommandName.pascalCase($0.kind))" }
        let own = ["org.suture.Log", "org.suture.Records", "org.suture.Reports", "org.suture.Service"]
        #expect(VarlinkInterface.suture.keys.sorted() == (kinds + own).sorted())
    }

    static let context =
        "(commandId: ?string, expectedVersion: ?int, occurredOn: ?string, reason: ?string, sources: ?[]string, "
        + "correlation: ?string, onBehalfOf: ?string, dryRun: ?bool)"
    static let receipt =
        "(position: int, stream: string, version: int, recordedAt: string, duplicate: bool)"
}

// MARK: How a field is spelt

extension InterfaceAgreementTests {
    /// As the interface language has to spell the field, with every group written out.
    static func spelling(of field: Field) -> String {
        // A list that is left out is empty.
        let isOptional = if case .list = field.shape { true } else { field.isOptional }
        return (isOptional ? "?" : "") + spelling(of: field.shape)
    }

    private static func spelling(of shape: FieldShape) -> String {
        switch shape {
        case .text, .prose, .currency, .decimal, .date, .instant, .timeOfDay, .sealed, .localID, .reference:
            "string"
        case .integer: "int"
        case .boolean: "bool"
        case .money: "(minorUnits: int, currency: string)"
        case .enumeration(let values): "(\(values.joined(separator: ", ")))"
        case .list(let element): "[]\(spelling(of: element))"
        case .group(let fields):
            "(\(fields.map { "\($0.name): \(spelling(of: $0))" }.joined(separator: ", ")))"
        }
    }

    /// A declared type with the types that it names written out.
    static func expanded(_ type: VarlinkType, in interface: VarlinkInterface) -> String {
        switch type {
        case .named(let name):
            interface.type(name).map { expanded($0, in: interface) } ?? "undeclared \(name)"
        case .optional(let inner): "?\(expanded(inner, in: interface))"
        case .array(let inner): "[]\(expanded(inner, in: interface))"
        case .structure(let fields):
            "(\(fields.map { "\($0.name): \(expanded($0.type, in: interface))" }.joined(separator: ", ")))"
        default: type.description
        }
    }
}
