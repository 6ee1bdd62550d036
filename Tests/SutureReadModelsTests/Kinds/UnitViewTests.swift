import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct UnitViewTests {
    @Test func `members are counted by name and by number`() throws {
        var log = TestLog.programme()
        for institution: Institution.ID in ["A", "B", "C", "D"] {
            log.record(
                Unit.MemberJoined(institution: institution, role: .founder, formerlyUnnamed: nil), "IMR")
        }
        log.record(Unit.UnnamedMembersRecorded(count: 7, description: "hospitals in Shanghai"), "IMR")
        log.record(Unit.MemberJoined(institution: "E", role: .member, formerlyUnnamed: true), "IMR")
        log.record(Unit.MemberLeft(institution: "A"), "IMR")
        let views = try TestViews(log)
        #expect(try views.column("namedMembers", of: "unit") == ["4"])
        #expect(try views.column("unnamedMembers", of: "unit") == ["6"])
        #expect(
            try views.column("institution", of: "unit-member", where: #"{"leftOn":null}"#) == [
                "B", "C", "D", "E",
            ])
    }

    @Test func `a member that joined again is one member on a day from which its leaving does not date yet`()
        throws
    {
        var log = TestLog()
        log.record(
            Unit.Initiated(
                name: "Institute of Medical Robotics", type: .researchInstitute, purpose: nil, initiators: [],
                basis: nil), "IMR")
        let joined = Unit.MemberJoined(institution: "USST", role: .member, formerlyUnnamed: nil)
        log.record(joined, "IMR", on: "2019-03-11")
        log.record(joined, "IMR", on: "unknown")
        #expect(try TestViews(log).column("namedMembers", of: "unit") == ["1"])
    }

    @Test func `a member named before its number counts does not make the number negative`() throws {
        var log = TestLog.programme()
        log.record(Unit.MemberJoined(institution: "E", role: .member, formerlyUnnamed: true), "IMR")
        #expect(try TestViews(log).column("unnamedMembers", of: "unit") == ["0"])
    }

    @Test func `a unit that was refused and applied for again shows both steps`() throws {
        var log = TestLog.programme()
        let application = Unit.EstablishmentApplied(
            authority: nil, applicants: ["USST"], unnamedApplicants: 3)
        log.record(application, "IMR", on: "2018")
        log.record(Unit.EstablishmentRefused(authority: "GOV"), "IMR", on: "2018-06")
        log.record(application, "IMR", on: "2019")
        log.record(Unit.EstablishmentApproved(authority: nil, designation: "key unit"), "IMR", on: "unknown")
        log.record(Unit.Inaugurated(by: ["P-0001"], activity: nil), "IMR", on: "2019-11-08")
        let views = try TestViews(log)
        #expect(
            try views.column("step", of: "unit-establishment") == [
                "applied", "refused", "applied", "approved",
            ])
        #expect(try views.column("applicants", of: "unit-establishment").first == #"["USST"]"#)
        #expect(try views.column("establishment", of: "unit") == ["approved"])
        #expect(try views.column("approvedOn", of: "unit") == ["unknown"])
        #expect(try views.column("inauguratedOn", of: "unit") == ["2019-11-08"])
        #expect(try views.column("by", of: "unit-inauguration") == [#"["P-0001"]"#])
    }

    @Test func `an objective shows its latest progress, and every report is kept`() throws {
        var log = TestLog()
        log.record(
            Unit.ObjectiveSet(
                objective: "O1", type: .objective, statement: "Train doctors", target: Decimal("30"),
                unit: "doctors", due: "2022"),
            "IMR")
        log.record(Unit.ObjectiveProgressed(objective: "O1", value: Decimal("12"), text: "first year"), "IMR")
        log.record(Unit.ObjectiveProgressed(objective: "O1", value: nil, text: "on the way"), "IMR")
        log.record(Unit.ObjectiveCompleted(objective: "O1"), "IMR", on: "2022-12")
        let views = try TestViews(log)
        #expect(
            try views.list("unit-objective") == [
                #"{"unit":"IMR","unitName":"IMR","objective":"O1","type":"objective","statement":"Train doctors","#
                    + #""target":"30","unitOfMeasure":"doctors","due":"2022","progress":"12","completedOn":"2022-12","#
                    + #""position":4}"#
            ])
        #expect(try views.column("text", of: "unit-objective-progress") == ["first year", "on the way"])
    }

    @Test func `what is said of a unit is listed`() throws {
        var log = TestLog()
        log.record(
            Unit.SupportRecorded(supporter: EitherID("GOV" as Institution.ID), type: .funding, text: "grant"),
            "U")
        log.record(Unit.GoalDeclared(text: "Lead", policyContext: ["Healthy China 2030"]), "U")
        log.record(Unit.OrganisationChanged(form: "board", mechanism: "joint"), "U")
        log.record(Unit.StatusReported(text: "running well"), "U")
        log.record(
            Unit.ContributionRecorded(
                type: .publicService, mode: nil, text: "masks", recipient: "RENJI",
                amount: Money(minorUnits: 12_50, currency: "CNY")),
            "U")
        let views = try TestViews(log)
        #expect(try views.column("supporter", of: "unit-support") == ["institution/GOV"])
        #expect(try views.column("policyContext", of: "unit-goal") == [#"["Healthy China 2030"]"#])
        #expect(try views.column("form", of: "unit-organisation") == ["board"])
        #expect(try views.column("text", of: "unit-status") == ["running well"])
        #expect(try views.column("amountMinorUnits", of: "unit-contribution") == ["1250"])
    }
}
