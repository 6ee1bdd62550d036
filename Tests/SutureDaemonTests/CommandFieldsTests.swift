import SutureCodec
import SutureInterface
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureDaemon
@testable import SutureDomain

@Suite struct CommandFieldsTests {
    @Test func `references are found in fields, in lists and in groups, with the field that has them`() {
        let command = Project.SolutionPlanDrafted(
            version: "1", summary: "person/P-9", problems: ["PB-1", "PB-2"],
            contributors: [.init(person: "P-1", role: .engineer), .init(person: "P-2", role: .advisor)])
        #expect(
            FieldSurvey(of: command).mentions.map { "\($0.field) \($0.stream) \($0.kinds)" } == [
                "problems problem/PB-1 [\"problem\"]",
                "problems problem/PB-2 [\"problem\"]",
                "contributors.person person/P-1 [\"person\"]",
                "contributors.person person/P-2 [\"person\"]",
            ])
    }

    @Test func `what is absent is not found`() {
        #expect(FieldSurvey(of: Trial.OutcomeLogged(device: "D-1", result: .success)).mentions.count == 1)
    }

    @Test func `dates are found with their fields`() {
        let command = Trial.SubjectEnrolled(subject: "S-1", site: "A", consentedOn: "2022-05")
        #expect(FieldSurvey(of: command).dates.map { "\($0.field) \($0.date)" } == ["consentedOn 2022-05"])
    }

    @Test func `personal data is found, and what came sealed is named`() {
        #expect(!FieldSurvey(of: Trial.Started()).hasPersonalData)
        let plain = FieldSurvey(of: Person.Registered(name: "Wu Tao"))
        #expect(plain.hasPersonalData)
        #expect(plain.alreadySealed == [])
        let sealed = FieldSurvey(of: Person.Registered(name: "Wu Tao", localName: .sealed("c2VhbGVk")))
        #expect(sealed.alreadySealed == ["localName"])
    }

    @Test func `texts with nothing in them are named`() throws {
        let fields = try JSONDocument(parsing: #"{"title":" \u00a0","design":"\t","sponsor":"I-1"}"#).root
        let reading = CommandFields.of(Trial.Planned.self).read(fields)
        #expect(reading.survey.blankTexts.sorted() == ["design", "title"])
    }

    @Test func `keys that nobody declared are named, at every depth`() throws {
        func unknownKey(_ json: String, ignoring: [String] = []) throws -> String? {
            let root = try JSONDocument(parsing: json).root
            return CommandFields.of(Project.SolutionPlanDrafted.self).read(root, ignoring: ignoring)
                .unknownKey
        }
        #expect(try unknownKey(#"{"version":"1"}"#) == nil)
        #expect(try unknownKey(#"{"id":"X","version":"1"}"#, ignoring: ["id"]) == nil)
        #expect(try unknownKey(#"{"id":"X","version":"1"}"#) == "id")
        let nested = #"{"contributors":[{"person":"P-1","role":"engineer","rank":1}]}"#
        #expect(try unknownKey(nested) == "contributors[0].rank")
    }

    @Test func `a command without fields takes none`() throws {
        let root = try JSONDocument(parsing: #"{"colour":"red"}"#).root
        #expect(CommandFields.of(Project.Started.self).read(root).unknownKey == "colour")
    }

    @Test(arguments: Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }.map { AnyCommand(type: $0) })
    func `what is stored is what an encoder would write`(_ command: AnyCommand) throws {
        for variant in Variant.allCases {
            try command.type.expectSameBytes(variant)
        }
    }
}

extension CommandFieldsTests {
    /// Fields are gone through by their shapes, and the command is read from what was made of them.
    @Test(arguments: Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }.map { AnyCommand(type: $0) })
    func `a value of another kind is refused with its field, and never passed over`(_ command: AnyCommand)
        throws
    {
        let fields = SutureDomain.fields(of: command.type)
        for field in fields {
            for wrong in field.shape.misfits {
                let others = fields.filter { $0 != field }.map {
                    "\"\($0.name)\":\(Variant.whole.value($0.shape))"
                }
                let object = "{\((others + ["\"\(field.name)\":\(wrong)"]).joined(separator: ","))}"
                let root = try JSONDocument(parsing: object).root
                let error = #expect(throws: VarlinkError.self, "\(object)") {
                    try CommandDecoding.proposal(
                        command.type, id: "X-1", fields: root, ignoring: [], context: Context())
                }
                let parameter = error?.parameters["parameter"]?.string ?? ""
                #expect(parameter.hasPrefix(field.name), "\(object): \(parameter)")
            }
        }
    }
}

extension FieldShape {
    /// Values of other kinds, also inside of it.
    fileprivate var misfits: [String] {
        switch self {
        case .text, .prose, .currency, .decimal, .date, .timeOfDay, .localID, .enumeration: ["7", "[]", "{}"]
        case .sealed: ["7", "[]"]
        case .instant: ["7", "[]", #""soon""#]
        case .integer: [#""7""#, "7.5", "[]"]
        case .boolean: ["0", #""true""#]
        case .reference: ["7", "[]", "{}"]
        case .money: ["7", #""7 CNY""#, "[]", #"{"minorUnits":"7","currency":"CNY"}"#]
        case .list(let element): [#""X-1""#, "7", "{}", "[null]"] + element.misfits.map { "[\($0)]" }
        case .group(let fields):
            ["7", "[]", #""X""#]
                + fields.flatMap { field in
                    field.shape.misfits.map { wrong in
                        let others = fields.filter { $0 != field }
                            .map { "\"\($0.name)\":\(Variant.whole.value($0.shape))" }
                        return "{\((others + ["\"\(field.name)\":\(wrong)"]).joined(separator: ","))}"
                    }
                }
        }
    }
}

/// A command of the catalogue as an argument of a test.
struct AnyCommand: CustomTestStringConvertible, Sendable {
    let type: any Command.Type
    var testDescription: String { type.fullName }
}

extension Command {
    fileprivate static func expectSameBytes(_ variant: Variant) throws {
        let root = try JSONDocument(parsing: variant.object(fields(of: self))).root
        let decoded = try JSONDecoding().decode(self, from: root)
        let expected = try JSONEncoding(userInfo: [.keepsPlainText: true]).encode(decoded)
        let reading = CommandFields.of(self).read(root)
        #expect(String(decoding: reading.data, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
        #expect(reading.unknownKey == nil)
    }
}

/// A way in which a client may write the same fields.
private enum Variant: CaseIterable {
    case whole, requiredOnly, withNulls, backwards

    func object(_ fields: [Field]) -> String {
        let members = fields.compactMap { field -> String? in
            if field.isOptional, self == .requiredOnly { return nil }
            let value = field.isOptional && self == .withNulls ? "null" : self.value(field.shape)
            return "\"\(field.name)\" : \(value)"
        }
        return "{ \((self == .backwards ? members.reversed() : members).joined(separator: " , ")) }"
    }

    func value(_ shape: FieldShape) -> String {
        switch shape {
        case .text, .prose, .sealed: #""a \u00e9\/\" 复核 \ud83d\ude00""#
        case .integer: self == .backwards ? "-0" : "42"
        case .boolean: "true"
        case .decimal: #""12.50""#
        case .date: #""2020..2022-11-07""#
        case .instant: #""2022-11-07T09:30:00+08:00""#
        case .timeOfDay: #""09:00""#
        case .currency: #""CNY""#
        case .money: #"{ "currency": "CNY", "minorUnits": 100 }"#
        case .localID: #""A\u002d1""#
        case .reference(let kinds): self == .whole || kinds.count > 1 ? "\"\(kinds[0])/X-1\"" : #""X-1""#
        case .enumeration(let names): "\"\(names[0])\""
        case .list(let element): self == .requiredOnly ? "null" : "[ \(value(element)), \(value(element)) ]"
        case .group(let fields): object(fields)
        }
    }
}
