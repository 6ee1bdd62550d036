import Testing

@testable import SutureDomain

@Suite struct FieldSurveyTests {
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
}
