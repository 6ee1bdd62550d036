import SutureJSON
import SutureTestSupport
import Testing

@testable import SutureDaemon
@testable import SutureDomain

/// Many corrections of one record, decided on one overlay one after another.
@Suite struct RepeatedCorrectionTests {
    private static func replayed(_ stream: StreamName, on overlay: Overlay) throws -> Standing<Trial>? {
        try Timeline<Trial>(of: overlay.history(of: stream)).standing(before: Position(.max))
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `each leaves the state that a replay of the whole history finds`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let ground = try DecisionGround.ofProgramme()
        let overlay = ground.recorded
        let trial = try #require(ground.record(Trial.kind))
        var outcomes: [Substring: Int] = [:]
        for index in 0..<120 {
            let event = try #require(try overlay.history(of: trial).randomElement(using: &random))
            let days = ["2020", "2021-01", "2021-02", "2021-03-01", "2021-04-01", "2021-05", "unknown"]
            let day = try #require(days.randomElement(using: &random))
            let command: any Command.Type
            let fields: JSONValue
            switch Int.random(in: 0..<10, using: &random) {
            case 0: (command, fields) = (NoteAdded<Trial>.self, ["text": "between two corrections"])
            case 1: (command, fields) = (Voiding<Trial>.self, ["position": .integer(event.position.number)])
            default:
                guard let type = Catalogue.event(event.type) as? any Command.Type else { continue }
                (command, fields) = (type, JSONValue(try JSONDocument(parsing: event.data).root))
            }
            let isCorrection = command is any RecordableEvent.Type && command.command != "add-note"
            let proposal = try DecisionGround.proposal(
                command, id: String(trial.id), fields, occurredOn: day, commandID: "\(index)",
                correcting: isCorrection ? event.position : nil)
            let outcome = ground.outcome(of: proposal, on: overlay)
            outcomes[outcome.prefix { $0 != "(" }, default: 0] += 1
            #expect(
                try overlay.standing(Trial.self, trial)
                    == RepeatedCorrectionTests.replayed(trial, on: overlay),
                "\(index), seed \(seed): \(outcome)")
        }
        #expect(outcomes["recorded", default: 0] > 20, "seed \(seed): \(outcomes)")
        #expect(outcomes["refused", default: 0] > 5, "seed \(seed): \(outcomes)")
        #expect(outcomes["failed"] == nil, "seed \(seed): \(outcomes)")
    }
}
