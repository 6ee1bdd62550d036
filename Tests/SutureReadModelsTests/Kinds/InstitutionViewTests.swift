import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct InstitutionViewTests {
    @Test func `a renamed institution shows its new name`() throws {
        var log = TestLog()
        log.record(
            Institution.Registered(name: "Shanghai No. 3", type: .hospital, country: "CN", city: "Shanghai"),
            "H")
        log.record(Institution.Renamed(name: "Third Hospital"), "H")
        #expect(
            try TestViews(log).list("institution") == [
                #"{"id":"H","name":"Third Hospital","type":"hospital","country":"CN","city":"Shanghai","position":2}"#
            ])
    }

    @Test func `aliases and identifiers stand in views of their own`() throws {
        var log = TestLog()
        log.register(institution: "USST", name: "University of Shanghai for Science and Technology")
        log.record(Institution.AliasAdded(alias: "USST", type: .acronym), "USST")
        log.record(Institution.Identified(scheme: .ror, value: "https://ror.org/00ay9v204"), "USST")
        let views = try TestViews(log)
        let name = #""institutionName":"University of Shanghai for Science and Technology""#
        #expect(
            try views.list("institution-alias") == [
                #"{"institution":"USST",\#(name),"entry":2,"alias":"USST","type":"acronym","position":2}"#
            ])
        #expect(
            try views.list("institution-identifier") == [
                #"{"institution":"USST",\#(name),"entry":3,"scheme":"ror","value":"https://ror.org/00ay9v204","position":3}"#
            ])
    }

    @Test func `an affiliation that ended keeps its row`() throws {
        var log = TestLog()
        log.record(Institution.Affiliated(to: "USST", relation: .memberOf), "RENJI", on: "2010")
        log.record(Institution.AffiliationEnded(to: "USST", relation: .memberOf), "RENJI", on: "2012-05")
        log.record(Institution.Affiliated(to: "USST", relation: .memberOf), "RENJI", on: "2015")
        let views = try TestViews(log)
        #expect(try views.column("affiliatedOn", of: "institution-affiliation") == ["2010", "2015"])
        #expect(try views.column("endedOn", of: "institution-affiliation") == ["2012-05", "-"])
        #expect(try views.column("position", of: "institution-affiliation") == ["2", "3"])
    }
}
