import Foundation
import SutureInterface
import SutureJSON
import SutureLog
import SutureReadModels
import SutureSQLiteLog
import SutureTestSupport
import Testing

@testable import SutureDaemon
@testable import SutureDomain

/// A look-up that fails while a command is decided is never taken for an answer.
@Suite(.timeLimit(.minutes(20))) struct FailingLookupTests {
    /// What is recorded when nothing fails, step by step, and then once more under the same id.
    @Test func `each look-up of a command that is recorded can fail, and leaves nothing`() throws {
        let ground = try DecisionGround()
        for (index, step) in RecordedProgramme.steps.enumerated() {
            let command = try #require(DecisionGround.command(step.method), "\(step.method)")
            let proposal = try DecisionGround.proposal(
                command, id: step.parameters["id"]?.string, step.parameters, occurredOn: step.occurredOn,
                commandID: "step \(index)")
            let expected = ground.letEachFail(proposal, step.method)
            #expect(expected.hasPrefix("recorded("), "\(step.method): \(expected)")
            #expect(ground.outcome(of: proposal, on: ground.recorded) == expected)
            let repeated = ground.letEachFail(proposal, "\(step.method), repeated")
            #expect(repeated.hasPrefix("duplicate("), "\(step.method): \(repeated)")
        }
    }

    /// Most of them are refused: what matters is that a failure is told instead.
    @Test func `each look-up of every command of every kind can fail, and leaves nothing`() throws {
        let ground = try DecisionGround.ofProgramme()
        for kind in Catalogue.kinds {
            for command in Catalogue.commands(of: kind) where !(command is any VoidingCommand.Type) {
                let stream = ground.record(kind.kind)
                let id =
                    command.createsRecord || stream == nil
                    ? kind.kind == Installation.kind ? ground.log.identity.id : "NEW"
                    : stream.map { String($0.id) }
                let proposal = try DecisionGround.proposal(
                    command, id: id, ground.fields(of: command), occurredOn: "2022-06",
                    commandID: command.fullName, sources: [ground.record(Source.kind)?.text ?? ""])
                _ = ground.letEachFail(proposal, command.fullName)
            }
        }
    }

    @Test func `each look-up of a void and of a correction can fail, and leaves nothing`() throws {
        let ground = try DecisionGround.ofProgramme()
        for kind in Catalogue.kinds {
            guard let stream = ground.record(kind.kind), kind.kind != Installation.kind else { continue }
            let history = try ground.recorded.history(of: stream)
            for event in [history.first, history.last].compactMap(\.self) {
                let void = try #require(Catalogue.command("\(kind.kind).void"))
                _ = ground.letEachFail(
                    try DecisionGround.proposal(
                        void, id: String(stream.id), ["position": .integer(event.position.number)],
                        occurredOn: "2022-06", commandID: "void"), "void of \(event.mention)")
                guard kind.kind != Person.kind, let command = Catalogue.event(event.type) as? any Command.Type
                else { continue }
                _ = ground.letEachFail(
                    try DecisionGround.proposal(
                        command, id: String(stream.id), JSONValue(try JSONDocument(parsing: event.data).root),
                        occurredOn: "2022-06", commandID: "correction", correcting: event.position),
                    "correction of \(event.mention)")
            }
        }
    }
}

extension DecisionGround {
    /// Lets each of the look-ups fail that the command leads to, one at a time; afterwards it is decided as
    /// if nothing had happened.
    /// - Returns: what becomes of the command otherwise.
    fileprivate func letEachFail(_ proposal: Proposal, _ name: String) -> String {
        let log = FailingLog(over: recorded)
        let expected = outcome(of: proposal, on: Overlay(on: log, behind: recorded.head))
        let lookupCount = log.lookupCount
        #expect(lookupCount > 0, "\(name)")
        for failing in 1...max(lookupCount, 1) {
            let overlay = Overlay(on: log, behind: recorded.head)
            log.begin(failing: failing)
            let failed = outcome(of: proposal, on: overlay)
            // Sets are gone through in any order, and not each order leads to as many look-ups.
            guard log.lookupCount >= failing else {
                #expect(failed == expected, "\(name)")
                continue
            }
            #expect(
                failed.hasPrefix("failed(") && failed.contains(FailingLog.cause),
                "look-up \(failing) of \(lookupCount) of \(name): \(failed)")
            #expect(overlay.events.isEmpty && overlay.changes.isEmpty, "\(name)")
            log.begin(failing: nil)
            #expect(outcome(of: proposal, on: overlay) == expected, "after look-up \(failing) of \(name)")
        }
        return expected
    }
}

/// A log below of which one look-up fails.
private final class FailingLog: LogState {
    static let cause = "disk I/O error"

    private struct Failure: TellableError, CustomStringConvertible {
        let description = FailingLog.cause
    }

    private let below: any LogState
    private var failing: Int?
    private(set) var lookupCount = 0

    init(over below: any LogState) { self.below = below }

    /// - Parameter failing: which of the look-ups from now on.
    func begin(failing: Int?) {
        self.failing = failing
        lookupCount = 0
    }

    private func lookUp<Found>(_ body: () throws -> Found) throws -> Found {
        lookupCount += 1
        if lookupCount == failing { throw Failure() }
        return try body()
    }

    var lastNumbers: [NumberedIDs: Int] { below.lastNumbers }
    func head(of stream: StreamName) throws -> StreamHead? { try lookUp { try below.head(of: stream) } }
    func exists(_ stream: StreamName) throws -> Bool { try lookUp { try below.exists(stream) } }
    func isErased(_ person: StreamName) throws -> Bool { try lookUp { try below.isErased(person) } }
    func void(of position: Position) throws -> Position? { try lookUp { try below.void(of: position) } }
    func history(of stream: StreamName) throws -> [PastEvent] { try lookUp { try below.history(of: stream) } }

    func state<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> RecordState<Subject>? {
        try lookUp { try below.state(kind, stream) }
    }

    func receipt(of commandID: String) throws -> StoredReceipt? {
        try lookUp { try below.receipt(of: commandID) }
    }

    func candidates(for lookup: Lookup, key: LookupKey) throws -> [StreamName] {
        try lookUp { try below.candidates(for: lookup, key: key) }
    }

    func lastNumber(of ids: NumberedIDs) throws -> Int { try lookUp { try below.lastNumber(of: ids) } }

    func place(of position: Position) throws -> (stream: StreamName, metadata: [UInt8]) {
        try lookUp { try below.place(of: position) }
    }

    func pastEvent(at position: Position) throws -> PastEvent? {
        try lookUp { try below.pastEvent(at: position) }
    }

    func pastEvent(after position: Position) throws -> PastEvent? {
        try lookUp { try below.pastEvent(after: position) }
    }

    func streams(mentioning text: String, stream: String) throws -> Set<StreamName> {
        try lookUp { try below.streams(mentioning: text, stream: stream) }
    }
}
