import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct InstitutionTests {
    let usst = Institution.Registered(
        name: "University of Shanghai for Science and Technology", type: .university)
    let alias = Institution.AliasAdded(alias: "USST", type: .acronym)

    @Test func `every event of an institution is recorded`() {
        var story = Story(of: Institution.self, in: World("institution/SHANGHAI"))
        story.record(usst)
        story.record(alias)
        story.record(Institution.Renamed(name: "USST University"))
        story.record(Institution.Affiliated(to: "SHANGHAI", relation: .parent))
        story.record(Institution.AffiliationEnded(to: "SHANGHAI", relation: .parent))
        story.record(Institution.Identified(scheme: .ror, value: "00ay9v204"))
        story.record(NoteAdded<Institution>(text: "Founded in 1906."))
        story.record(
            AttachmentLinked<Institution>(
                name: "charter.pdf", mediaType: "application/pdf", size: 1906,
                sha256: String(repeating: "0f", count: 32)))
        #expect(story.untold == [])
    }

    // MARK: Names

    @Test(arguments: ["USST", "University of Shanghai for Science and Technology"])
    func `an alias that names another institution is refused`(taken: String) {
        let world = World().with("USST", usst, alias)
        given(Institution.Registered(name: "Another", type: .school), in: world)
            .when(Institution.AliasAdded(alias: taken, type: .short))
            .isRefused(
                .aliasTaken, field: "alias",
                saying: "\(taken) names institution/USST already; a second one of that name needs a reason.")
    }

    @Test func `an alias that names another institution is recorded with a reason`() {
        let world = World().with("USST", usst, alias)
        given(Institution.Registered(name: "Another", type: .school), in: world)
            .when(alias, reason: "Both are known as USST.").isRecorded()
    }

    @Test func `a unit of the same name does not take an alias`() {
        let world = World().with("U", Unit.Initiated(name: "USST", type: .team, initiators: []))
        given(usst, in: world).when(alias).isRecorded()
    }

    @Test func `a name that was given up is free again`() {
        let world = World().with("A", Institution.Registered(name: "USST", type: .other))
        given(usst, in: world).when(alias).isRefused(.aliasTaken, field: "alias")
        given(usst, in: world.with("A", Institution.Renamed(name: "Renamed"))).when(alias).isRecorded()
    }

    @Test func `an alias that the institution has already is refused`() {
        given(usst, alias).when(alias).isRefused(.alreadyExists, field: "alias")
    }

    // MARK: Affiliations

    @Test func `an institution is not affiliated to itself`() {
        given(usst).when(Institution.Affiliated(to: "X", relation: .parent))
            .isRefused(.cycle, field: "to", saying: "An institution cannot be affiliated to itself.")
    }

    @Test func `a loop of affiliations is refused however long it is`() {
        let world = World("institution/C")
            .with("A", Institution.Affiliated(to: "B", relation: .affiliatedHospital))
            .with("B", Institution.Affiliated(to: "C", relation: .memberOf))
        given(usst, in: world.with("B", Institution.Affiliated(to: "X", relation: .schoolOf)))
            .when(Institution.Affiliated(to: "A", relation: .parent)).isRefused(.cycle, field: "to")
        given(usst, in: world).when(Institution.Affiliated(to: "A", relation: .parent)).isRecorded()
    }

    @Test func `an affiliation that has ended closes no loop`() {
        let world = World()
            .with("A", Institution.Affiliated(to: "X", relation: .parent))
            .with("A", Institution.AffiliationEnded(to: "X", relation: .parent))
        given(usst, in: world).when(Institution.Affiliated(to: "A", relation: .parent)).isRecorded()
    }

    @Test func `two relations to one institution stand side by side, and none twice`() {
        let parent = Institution.Affiliated(to: "A", relation: .parent)
        let history = given(usst, parent, in: World("institution/A"))
        history.when(Institution.Affiliated(to: "A", relation: .memberOf)).isRecorded()
        history.when(parent).isRefused(.alreadyExists, field: "to")
    }

    @Test func `only an affiliation that exists ends, and not before it began`() {
        let end = Institution.AffiliationEnded(to: "A", relation: .parent)
        let history = given(usst, in: World("institution/A"))
        history.when(end).isRefused(.notFound, field: "to")
        let affiliated = history.and(Institution.Affiliated(to: "A", relation: .parent), on: "2020")
        affiliated.when(end, occurredOn: "2020").isRecorded()
        affiliated.when(end, occurredOn: "2019").isRefused(.intervalReversed, field: "context.occurredOn")
    }

    // MARK: Identifiers

    @Test(arguments: [
        (Institution.Identified.Scheme.ror, "00ay9v204"), (.ror, "https://ror.org/0220qvk04"),
        (.uscc, "91350100M000100Y43"), (.isni, "0000 0001 2342 3717"), (.grid, "grid.267139.8"),
    ])
    func `an identifier whose check digits fit is recorded`(
        scheme: Institution.Identified.Scheme, value: String
    ) {
        given(usst).when(Institution.Identified(scheme: scheme, value: value)).isRecorded()
    }

    @Test(arguments: [
        (Institution.Identified.Scheme.ror, "00ay9v205"), (.uscc, "91350100M000100Y44"),
        (.isni, "0000 0001 2342 3718"),
    ])
    func `an identifier whose check digits do not fit is refused`(
        scheme: Institution.Identified.Scheme, value: String
    ) {
        given(usst).when(Institution.Identified(scheme: scheme, value: value))
            .isRefused(.badIdentifier, field: "value")
    }
}
