import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels
@testable import SutureReports

/// The way from clinical problem to clinical application.
@Suite struct TraceReportTests {
    /// The small programme with a problem that its project answers, outcomes, harm, and an achievement in
    /// use.
    private static func log() -> TestLog {
        var log = TestLog.programme()
        log.record(
            Problem.Raised(
                by: "P-0001", institution: "RENJI", department: nil, statement: "Needles bend", need: nil),
            "PB-1", on: "2019-03")
        log.record(Project.ProblemLinked(problem: "PB-1"), "PR-1", on: "2019-05")
        log.log(.success, of: "D-1")
        log.log(.success, of: "D-1")
        log.log(.failure, of: "D-2")
        report("AE-1", trial: "T-1", in: &log)
        report("AE-2", trial: nil, in: &log)
        log.record(
            Achievement.Recorded(
                type: .product, title: "A stiff needle", units: [], projects: ["PR-1"], devices: ["D-1"],
                persons: [], identifier: nil),
            "A-1", on: "2021-06")
        log.record(
            Achievement.AppliedClinically(hospital: "RENJI", effect: "Fewer needles", volume: 120), "A-1",
            on: "2021-09")
        return log
    }

    private static func report(_ id: String, trial: Trial.ID?, in log: inout TestLog) {
        log.record(
            AdverseEvent.Reported(
                trial: trial, site: nil, affected: .subject, subject: nil, device: "D-1", term: "Bleeding",
                description: "It bled", onset: "2021-05", awareAt: nil, severity: .mild, regime: nil,
                criteria: [], outcome: .recovered),
            id, on: "2021-05")
    }

    private func lines(_ record: String, in log: TestLog = TraceReportTests.log()) throws -> [String] {
        let report = try TestViews(log).kept.reader.report("trace", ["record": .string(record)])
        return report.nodes.map { node in
            let marks =
                (node.asked == true ? " ◀" : "") + (node.repeated == true ? " again" : "")
                + (node.omitted == nil ? "" : " and \(node.omitted) more")
            let count = node.count == nil ? "" : "\(node.count) × "
            return String(repeating: "  ", count: Int(node.depth.value.int64 ?? 0)) + count
                + node.record.or("\(node.kind) \(node.label)") + marks
        }
    }

    @Test func `a problem leads through project, device, set and trial to outcomes, harm and use`() throws {
        #expect(
            try lines("problem/PB-1") == [
                "problem/PB-1 ◀",
                "  project/PR-1",
                "    device/D-1",
                "      device/D-SET",
                "        trial/T-1",
                "          1 × outcome failure",
                "          2 × outcome success",
                "          adverse-event/AE-1",
                "      adverse-event/AE-2",
                "      achievement/A-1",
                "        120 × application Renji Hospital: Fewer needles",
                "    achievement/A-1 again",
            ])
    }

    @Test func `from within the way only what leads there is above it, and all is below it`() throws {
        #expect(
            try lines("trial/T-1") == [
                "problem/PB-1",
                "  project/PR-1",
                "    device/D-1",
                "      device/D-SET",
                "        trial/T-1 ◀",
                "          1 × outcome failure",
                "          2 × outcome success",
                "          adverse-event/AE-1",
                "device/D-2",
                "  device/D-SET again",
            ])
        #expect(
            try lines("adverse-event/AE-2") == [
                "problem/PB-1", "  project/PR-1", "    device/D-1", "      adverse-event/AE-2 ◀",
            ])
        #expect(
            try lines("achievement/A-1") == [
                "problem/PB-1", "  project/PR-1", "    device/D-1", "      achievement/A-1 ◀",
                "        120 × application Renji Hospital: Fewer needles", "    achievement/A-1 ◀ again",
            ])
    }

    @Test func `a node says what it is called, how far it is and since when`() throws {
        let nodes = try TestViews(Self.log()).kept.reader.report(
            "trace", ["record": "project/PR-1"]
        ).nodes
        let said = nodes.rows.prefix(3).map { [$0.label.or("-"), $0.status.or("-"), $0.happenedOn.or("-")] }
        #expect(
            said == [
                ["Needles bend", "raised", "2019-03"], ["Needles for deep wounds", "running", "2019-06"],
                ["Needle 3/8", "investigational", "-"],
            ])
    }

    @Test func `what solved a problem without a project's doing hangs on the problem`() throws {
        var log = Self.log()
        log.record(
            Achievement.Recorded(
                type: .method, title: "Another way", units: [], projects: [], devices: [], persons: [],
                identifier: nil),
            "A-2")
        log.record(Problem.Resolved(project: "PR-1", achievement: "A-2"), "PB-1")
        #expect(try lines("achievement/A-2", in: log) == ["problem/PB-1", "  achievement/A-2 ◀"])
        #expect(try lines("problem/PB-1", in: log).last == "  achievement/A-2")
    }

    @Test func `a record that is referred to and not there is shown by its id`() throws {
        var log = TestLog()
        log.register(device: "D-9", name: "Knife", type: .ultrasonicKnife, project: "PR-404")
        #expect(try lines("device/D-9", in: log) == ["project/PR-404", "  device/D-9 ◀"])
    }

    @Test func `sets that contain each other have an end`() throws {
        var log = TestLog()
        log.register(device: "D-A", name: "A", type: .other, members: ["D-B"])
        log.register(device: "D-B", name: "B", type: .other, members: ["D-A"])
        #expect(try lines("device/D-A", in: log).first == "device/D-A ◀")
    }

    @Test func `no more are shown below a record than a reader can take in`() throws {
        var log = TestLog.programme()
        for number in 1...(TraceWalk.childCountMax + 7) {
            Self.report("AE-\(number)", trial: "T-1", in: &log)
        }
        let report = try TestViews(log).kept.reader.report("trace", ["record": "trial/T-1"])
        #expect(report.truncated == true)
        #expect(report.nodes.rows.first { $0.record == "trial/T-1" }?.omitted == 7)
        #expect(report.nodes.rows.count { $0.kind == "adverse-event" } == TraceWalk.childCountMax)
    }

    @Test func `a record that is not there, or of another kind, is refused`() throws {
        let reader = try TestViews(Self.log()).kept.reader
        #expect(throws: QueryError.notFound(StreamName(recorded: "trial/T-404"))) {
            try reader.report("trace", ["record": "trial/T-404"])
        }
        #expect(throws: DecodingError.self) {
            try reader.report("trace", ["record": "person/P-0001"])
        }
    }
}
