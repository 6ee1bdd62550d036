import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct StudentViewTests {
    @Test func `a student is called as the person is`() throws {
        var log = TestLog.programme()
        log.record(Student.LevelChanged(level: .doctoral), "S-1")
        log.record(
            Student.TrainingCompleted(component: "surgery rotation", result: "good"), "S-1", on: "2020-06")
        log.record(Student.Completed(award: "PhD"), "S-1", on: "2022-06")
        let views = try TestViews(log)
        #expect(
            try views.list("student") == [
                #"{"id":"S-1","person":"P-0002","personName":"Li Na","level":"doctoral","home":"RENJI","#
                    + #""homeName":"Renji Hospital","programme":"IMR","#
                    + #""programmeName":"Institute of Medical Robotics","status":"completed","#
                    + #""enrolledOn":"2019-09","endedOn":"2022-06","award":"PhD","position":22}"#
            ])
        #expect(try views.column("studentName", of: "student-training") == ["Li Na"])
    }
}
