import SutureDomain
import SutureInterface
import Testing
import Varlink

/// The published interfaces as a whole: which there are, that everybody understands them, and what of them is
/// typed by hand.
@Suite struct InterfaceAgreementTests {
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

    @Test(arguments: Catalogue.kinds.map { $0.kind } + ["log"])
    func `context and receipt are those of the types that read and write them`(name: String) throws {
        let interface = VarlinkInterface.named(InterfaceName.of(CommandName.pascalCase(name)))
        #expect(interface.type("Context")?.description == InterfaceAgreementTests.context)
        #expect(interface.type("Receipt")?.description == InterfaceAgreementTests.receipt)
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
        "(position: int, stream: string, version: int, recordedAt: string, duplicate: bool, "
        + "voidedBy: ?int)"
}
