import SutureJSON
import Testing

@testable import SutureClient
@testable import SutureDomain

@Suite struct FieldTextTests {
    @Test(arguments: [
        (FieldShape.integer, "42", JSONValue.integer(42)), (.boolean, "true", true),
        (.decimal, "12.50", "12.50"), (.date, "..2022-11-07", "..2022-11-07"),
        (.instant, "2022-11-07T10:30:00+01:00", "2022-11-07T09:30:00.000000Z"),
        (.timeOfDay, "09:00", "09:00"),
        (.reference(kinds: ["trial"]), "trial/T-1", "trial/T-1"),
        (.reference(kinds: ["institution", "unit"]), "unit/IRI", "unit/IRI"),
        (.money, "12.5 CNY", amount(1250, "CNY")),
        (.money, "-1200 JPY", amount(-1200, "JPY")),
        (.money, "1.234 KWD", amount(1234, "KWD")),
    ])
    func `a value is read as its field's shape has it`(shape: FieldShape, text: String, value: JSONValue)
        throws
    {
        #expect(try shape.value(of: text) == value)
    }

    @Test(arguments: [
        (FieldShape.integer, "4.2", "\"4.2\" is not a whole number."),
        (.boolean, "yes", "\"yes\" is not true or false."),
        (.date, "2022-13", "\"2022-13\" is not a date: \(PartialDate.forms)."),
        (.timeOfDay, "9 am", "\"9 am\" is not a time of day such as 09:00."),
        (.reference(kinds: ["institution", "unit"]), "IRI", "\"IRI\" is not institution/ID or unit/ID."),
        (.enumeration(["a", "b"]), "c", "\"c\" is not one of a, b."),
        (.money, "12.50", "\"12.50\" is not an amount such as \"12.50 CNY\"."),
        (.money, "12.505 CNY", "CNY has 2 decimals, 12.505 has more."),
        (.money, "12 yuan", "\"yuan\" is no currency code of ISO 4217, such as CNY."),
    ])
    func `what is no value says what would be`(shape: FieldShape, text: String, message: String) {
        #expect(throws: UsageError(message)) { try shape.value(of: text) }
    }

    private static let contributor = FieldShape.group([
        Field(name: "person", shape: .reference(kinds: ["person"]), isOptional: false),
        Field(name: "role", shape: .enumeration(["clinician", "engineer"]), isOptional: false),
    ])

    @Test func `a group of fields is written with equals signs and commas, or as JSON`() throws {
        let expected: JSONValue = ["person": "P-1", "role": "engineer"]
        #expect(try Self.contributor.value(of: "person=P-1,role=engineer") == expected)
        let criterion = FieldShape.group([
            Field(name: "title", shape: .text, isOptional: false),
            Field(name: "weight", shape: .decimal, isOptional: true),
        ])
        #expect(
            try criterion.value(of: "title=Safety, cost, time,weight=2") == [
                "title": "Safety, cost, time", "weight": "2",
            ])
        #expect(try Self.contributor.value(of: "{\"person\":\"P-1\",\"role\":\"engineer\"}") == expected)
    }

    @Test func `what is made of a name and a value only is written as just that`() throws {
        let parameter = FieldShape.group([
            Field(name: "name", shape: .text, isOptional: false),
            Field(name: "value", shape: .text, isOptional: false),
        ])
        let expected: JSONValue = ["name": "home", "value": "USST"]
        #expect(try parameter.value(of: "home=USST") == expected)
        #expect(try parameter.value(of: "{\"name\":\"home\",\"value\":\"USST\"}") == expected)
        #expect(try parameter.value(of: "title=a=b, c") == ["name": "title", "value": "a=b, c"])
        #expect(throws: UsageError("\"USST\" is not name=value; the form is NAME=VALUE.")) {
            try parameter.value(of: "USST")
        }
    }

    @Test(arguments: [
        ("person=P-1", "role is missing; the form is person=ID,role=clinician|engineer."),
        ("person=P-1,rank=1", "There is no rank here, only person, role."),
        (
            "P-1,engineer",
            "\"P-1\" is not name=value; the form is person=ID,role=clinician|engineer, or JSON."
        ),
    ])
    func `a group that is wrong says how`(text: String, message: String) {
        #expect(throws: UsageError(message)) { try Self.contributor.value(of: text) }
    }

    @Test func `options are kebab case, and a list is asked for one at a time`() {
        let fields = [
            Field(name: "catalogueNumber", shape: .text, isOptional: true),
            Field(name: "devices", shape: .list(.reference(kinds: ["device"])), isOptional: false),
            Field(name: "policyContext", shape: .list(.text), isOptional: false),
        ]
        #expect(
            OptionNames.of(fields, kind: "unit") == [
                ["catalogue-number"], ["device", "devices"], ["policy-context"],
            ])
    }

    @Test func `a field gives way to the circumstances that have its name`() {
        let fields = [
            Field(name: "source", shape: .reference(kinds: ["institution"]), isOptional: false),
            Field(name: "sources", shape: .list(.text), isOptional: false),
        ]
        #expect(OptionNames.of(fields, kind: "fund") == [["fund-source"], ["sources"]])
    }
}

private func amount(_ minorUnits: Int64, _ currency: String) -> JSONValue {
    ["minorUnits": .integer(minorUnits), "currency": .string(currency)]
}
