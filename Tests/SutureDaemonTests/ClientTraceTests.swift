import SutureJSON
import SutureTestSupport
import Testing

/// The trace as people and scripts see it.
@Suite(.timeLimit(.minutes(20))) struct ClientTraceTests {
    @Test func `a trace is a tree, a table of comma-separated values, or what came`() async throws {
        try await RunningDaemon.run { daemon in
            try await RecordedProgramme.record(with: try await daemon.client())
            let tree = try await daemon.suture("report", "trace", "trial/T-1")
            let lines = tree.outputLines.dropFirst(2)
            #expect(
                lines.prefix(3) == [
                    "problem/PB-1  Needles bend in deep wounds  (resolved, 2019-10)",
                    "  project/PR-1  Needles for deep wounds  (running, 2019-12)",
                    "    device/D-1  Needle 3/8  (investigational)",
                ], "\(tree.output)\(tree.errors)")
            #expect(lines.contains("        trial/T-1  Deep wounds  (running, 2021-03-01)  ◀"))
            #expect(lines.contains("          1 × outcome success"))
            let csv = try await daemon.suture("report", "trace", "achievement/A-1", "--csv")
            #expect(
                csv.outputLines.last
                    == "2,achievement,achievement/A-1,A needle that does not bend,recorded,2021-06,,true,true,"
            )
            let json = try await daemon.suture(
                "report", "trace", "problem/PB-1", "--as-of", "2019-10-31", "--json")
            #expect(try JSONValue(parsing: json.output)["nodes"]?.array?.count == 1)
            let wrong = try await daemon.suture("report", "trace", "person/P-1")
            #expect(wrong.exit == .status(2))
            let changed = try await daemon.suture(
                "diff", "report", "trace", "problem/PB-1", "--from", "2021-08-31", "--to", "2021-09-30")
            #expect(changed.outputLines.contains { $0.contains("+ application") }, "\(changed.output)")
        }
    }
}
