import Foundation
import SutureInterface
import SutureJSON
import SutureLog
import SutureReadModels
import SutureSQLiteLog
import Testing

@testable import SutureDaemon
@testable import SutureDomain

/// What commands are decided on: a log on the disk without an event, and over it what was decided before.
struct DecisionGround {
    let place: TemporaryPlace
    let log: SQLiteEventLog
    let keyring: Keyring
    let circumstances: Circumstances
    let recorded: Overlay

    /// With everything that the programme says.
    static func ofProgramme() throws -> DecisionGround {
        let ground = try DecisionGround()
        for (index, step) in RecordedProgramme.steps.enumerated() {
            let command = try #require(DecisionGround.command(step.method))
            let proposal = try DecisionGround.proposal(
                command, id: step.parameters["id"]?.string, step.parameters, occurredOn: step.occurredOn,
                commandID: "step \(index)")
            #expect(ground.outcome(of: proposal, on: ground.recorded).hasPrefix("recorded("))
        }
        return ground
    }

    init() throws {
        place = try TemporaryPlace()
        let path = place.path
        let identity = LogIdentity(
            id: UUID().uuidString.lowercased(), createdAt: Instant(microseconds: 1_500_000_000_000_000))
        log = try SQLiteEventLog.open(path: path + "/log.db", newIdentity: identity)
        let views = try ViewsDatabase(path: path + "/views.db")
        try views.reset(logID: identity.id, startHash: identity.hash)
        try views.close()
        keyring = try Keyring.open(
            keysPath: path + "/keys.db", logID: identity.id, masterKey: .file(path: path + "/master.key"))
        let store = RecordStore(
            log: try LogReader.open(path: path + "/log.db"),
            index: try ViewIndex(path: path + "/views.db"), projected: Progress(at: .zero),
            cachedRecordCountMax: 1_000, stop: { Issue.record("\($0)") })
        recorded = Overlay(on: store, behind: .zero)
        let clock = Clock(zone: .utc)
        circumstances = Circumstances(
            at: clock.now, clock, of: identity, lastRecordedAt: identity.createdAt,
            keys: ProvisionalKeys(beside: keyring))
    }

    /// As the recorder decides: with a receipt, or with what is told of a refusal or a failure.
    func outcome(of proposal: Proposal, on overlay: Overlay) -> String {
        do {
            return
                "\(try Decider(circumstances: circumstances, overlay: overlay).decide(proposal, by: .steward))"
        } catch {
            return "\(error)"
        }
    }

    /// Some record of the kind.
    func record(_ kind: String) -> StreamName? {
        recorded.states.keys.filter { $0.isOf(kind) }.min { $0.text < $1.text }
    }

    /// Fields that fit, and mention records that are there.
    func fields(of command: any Command.Type) -> JSONValue {
        .object(JSONObject(SutureDomain.fields(of: command).map { ($0.name, value($0.shape)) }))
    }

    private func value(_ shape: FieldShape) -> JSONValue {
        switch shape {
        case .text, .sealed, .prose: "as it was"
        case .integer: 1
        case .boolean: true
        case .decimal: "12.50"
        case .date: "2022-05"
        case .instant: "2022-05-07T09:30:00Z"
        case .timeOfDay: "09:00"
        case .money: ["minorUnits": 5, "currency": "CNY"]
        case .currency: "CNY"
        case .localID: "A-1"
        case .reference(let kinds): .string(record(kinds[0])?.text ?? "\(kinds[0])/X-1")
        case .enumeration(let values): .string(values[0])
        case .list(let element): [value(element)]
        case .group(let fields): .object(JSONObject(fields.map { ($0.name, value($0.shape)) }))
        }
    }

    static func proposal(
        _ command: any Command.Type, id: String?, _ parameters: JSONValue, occurredOn: String,
        commandID: String, sources: [String] = [], correcting: Position? = nil
    ) throws -> Proposal {
        try CommandDecoding.proposal(
            command, id: id, fields: try JSONDocument(parsing: parameters.bytes).root,
            ignoring: ["id"],
            context: Context(
                commandId: commandID, occurredOn: occurredOn, reason: "as it was", sources: sources),
            correcting: correcting)
    }

    static func command(_ method: String) -> (any Command.Type)? {
        Catalogue.kinds.lazy.flatMap { kind in Catalogue.commands(of: kind) }.first {
            "\(CommandName.pascalCase(String($0.fullName.prefix { $0 != "." }))).\($0.command.pascalCase)"
                == method
        }
    }
}

extension EventMetadata.Actor {
    static let steward = EventMetadata.Actor(uid: 1_000, role: .steward)
}
