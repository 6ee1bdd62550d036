import NIOPosix
import SutureDomain
import SutureInterface
import SutureJSON
import SutureVarlink

/// `org.suture.Log.Check`: whether commands would be recorded, or are already, however many they are.
struct CheckMethod: Sendable {
    /// The most commands of one piece.
    static let commandCountMax = RecordAllMethod.commandCountMax
    /// The most bytes that one check holds.
    static let byteCountMax = 256 * 1024 * 1024
    /// How long one piece is looked at, and how much is told of it; what is left of it then has to be sent again.
    private static let patience = Duration.seconds(2)
    private static let replyByteCountMax = 4 * 1024 * 1024
    private static let retryAfterMilliseconds: Int64 = 1_000

    let access: Access
    let consistency: Consistency
    let checks: Checks
    let threads: NIOThreadPool
    /// Begins to hold something.
    let open: @Sendable () throws -> CheckedLog

    private struct Parameters: Decodable {
        var commands: [Candidate.OnWire]
        var context: JSONView?
        var begin: Bool?
        var sheet: String?
        var taken: [Int64]?
        var unmatched: Bool?
        var commandIds: [String]?
        var finish: Bool?
    }

    func check(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(Parameters.self, from: call)
        guard parameters.commands.count <= CheckMethod.commandCountMax else {
            throw VarlinkError.invalidParameter("commands")
        }
        guard parameters.commandIds?.count ?? 0 <= CheckMethod.commandCountMax else {
            throw VarlinkError.invalidParameter("commandIds")
        }
        let outer = try CommandDecoding.context(from: parameters.context)
        for (name, isPresent) in [
            ("commandId", outer.commandId != nil), ("expectedVersion", outer.expectedVersion != nil),
            ("occurredOn", outer.occurredOn != nil), ("correlation", outer.correlation != nil),
            ("dryRun", outer.dryRun != nil),
        ] where isPresent {
            throw VarlinkError.invalidParameter("context.\(name)")
        }
        // What may not be said of the whole may have been said of none of it before: nothing of it has an id of its own.
        if let objection = CommandDecoding.objection(to: outer) {
            throw RecordingError.notToBeSaid(objection)
        }
        let actor = try access.actor(call.peer, needing: .recorder, onBehalfOf: outer.onBehalfOf)
        let candidates = parameters.commands.map { Candidate($0, outer: outer, role: actor.role) }
        try await consistency.wait(atLeast: nil, interface: call.interfaceName)
        let check = try self.check(for: call, isNew: parameters.begin ?? false)
        defer { if parameters.finish ?? false { check.end() } }
        return try await reply(to: candidates, parameters, by: actor, in: check, call)
    }

    /// What the connection has begun, or begins now.
    private func check(for call: VarlinkCall, isNew: Bool) throws -> Check {
        let former = call.scope.value as? Check
        if let former, !isNew { return former }
        do throws(Checks.Full) {
            let check = try checks.begin(for: call.peer.userID, insteadOf: former) { Check(open: open) }
            call.scope.keep(check)
            return check
        } catch {
            let message =
                switch error {
                case .account: "Another check of your account is under way."
                case .server:
                    "There are \(Checks.countMax) checks under way, which is as many as there may be."
                }
            throw VarlinkError(
                "\(call.interfaceName).Busy",
                [
                    "message": .string(message),
                    "retryAfterMilliseconds": .integer(CheckMethod.retryAfterMilliseconds),
                ])
        }
    }

    private func reply(
        to candidates: [Candidate], _ parameters: Parameters, by actor: EventMetadata.Actor, in check: Check,
        _ call: VarlinkCall
    ) async throws -> [UInt8] {
        do {
            return try await threads.runIfActive {
                try check.work {
                    try CheckMethod.parameters(of: candidates, parameters, by: actor, in: $0)
                }
            }
        } catch is Check.Lost {
            throw VarlinkError(
                "\(call.interfaceName).CheckLost",
                [
                    "message":
                        "The check is over: it was left alone for a minute and others wanted its room, or it failed. Begin again."
                ])
        } catch let error as TooLarge {
            throw error.answer(call.interfaceName)
        }
    }

    private static func parameters(
        of candidates: [Candidate], _ parameters: Parameters, by actor: EventMetadata.Actor,
        in log: CheckedLog
    ) throws -> [UInt8] {
        let end = ContinuousClock.now + patience
        var writer = JSONWriter(byteCapacity: 128 * candidates.count)
        writer.beginObject()
        writer.key("answers")
        writer.beginArray()
        log.take(parameters.taken?.map { Position($0) } ?? [])
        try log.look(at: candidates, ofSheet: parameters.sheet, by: actor) { answer, index in
            answer.write(into: &writer, index: index)
            return ContinuousClock.now < end && writer.bytes.count < replyByteCountMax
                && log.byteCount <= byteCountMax
        }
        writer.endArray()
        guard log.byteCount <= byteCountMax else { throw TooLarge(log) }
        if let prefix = parameters.sheet, parameters.unmatched ?? false {
            writer.key("unmatched")
            writer.beginArray()
            for earlier in try log.unmatched(beginning: prefix) { earlier.write(into: &writer) }
            writer.endArray()
        }
        if let ids = parameters.commandIds {
            writer.key("recorded")
            writer.beginArray()
            for (id, stream) in try log.recorded(under: ids) {
                writer.beginObject()
                writer.key("commandId")
                writer.string(id)
                writer.key("stream")
                writer.string(stream.text)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.key("commandCount")
        writer.integer(log.commandCount)
        writer.key("byteCount")
        writer.integer(log.byteCount)
        writer.key("byteCountMax")
        writer.integer(byteCountMax)
        writer.endObject()
        return writer.bytes
    }
}

/// A check holds more than it may.
private struct TooLarge: Error {
    let commandCount: Int
    let byteCount: Int

    init(_ log: CheckedLog) {
        commandCount = log.commandCount
        byteCount = log.byteCount
    }

    func answer(_ interface: String) -> VarlinkError {
        VarlinkError(
            "\(interface).TooLarge",
            [
                "message": .string(
                    "The check would hold \(byteCount) bytes with its command \(commandCount), and may hold "
                        + "\(CheckMethod.byteCountMax): divide what is to be recorded."),
                "commandCount": .integer(Int64(commandCount)), "byteCount": .integer(Int64(byteCount)),
                "byteCountMax": .integer(Int64(CheckMethod.byteCountMax)),
            ])
    }
}
