import Testing

@testable import SutureDomain

/// What each event does to what was before it: said by each type for itself, and asked here of all.
@Suite struct EffectTests {
    private static func names(_ effect: Effect) -> [String] {
        Catalogue.kinds.flatMap { $0.vocabulary }.filter { $0.effect == effect }.map { $0.type.text }
    }

    @Test func `what moves a life cycle is known`() {
        let expected = [
            "agreement.terminated", "unit.establishment-applied", "unit.establishment-approved",
            "unit.establishment-refused", "unit.closed", "problem.accepted", "problem.declined",
            "problem.resolved", "project.started", "project.suspended", "project.resumed",
            "project.completed", "project.terminated", "screening.closed", "activity.held",
            "activity.cancelled", "achievement.retracted", "student.suspended", "student.resumed",
            "student.withdrawn", "student.completed", "instructor.term-renewed", "instructor.ended",
            "fund.approved", "fund.closed", "device.stage-changed", "trial.started", "trial.suspended",
            "trial.resumed", "trial.completed", "trial.terminated", "adverse-event.closed",
            "adverse-event.reopened", "deficiency.closed", "assessment.results-released",
        ]
        #expect(EffectTests.names(.moves) == expected)
    }

    @Test func `what ends or changes something is known`() {
        let expected = [
            "institution.renamed", "institution.affiliation-ended", "person.position-ended",
            "person.commitment-ended", "person.erased", "agreement.signed", "unit.renamed",
            "unit.inaugurated", "unit.member-left", "unit.objective-completed", "unit.organisation-changed",
            "project.renamed", "project.member-left", "project.milestone-reached",
            "project.solution-plan-adopted", "project.screened", "screening.decided",
            "student.level-changed", "student.instructor-released", "fund.checkpoint-held",
            "fund.condition-met", "fund.allocation-released", "trial.site-activated", "trial.site-closed",
            "trial.subject-completed", "trial.subject-withdrawn", "trial.results-published",
            "adverse-event.revised", "assessment.criteria-changed", "assessment.result-determined",
            "source.claim-withdrawn",
        ]
        #expect(Set(EffectTests.names(.changes)) == Set(expected))
        #expect(EffectTests.names(.changes).count == expected.count)
    }

    @Test func `a creation adds its record`() {
        for kind in Catalogue.kinds { #expect(kind.vocabulary.first?.effect == .adds, "\(kind.kind)") }
    }

    @Test func `events that every kind has add facts, but for the locks`() {
        for kind in Catalogue.kinds where kind.isKeptByPeople {
            let changing = Catalogue.commonEvents(of: kind).filter { $0.effect != .adds }.map { $0.type.text }
            #expect(changing == ["\(kind.kind).locked", "\(kind.kind).unlocked"])
        }
    }

    @Test func `what begins something and what ends it are about the same part`() {
        let site: LocalID = "S"
        let added = Trial.SiteAdded(site: site, institution: "I", investigator: "P")
        #expect(added.part == Trial.SiteActivated(site: site).part)
        #expect(added.part == Trial.SiteClosed(site: site).part)
        #expect(added.part != Trial.SiteClosed(site: "T").part)
        #expect(added.part != Trial.SubjectCompleted(subject: site).part)
        #expect(Trial.Started().part == Trial.Completed().part)
        #expect(NoteAdded<Trial>(text: "n").part == nil)
    }
}
