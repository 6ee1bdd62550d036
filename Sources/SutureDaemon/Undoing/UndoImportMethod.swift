import NIOPosix
import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import Synchronization
import Varlink

/// `org.suture.Log.UndoImport`: what an import recorded is voided, after all of it was looked at.
struct UndoImportMethod: Sendable {
    /// The most events that are voided in one commit, but for what follows from the last of them.
    static let pieceEventCountMax = 1_000
    /// What was recorded during a look at the log is left to the recorder if it is no more than so many events.
    private static let recheckedEventCountMax: Int64 = 1_000
    /// So often it is looked anew, before others' voids or others' events are left to whoever calls again.
    private static let lookCountMax = 10
    private static let retryAfterMilliseconds: Int64 = 1_000
    /// How long to wait for room in the recorder's queue.
    private static let queuePause = Duration.milliseconds(50)

    let access: Access
    let queue: SubmissionQueue
    let consistency: Consistency
    let turn: UndoTurn
    let threads: NIOThreadPool
    let log: LogIdentity
    /// Begins to look; what it is given is called now and then.
    let open: @Sendable (@escaping () throws -> Void) throws -> UndoCheck

    private struct Parameters: Decodable {
        var batch: Int64
        var context: JSONView?
    }

    /// What is asked for.
    private struct Undoing: Sendable {
        let batch: Position
        let context: UndoContext
        /// For the end of the import.
        let outer: Context
        let isDryRun: Bool
        let interface: String
    }

    func undo(_ call: VarlinkCall, stream: VarlinkStream) async throws {
        let undoing = try self.undoing(call)
        guard turn.take() else {
            throw UndoImportMethod.busy("Another import is being undone.")
        }
        defer { turn.giveBack() }
        var state = try await look(undoing) { try $0.state(of: undoing.batch, for: undoing.context) }
        if state == .open, !undoing.isDryRun { state = try await close(undoing) }
        var progress = UndoProgress()
        for look in 1...UndoImportMethod.lookCountMax {
            let (events, whole, checked) = try await self.events(undoing, isUndone: state == .undone)
            progress.begin(events)
            guard state != .undone, !undoing.isDryRun else { break }
            try await stream.send(progress.bytes(), continues: true)
            do throws(WireError) {
                try await void(events, whole, checked, undoing, stream, &progress)
                state = .undone
                break
            } catch {
                guard case .conflict = error else { throw error }
                guard look < UndoImportMethod.lookCountMax else {
                    throw UndoImportMethod.busy("Others void and correct events all the time.")
                }
            }
        }
        progress.isUndone = state == .undone
        try await stream.send(progress.bytes(), continues: false)
    }

    private static func busy(_ message: String) -> WireError {
        .busy(message, retryAfterMilliseconds: UndoImportMethod.retryAfterMilliseconds)
    }

    private func undoing(_ call: VarlinkCall) throws -> Undoing {
        let parameters = try QueryParameters.decode(Parameters.self, from: call)
        guard parameters.batch >= 1 else { throw VarlinkError.invalidParameter("batch") }
        let context = try CommandDecoding.context(
            from: parameters.context, refusing: ["commandId", "expectedVersion", "occurredOn"])
        if let objection = CommandDecoding.objection(to: context) {
            throw WireError.notToBeSaid(objection)
        }
        let actor = try access.actor(call.peer, needing: .recorder, onBehalfOf: context.onBehalfOf)
        return Undoing(
            batch: Position(parameters.batch),
            context: UndoContext(
                actor: actor, reason: context.reason, sources: context.sources ?? [],
                correlation: context.correlation), outer: context, isDryRun: context.dryRun ?? false,
            interface: call.interfaceName)
    }
}

// MARK: Looking

extension UndoImportMethod {
    /// What is left to be voided, held against all that is recorded by now.
    private func events(
        _ undoing: Undoing, isUndone: Bool
    ) async throws -> (ImportEvents, Revisions, checked: Position) {
        let events = try await look(undoing) { try $0.events(of: undoing.batch) }
        let whole = events.revisions
        if isUndone { return (events, whole, events.through) }
        var checked = try await look(undoing) { check in
            try check.requireUndoable(events, whole, undoing.context)
            return check.through
        }
        // A look may take long, and the recorder is to have little left to look at.
        for _ in 1...UndoImportMethod.lookCountMax {
            guard
                consistency.committed.position.number - checked.number
                    > UndoImportMethod.recheckedEventCountMax
            else { break }
            let known = checked
            checked = try await look(undoing) { check in
                try check.requireUndoable(events, whole, undoing.context, since: known)
                return check.through
            }
        }
        return (events, whole, checked)
    }

    private func look<Result: Sendable>(
        _ undoing: Undoing, _ body: @escaping @Sendable (UndoCheck) throws -> Result
    ) async throws -> Result {
        try await consistency.wait(atLeast: nil, interface: undoing.interface)
        let isCancelled = UndoTurn.Flag()
        return try await withTaskCancellationHandler {
            try await threads.runIfActive { [open] in
                let check = try open { if isCancelled.isSet { throw CancellationError() } }
                defer { check.end() }
                return try body(check)
            }
        } onCancel: {
            isCancelled.set()
        }
    }
}

// MARK: Voiding

extension UndoImportMethod {
    /// Closes the import, unless somebody else has done so meanwhile.
    private func close(_ undoing: Undoing) async throws -> ImportUndo.State {
        let fields: JSONValue = ["batch": .integer(undoing.batch.number)]
        let context = Context(
            reason: undoing.outer.reason, sources: undoing.outer.sources,
            correlation: undoing.outer.correlation)
        let proposal = try CommandDecoding.proposal(
            Installation.ImportClosed.self, id: log.id, fields: try JSONDocument(parsing: fields.bytes).root,
            ignoring: [], context: context)
        do throws(WireError) {
            _ = try await record([proposal], .single, undoing)
        } catch {
            guard case .refused(let refusal) = error, refusal.rule == .importClosed else { throw error }
        }
        return .closed
    }

    private func void(
        _ events: ImportEvents, _ whole: Revisions, _ checked: Position, _ undoing: Undoing,
        _ stream: VarlinkStream, _ progress: inout UndoProgress
    ) async throws(WireError) {
        var checked = checked
        var start = 0
        repeat {
            let members = events.piece(from: start, countMax: UndoImportMethod.pieceEventCountMax)
            let isLast = members.endIndex == events.members.count
            let piece = UndoPiece(
                of: undoing.batch, members, whole: whole, checked: checked,
                voidedInAll: isLast ? events.voidedCount + events.members.count : nil,
                context: undoing.context)
            let receipts = try await record([], .undo(piece), undoing)
            if let last = receipts.last { checked = max(checked, Position(last.position)) }
            start = members.endIndex
            progress.advance(by: members.count)
            // Who hears nothing of it any more has it voided up to here.
            if !isLast {
                do {
                    try await stream.send(progress.bytes(), continues: true)
                } catch {
                    throw UndoImportMethod.stopped("\(error)")
                }
            }
        } while start < events.members.count
    }

    private static func stopped(_ why: String) -> WireError {
        .failed(operation: "undo an import", message: why, hint: "repeat it: it goes on where it stopped")
    }

    private func record(
        _ proposals: [Proposal], _ form: Submission.Form, _ undoing: Undoing
    ) async throws(WireError) -> [Receipt] {
        while true {
            let result: Result<[Receipt], WireError>? = await withCheckedContinuation { continuation in
                let submission = Submission(
                    proposals: proposals, form: form, isDryRun: false, actor: undoing.context.actor
                ) { continuation.resume(returning: $0) }
                if !queue.offer(submission) { continuation.resume(returning: nil) }
            }
            if let result { return try result.get() }
            do {
                try await Task.sleep(for: UndoImportMethod.queuePause)
            } catch {
                throw UndoImportMethod.stopped("nobody waits for it any more")
            }
        }
    }
}

/// Whose turn it is to undo an import.
final class UndoTurn: Sendable {
    /// Says from one thread to another that it is over.
    final class Flag: Sendable {
        private let flag = Atomic(false)
        var isSet: Bool { flag.load(ordering: .relaxed) }
        func set() { flag.store(true, ordering: .relaxed) }
    }

    private let isTaken = Atomic(false)

    /// - Returns: whether nobody else had it.
    func take() -> Bool { !isTaken.exchange(true, ordering: .acquiringAndReleasing) }

    func giveBack() { isTaken.store(false, ordering: .releasing) }
}

/// What is told of an import while it is undone.
private struct UndoProgress {
    private var eventCount = 0
    private var voidedCount = 0
    private var voidedBefore = 0
    private var keptCount = 0
    private var correctionCount = 0
    var isUndone = false

    /// It was looked at what is left.
    mutating func begin(_ events: ImportEvents) {
        eventCount = voidedCount + events.members.count
        voidedBefore = events.voidedCount - voidedCount
        keptCount = events.keptCount
        correctionCount = max(correctionCount, events.correctionCount)
    }

    mutating func advance(by count: Int) { voidedCount += count }

    func bytes() -> [UInt8] {
        var writer = JSONWriter(byteCapacity: 160)
        writer.beginObject()
        for (name, count) in [
            ("eventCount", eventCount), ("voidedCount", voidedCount), ("voidedBefore", voidedBefore),
            ("keptCount", keptCount), ("correctionCount", correctionCount),
        ] {
            writer.key(name)
            writer.integer(count)
        }
        writer.key("undone")
        writer.bool(isUndone)
        writer.endObject()
        return writer.bytes
    }
}
