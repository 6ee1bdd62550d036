import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct AgreementTests {
    let world = World(
        "institution/USST", "institution/SHSMU", "institution/RENJI", "person/P-1", "person/P-2",
        "activity/MEETING")
    let drafted = Agreement.Drafted(
        title: "Cooperation Framework Agreement", type: .framework, object: "joint construction",
        parties: ["USST", "SHSMU"])
    let ours = Agreement.Signed(party: "USST", signatory: "P-1", capacity: ["Vice President"])
    let theirs = Agreement.Signed(
        party: "SHSMU", signatory: "P-2", capacity: ["Deputy Secretary", "Vice President"],
        activity: "MEETING")
    let terminated = Agreement.Terminated()

    @Test func `every event of an agreement is recorded`() {
        var story = Story(of: Agreement.self, in: world)
        story.record(drafted, occurredOn: "..2019-09-26")
        story.record(ours, occurredOn: "2019-09-26")
        story.record(theirs, occurredOn: "2019-09-26")
        story.record(Agreement.Amended(text: "A graduate school, too."))
        story.record(Agreement.Terminated(by: "USST"))
        story.record(NoteAdded<Agreement>(text: "Kept in the archive."))
        story.record(
            AttachmentLinked<Agreement>(
                name: "agreement.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    @Test func `an agreement is in force once every party has signed`() {
        let table = lifeCycleTable(
            [
                [drafted], [drafted, theirs], [drafted, theirs, ours], [drafted, terminated],
                [drafted, theirs, ours, terminated],
            ],
            commands: [ours, Agreement.Amended(text: "More."), terminated], in: world)
        #expect(
            table == [
                "drafted sign ▶ drafted", "drafted amend ▶ drafted", "drafted terminate ▶ terminated",
                "drafted sign ▶ in_force", "drafted amend ▶ drafted", "drafted terminate ▶ terminated",
                "in_force sign ✗ already-signed", "in_force amend ▶ in_force",
                "in_force terminate ▶ terminated",
                "terminated amend ▶ terminated",
                "terminated sign ✗ already-signed", "terminated amend ▶ terminated",
            ])
    }

    // MARK: Parties

    @Test func `two parties are enough, one of them named twice`() {
        var repeated = drafted
        repeated.parties = ["USST", "SHSMU", "USST"]
        given(in: world).when(repeated).isRecorded()
        given(repeated, theirs, in: world).when(ours).isRecorded()
        given(repeated, theirs, ours, in: world).when(ours).isRefused(.alreadySigned, field: "party")
    }

    @Test func `a party that does not exist is not found`() {
        var unknown = drafted
        unknown.parties = ["USST", "NOWHERE"]
        given(in: world).when(unknown).isRefused(.notFound, field: "parties")
    }

    @Test func `one party, however often it is named, cannot agree with itself`() {
        var alone = drafted
        alone.parties = ["USST", "USST"]
        given(in: world).when(alone)
            .isRefused(
                .tooFewParties, field: "parties",
                saying: "An agreement has two parties at least; the only one named here is USST.")
        alone.parties = []
        given(in: world).when(alone)
            .isRefused(
                .tooFewParties, field: "parties",
                saying: "An agreement has two parties at least; none is named here.")
    }

    // MARK: Signatures

    @Test func `nobody signs for a stranger`() {
        given(drafted, in: world)
            .when(Agreement.Signed(party: "RENJI", signatory: "P-1", capacity: []))
            .isRefused(
                .notAParty, field: "party",
                saying: "RENJI is not a party to this agreement; there are SHSMU, USST.")
    }

    @Test func `a party signs once`() {
        given(drafted, in: world).and(ours, on: "2019-09-26")
            .when(Agreement.Signed(party: "USST", signatory: "P-2", capacity: []))
            .isRefused(
                .alreadySigned, field: "party",
                saying: "USST has signed this agreement already (2019-09-26).")
    }

    @Test func `what was terminated is not signed any more`() {
        given(drafted, terminated, in: world).when(ours)
            .isRefused(
                .illegalTransition, saying: "The agreement is terminated; this needs one that is drafted.")
    }

    // MARK: The end

    @Test func `a stranger does not end an agreement`() {
        given(drafted, in: world).when(Agreement.Terminated(by: "RENJI"))
            .isRefused(.notAParty, field: "by")
    }

    @Test func `an agreement does not end before it was signed`() {
        let signed = given(drafted, in: world).and(ours, on: "2019-09-26").and(theirs, on: "2020")
        signed.when(terminated, occurredOn: "2019-12")
            .isRefused(
                .intervalReversed, field: "context.occurredOn",
                saying: "agreement/X cannot end (2019-12) before agreement.signed (2020).")
        signed.when(terminated, occurredOn: "2020-03").isRecorded()
    }

    @Test func `an amendment may be typed in late`() {
        let ended = given(drafted, in: world).and(terminated, on: "2021")
        ended.when(Agreement.Amended(text: "More."), occurredOn: "2021-06").isRecorded()
        ended.when(Agreement.Amended(text: "More."), occurredOn: "2022")
            .isRefused(
                .recordClosed, field: "context.occurredOn",
                saying: "agreement/X had ended (2021) before 2022.")
    }

    @Test func `nothing is signed before it was drafted`() {
        given(drafted, on: "2019-09", in: world).when(ours, occurredOn: "2019-08")
            .isRefused(.beforeExistence, field: "context.occurredOn")
        given(drafted, on: "..2019-09-26", in: world).when(ours, occurredOn: "2019-08").isRecorded()
    }

    // MARK: Those who rest on it

    @Test func `a unit rests on an agreement that exists`() {
        let initiated = Unit.Initiated(
            name: "Institute", type: .researchInstitute, initiators: ["USST"], basis: "FRAMEWORK")
        given(in: world).when(initiated).isRefused(.notFound, field: "basis")
        given(in: world.with("FRAMEWORK", drafted)).when(initiated).isRecorded()
    }
}
