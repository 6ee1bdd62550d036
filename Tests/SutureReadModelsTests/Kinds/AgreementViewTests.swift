import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct AgreementViewTests {
    private var drafted: TestLog {
        var log = TestLog.programme()
        log.record(
            Agreement.Drafted(
                title: "Framework agreement", type: .jointConstruction, object: "An institute",
                parties: ["USST", "RENJI", "USST"]),
            "AG-1", on: "..2019-09-26")
        return log
    }

    @Test func `a party named twice has one row, which shows who signed for it`() throws {
        var log = drafted
        log.record(
            Activity.Planned(types: [.signing], title: "Start-up meeting", organisers: []), "AC-1")
        log.record(
            Agreement.Signed(
                party: "RENJI", signatory: "P-0001", capacity: ["Deputy Secretary", "Vice President"],
                activity: "AC-1"),
            "AG-1", on: "2019-09-26")
        let views = try TestViews(log)
        #expect(
            try views.list("agreement-party") == [
                #"{"agreement":"AG-1","agreementName":"Framework agreement","party":"RENJI","#
                    + #""partyName":"Renji Hospital","signatory":"P-0001","signatoryName":"Wu Tao","#
                    + #""capacity":["Deputy Secretary","Vice President"],"activity":"AC-1","#
                    + #""activityName":"Start-up meeting","signedOn":"2019-09-26","position":22}"#,
                #"{"agreement":"AG-1","agreementName":"Framework agreement","party":"USST","#
                    + #""partyName":"University of Shanghai for Science and Technology","position":20}"#,
            ])
        #expect(try views.column("partyCount", of: "agreement") == ["2"])
        #expect(try views.column("signatureCount", of: "agreement") == ["1"])
    }

    @Test func `an agreement shows its amendments and its end`() throws {
        var log = drafted
        log.record(Agreement.Amended(text: "A school, too."), "AG-1", on: "2020")
        log.record(Agreement.Amended(text: "No school."), "AG-1", on: "2021")
        log.record(Agreement.Terminated(by: "USST"), "AG-1", on: "2022")
        let views = try TestViews(log)
        #expect(
            try views.list("agreement") == [
                #"{"id":"AG-1","title":"Framework agreement","type":"joint_construction","#
                    + #""object":"An institute","draftedOn":"..2019-09-26","terminatedOn":"2022","#
                    + #""terminatedBy":"USST","terminatedByName":"University of Shanghai for Science and Technology","#
                    + #""status":"terminated","partyCount":2,"signatureCount":0,"position":23}"#
            ])
        #expect(try views.column("text", of: "agreement-amendment") == ["A school, too.", "No school."])
        #expect(try views.column("amendedOn", of: "agreement-amendment") == ["2020", "2021"])
    }

    @Test func `an agreement is found by its title, and names what rests on it`() throws {
        var log = drafted
        log.record(
            Unit.Initiated(name: "Centre", type: .innovationCentre, initiators: [], basis: "AG-1"), "C")
        let views = try TestViews(log)
        let found = try views.reader.search(SearchQuery(text: "framework")).lines
        #expect(
            found == [
                #"{"record":"agreement/AG-1","kind":"agreement","label":"Framework agreement","#
                    + #""type":"title","term":"Framework agreement"}"#
            ])
        #expect(
            try views.column("basisName", of: "unit", where: #"{"id":"C"}"#) == ["Framework agreement"])
    }

    @Test func `an agreement counts as signed when its last party signs`() throws {
        var log = drafted
        #expect(try standing(log) == "0, drafted")
        log.record(Agreement.Signed(party: "USST", signatory: "P-0001", capacity: []), "AG-1")
        #expect(try standing(log) == "0, drafted")
        log.record(Agreement.Signed(party: "RENJI", signatory: "P-0002", capacity: []), "AG-1")
        #expect(try standing(log) == "1, in_force")
        log.record(Agreement.Terminated(), "AG-1")
        #expect(try standing(log) == "1, terminated")
        // Of this one only a signature is known, so that nobody can say whether all have signed.
        log.record(Agreement.Signed(party: "USST", signatory: "P-0001", capacity: []), "AG-2")
        #expect(try standing(log) == "1, terminated")
    }

    /// How many agreements were signed, and how they stand.
    private func standing(_ log: TestLog) throws -> String {
        let views = try TestViews(log)
        let status = try views.column("status", of: "agreement")
        return "\(try views.kept.value("agreements.signed")), \(status.joined(separator: " "))"
    }
}
