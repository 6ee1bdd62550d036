import Foundation
import SutureLog
import SutureTestSupport
import Testing

/// Files whose values are not those that were written: no program is ended by them, and each says what is
/// wrong.
@Suite(.timeLimit(.minutes(20))) struct DamagedFileTests {
    private static let damageCount = 40

    /// What can be asked of a log, each with whether it looks at the whole of it.
    private static func questions(of path: String, views: String) -> [[String]] {
        [
            ["verify", path, "--deep"], ["doctor", path], ["stats", path], ["export", path],
            ["show", "trial/T-001", "--log", path], ["compare", path], ["rebuild", path, "--into", views],
        ]
    }

    @Test func `a damaged log is told, by every program that reads it`() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for number in 0..<DamagedFileTests.damageCount {
            let programme = try SmallProgramme()
            let log = DamagedDatabase(programme.directory.log)
            // The number of the only row of its table means nothing.
            let cells = try log.cells().filter { $0.column != "row" }
            let cell = try #require(cells.randomElement(using: &random))
            let value = try #require(DamagedDatabase.values.randomElement(using: &random))
            guard try log.write(value, to: cell) else { continue }
            let what = "seed \(seed), damage \(number): \(cell) is \(value)"
            for question in DamagedFileTests.questions(of: programme.path, views: programme.file("new.db")) {
                let run = try await Replay.run(question)
                guard case .status(let status) = run.exit else {
                    Issue.record("\(what): \(question[0]) ended by \(run.exit): \(run.errors.prefix(2_000))")
                    continue
                }
                if status == 5 { #expect(run.errors.hasPrefix("suture-replay: "), "\(what): \(question[0])") }
                if question[0] == "verify" {
                    #expect(status != 0, "\(what): \(run.output)")
                    if cell.table == "event" { #expect(run.output.contains("position"), "\(what)") }
                }
            }
        }
    }

    @Test func `damaged read models are told, by every program that reads them`() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for number in 0..<DamagedFileTests.damageCount {
            let programme = try SmallProgramme()
            let views = DamagedDatabase(programme.directory.views)
            let cell = try #require(try views.cells().randomElement(using: &random))
            let value = try #require(DamagedDatabase.values.randomElement(using: &random))
            guard try views.write(value, to: cell) else { continue }
            let run = try await Replay.run("compare", programme.path)
            let what = "seed \(seed), damage \(number): \(cell) is \(value): \(run.output)\(run.errors)"
            #expect(run.exit == .status(1) || run.exit == .status(5), "\(what)")
            #expect(run.output.hasPrefix("different") || run.errors.hasPrefix("suture-replay: "), "\(what)")
        }
    }
}
