import Testing

@testable import SutureDomain

@Suite struct ShapeTests {
    @Test func `the fields of an event are read off its type in declared order`() {
        #expect(
            fields(of: Device.VersionReleased.self) == [
                Field(name: "version", shape: .text, isOptional: false),
                Field(name: "changes", shape: .prose, isOptional: false),
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

    @Test func `each shape is read off the type of its field`() {
        #expect(shapes(of: Unit.UnnamedMembersRecorded.self) == [.integer, .prose])
        #expect(
            shapes(of: Unit.MemberJoined.self) == [
                .reference(kinds: ["institution"]), .enumeration(["lead", "founder", "member"]), .boolean,
            ])
        #expect(
            shapes(of: Unit.ObjectiveSet.self) == [
                .localID, .enumeration(["objective", "content"]), .prose, .decimal, .text, .date,
            ])
        #expect(shapes(of: Unit.ContributionRecorded.self).last == .money)
        #expect(shapes(of: Unit.SupportRecorded.self).first == .reference(kinds: ["institution", "unit"]))
        #expect(shapes(of: Unit.GoalDeclared.self) == [.prose, .list(.text)])
        #expect(shapes(of: Person.Registered.self) == [.sealed, .sealed])
        #expect(shapes(of: Assessment.OpinionRecorded.self).last == .list(.prose))
        #expect(shapes(of: Fund.Drafted.self)[2] == .currency)
        #expect(shapes(of: Unit.Closed.self) == [])
    }

    @Test func `a list of groups has the fields of the group`() throws {
        let contributors = try #require(fields(of: Project.SolutionPlanDrafted.self).last)
        guard case .list(.group(let members)) = contributors.shape else {
            Issue.record("\(contributors)")
            return
        }
        #expect(members.map(\.name) == ["person", "role"])
        #expect(members.map(\.isOptional) == [false, false])
    }

    @Test func `values of enumerations are spelt with underscores`() {
        for field in Catalogue.kinds.flatMap({ Catalogue.events(of: $0) }).flatMap({ fields(of: $0) }) {
            guard case .enumeration(let values) = field.shape else { continue }
            #expect(values.count > 1, "\(field)")
            #expect(
                values.allSatisfy { value in
                    value.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }
                }, "\(field)")
        }
    }

    private func shapes(of event: any Event.Type) -> [FieldShape] { fields(of: event).map(\.shape) }
}
