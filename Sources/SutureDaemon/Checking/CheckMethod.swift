import NIOPosix
import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// `org.suture.Log.Check`: whether commands would be recorded, or are already, however many they are.
struct CheckMethod: Sendable {
    /// How long one piece is looked at, and how much is told of it; what is left then is to be sent again.
    private static let patience = Duration.seconds(2)
    private static let replyByteCountMax = 4 * 1024 * 1024

    let access: Access
    let consistency: Consistency
    let checks: Checks
    let threads: NIOThreadPool
    /// Begins to hold something.
    let open: @Sendable () throws -> CheckedLog
    /// The most bytes that one check holds.
    var byteCountMax = 256 * 1024 * 1024

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
        try QueryParameters.require(parameters.commands.count <= WireLimits.commandCountMax, "commands")
        let commandIDCount = parameters.commandIds?.count ?? 0
        try QueryParameters.require(commandIDCount <= WireLimits.commandCountMax, "commandIds")
        let outer = try CommandDecoding.context(
            from: parameters.context,
            refusing: ["commandId", "expectedVersion", "occurredOn", "correlation", "dryRun"])
        // What may not be said of the whole was not said before: nothing of it has an id of its own.
        if let objection = CommandDecoding.objection(to: outer) {
            throw WireError.notToBeSaid(objection)
        }
        let actor = try access.caller(call.peer).actor(needing: .recorder, onBehalfOf: outer.onBehalfOf)
        let candidates = parameters.commands.map { Candidate($0, outer: outer, role: actor.role) }
        try await consistency.wait()
        let check = try self.check(for: call, isNew: parameters.begin ?? false)
        defer { if parameters.finish ?? false { check.end() } }
        do {
            return try await threads.runIfActive {
                try check.work { try reply(to: candidates, parameters, by: actor, in: $0) }
            }
        } catch is Check.Lost {
            throw WireError.checkLost
        }
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
            throw WireError.busy(message)
        }
    }

    private func reply(
        to candidates: [Candidate], _ parameters: Parameters, by actor: EventMetadata.Actor,
        in log: CheckedLog
    ) throws -> [UInt8] {
        let end = ContinuousClock.now + CheckMethod.patience
        var writer = JSONWriter(byteCapacity: 128 * candidates.count)
        writer.beginObject()
        writer.key("answers")
        writer.beginArray()
        log.take(parameters.taken?.map { Position($0) } ?? [])
        try log.look(at: candidates, ofSheet: parameters.sheet, by: actor) { answer, index in
            answer.write(into: &writer, index: index)
            return ContinuousClock.now < end && writer.bytes.count < CheckMethod.replyByteCountMax
                && log.byteCount <= byteCountMax
        }
        writer.endArray()
        guard log.byteCount <= byteCountMax else {
            throw WireError.tooLarge(
                commandCount: log.commandCount, byteCount: log.byteCount, byteCountMax: byteCountMax)
        }
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
                writer.member("commandId", id)
                writer.member("stream", stream.text)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.member("commandCount", Int64(log.commandCount))
        writer.member("byteCount", Int64(log.byteCount))
        writer.member("byteCountMax", Int64(byteCountMax))
        writer.endObject()
        return writer.bytes
    }
}
