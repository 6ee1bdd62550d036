import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Values in the daemon's files that are not those that it wrote: it serves what it can, or says what is
/// wrong and ends. None of them ends it while it decides, and none of its answers is no JSON, which the
/// client would not take.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DamagedValueTests {
    private static let damageCount = 25

    @Test(arguments: ["log.db", "keys.db", "views.db"])
    func `a damaged value ends nothing`(file: String) async throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.recordProgramme()
            #expect(await daemon.terminate() == .status(0))
            let kept = "\(daemon.directory)/kept"
            try FileManager.default.copyItem(atPath: daemon.stateDirectory, toPath: kept)
            let cells = try DamagedDatabase("\(kept)/\(file)").cells()
            for number in 0..<DamagedValueTests.damageCount {
                try FileManager.default.removeItem(atPath: daemon.stateDirectory)
                try FileManager.default.copyItem(atPath: kept, toPath: daemon.stateDirectory)
                let cell = try #require(cells.randomElement(using: &random))
                let value = try #require(DamagedDatabase.values.randomElement(using: &random))
                guard try DamagedDatabase(daemon.stateFile(file)).write(value, to: cell) else { continue }
                let what = "seed \(seed), damage \(number): \(cell) is \(value)"
                do {
                    try await daemon.start()
                } catch let failure as RunningDaemon.DidNotStart {
                    #expect(failure.exit == .status(1), "\(what): \(failure)")
                    #expect(failure.standardError.contains("sutured: "), "\(what): \(failure)")
                    continue
                }
                await DamagedValueTests.askEverything(of: daemon, what)
                #expect(daemon.process.ended == nil, "\(what): \(daemon.process.standardError.suffix(2_000))")
                #expect(
                    await daemon.terminate() == .status(0),
                    "\(what): \(daemon.process.standardError.suffix(2_000))")
            }
        }
    }

    private static func askEverything(of daemon: RunningDaemon, _ what: String) async {
        let questions: [(String, JSONValue)] = [
            ("Records.Get", ["record": "trial/T-1"]), ("Records.Get", ["record": "person/P-0001"]),
            ("Records.List", ["view": "person"]), ("Records.List", ["view": "trial-outcome"]),
            ("Records.List", ["view": "trial", "asOf": "2022-06-01"]),
            ("Records.Search", ["text": "e", "kinds": []]),
            ("Records.History", ["record": "trial/T-1"]), ("Records.History", ["record": "person/P-0001"]),
            ("Records.History", ["record": "trial/T-1", "asOf": "2022-04-01"]),
            ("Reports.Programme", ["explain": true]), ("Reports.Trial", ["trial": "T-1"]),
            ("Reports.Audit", ["list": "all"]), ("Reports.Audit", ["asOf": "2022-04-01"]),
            ("Reports.Trace", ["record": "trial/T-1"]), ("Log.Read", ["start": 1]), ("Service.Status", [:]),
            ("Person.Alias", ["id": "P-0001", "name": "Wu T.", "type": "abbreviation"]),
            ("Trial.LogOutcome", ["id": "T-1", "device": "D-0", "result": "success"]),
            ("Person.Register", ["name": "Chen Jie"]),
            ("Log.Void", ["position": 15, "context": ["reason": "twice"]]),
            ("Person.Erase", ["id": "P-0002", "legalGround": "asked"]),
        ]
        for (method, parameters) in questions {
            do {
                let client = try await daemon.client()
                do {
                    _ = try await client.ask(method, parameters)
                } catch is VarlinkError {
                    // It said what is wrong.
                }
                await client.close()
            } catch {
                Issue.record("\(what): \(method): \(error)")
            }
        }
    }
}
