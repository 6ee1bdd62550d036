import Testing

@testable import SutureDomain

@Suite struct ShapeTests {
    @Test func `the fields of an event are read off its type in declared order`() {
        #expect(
            fields(of: Device.VersionReleased.self) == [
                Field(name: "version", shape: .text, isOptional: false),
                Field(name: "changes", shape: .text, isOptional: false),
            ])
        #expect(
            fields(of: Trial.OutcomeLogged.self).map(\.name) == [
                "device", "result", "subject", "site", "endpoint", "value", "unit", "note",
            ])
    }

    @Test func `optional fields, references, lists and enumerations are told apart`() {
        let fields = fields(of: Trial.Planned.self)
        #expect(
            fields[1]
                == Field(name: "devices", shape: .list(.reference(kinds: ["device"])), isOptional: false))
        #expect(
            fields[2] == Field(name: "sponsor", shape: .reference(kinds: ["institution"]), isOptional: true))
        #expect(
            fields[5] == Field(name: "regime", shape: .enumeration(["nmpa_2022", "none"]), isOptional: false))
    }

    @Test func `every event of the catalogue has readable fields`() {
        for event in Catalogue.kinds.flatMap({ Catalogue.events(of: $0) }) {
            #expect(fields(of: event).allSatisfy { !$0.name.isEmpty })
        }
    }
}
