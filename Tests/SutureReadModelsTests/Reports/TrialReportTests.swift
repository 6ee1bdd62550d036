import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct TrialReportTests {
    @Test func `partial is no success, and what cannot be evaluated does not count`() throws {
        var log = TestLog.programme()
        for result: Trial.OutcomeLogged.Result in [
            .success, .success, .success, .partial, .failure, .notEvaluable,
        ] {
            log.log(result, of: "D-1")
        }
        let report = try TestViews(log).kept.reader.report("trial", ["trial": "T-1"])
        #expect(
            report.outcomes.text
                == #"{"success":3,"partial":1,"failure":1,"notEvaluable":1,"evaluable":5,"rate":"0.6000","#
                + #""lower":"0.2307","upper":"0.8824"}"#)
    }

    @Test func `without an evaluable outcome there is no rate`() throws {
        var log = TestLog.programme()
        log.log(.notEvaluable, of: "D-1")
        let report = try TestViews(log).kept.reader.report("trial", ["trial": "T-1"])
        #expect(
            report.outcomes.text
                == #"{"success":0,"partial":0,"failure":0,"notEvaluable":1,"evaluable":0}"#)
    }

    @Test func `the outcomes of a set are its own and those of its members`() throws {
        var log = TestLog.programme()
        log.log(.success, of: "D-SET")
        log.log(.success, of: "D-1")
        log.log(.failure, of: "D-2")
        log.log(.success, of: "D-7")
        let report = try TestViews(log).kept.reader.report("trial", ["trial": "T-1"])
        #expect(
            report.devices.map { "\($0.device) \($0.label) \($0.outcomes.success) \($0.outcomes.failure)" }
                == [
                    "D-1 Needle 3/8 1 0", "D-2 Silk 2-0 0 1", "D-7 D-7 1 0", "D-SET Suture kit 2 1",
                ])
        #expect(report.devices.map(\.members) == [[], [], [], ["D-1", "D-2"]] as [Told])
        #expect(report.outcomes.evaluable == 4)
    }

    @Test func `outcomes are told by site and by endpoint, and those without are not lost`() throws {
        var log = TestLog.programme()
        log.enrol("01", in: "T-1")
        log.log(.success, of: "D-1", subject: "01", site: "S1", endpoint: "E1")
        log.log(.failure, of: "D-1", site: "S1")
        log.log(.success, of: "D-1")
        let report = try TestViews(log).kept.reader.report("trial", ["trial": "T-1"])
        #expect(
            report.sites.text
                == #"[{"site":"S1","institution":"RENJI","label":"Renji Hospital","enrolled":1,"outcomes":"#
                + #"{"success":1,"partial":0,"failure":1,"notEvaluable":0,"evaluable":2,"rate":"0.5000","#
                + #""lower":"0.0945","upper":"0.9055"}},{"enrolled":0,"outcomes":{"success":1,"partial":0,"#
                + #""failure":0,"notEvaluable":0,"evaluable":1,"rate":"1.0000","lower":"0.2065","upper":"1.0000"}}]"#
        )
        #expect(report.endpoints.map { "\($0.endpoint.or("-")) \($0.outcomes.success)" } == ["E1 1", "- 1"])
        #expect(report.endpoints[0].title == "Closure")
    }

    @Test func `subjects, deviations and feedback are counted`() throws {
        var log = TestLog.programme()
        for subject: LocalID in ["01", "02", "03", "04"] { log.enrol(subject, in: "T-1") }
        log.record(Trial.SubjectCompleted(subject: "01"), "T-1")
        log.record(Trial.SubjectWithdrawn(subject: "02", cause: .death, ground: nil), "T-1")
        log.record(Trial.SubjectWithdrawn(subject: "03", cause: .adverseEvent, ground: nil), "T-1")
        for severity: Trial.DeviationRecorded.Severity in [.minor, .minor, .major] {
            log.record(
                Trial.DeviationRecorded(
                    subject: nil, site: nil, severity: severity, description: "x", action: "y"), "T-1")
        }
        for sentiment: Trial.FeedbackRecorded.Sentiment in [.acclaimed, .negative, .neutral, .acclaimed] {
            log.record(
                Trial.FeedbackRecorded(
                    device: "D-1", sentiment: sentiment, institution: nil, person: nil, text: "x"), "T-1")
        }
        let report = try TestViews(log).kept.reader.report("trial", ["trial": "T-1"])
        #expect(
            report.subjects.text
                == #"{"planned":40,"enrolled":4,"completed":1,"withdrawn":2,"withdrawals":"#
                + #"[{"cause":"adverse_event","count":1},{"cause":"death","count":1}]}"#)
        #expect(report.deviations.text == #"{"minor":2,"major":1}"#)
        #expect(report.feedback.text == #"{"acclaimed":2,"positive":0,"neutral":1,"negative":1}"#)
        #expect(report.label == "Deep wounds")
        #expect(report.status == "running")
    }

    @Test func `the subjects that are enrolled are those of the sites`() throws {
        var log = TestLog.programme()
        log.enrol("01", in: "T-1")
        // As of a day between the two, who withdrew is known and the later enrolment is not.
        log.record(Trial.SubjectWithdrawn(subject: "02", cause: .other, ground: nil), "T-1")
        let report = try TestViews(log).kept.reader.report("trial", ["trial": "T-1"])
        #expect(report.sites.map(\.enrolled) == [1] as [Told])
        #expect(report.subjects.enrolled == 1)
        #expect(report.subjects.withdrawn == 1)
    }

    @Test func `subjects are those of the sites on a day from which the site itself does not date yet`()
        throws
    {
        var log = TestLog.programme()
        log.enrol("01", in: "T-1")
        log.enrol("02", in: "T-1", site: "S9")
        let report = try TestViews(log).kept.reader.report("trial", ["trial": "T-1"])
        #expect(report.sites.map { "\($0.site) \($0.enrolled)" } == ["S1 1", "S9 1"])
        #expect(report.subjects.enrolled == 2)
    }

    @Test func `a trial that does not exist is not found`() throws {
        let views = try TestViews(.programme())
        #expect(throws: QueryError.notFound("trial/T-2")) {
            try views.reader.report("trial", ["trial": "T-2"])
        }
    }
}
