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
    /// What was recorded during a look at the log is left to the recorder up to so many events.
    private static let recheckedEventCountMax: Int64 = 1_000
    /// So often it is looked anew, before others' voids or others' events are left to whoever calls again.
    private static let lookCountMax = 10
    /// How long to wait for room in the recorder's queue.
    private static let queuePause = Duration.milliseconds(50)

    let access: Access
    let queue: SubmissionQueue
    let consistency: Consistency
    /// Set while an import is undone: one at a time.
    let isAtWork: Switch
    let threads: NIOThreadPool
    let log: LogIdentity
    /// Begins to look; what it is given is called now and then.
    let open: @Sendable (@escaping () throws -> Void) throws -> UndoCheck

    private struct Parameters: Decodable {
        var batch: Int64
        var context: JSONView?
    }

    func undo(_ call: VarlinkCall, stream: VarlinkStream) async throws {
        let undoing = try self.undoing(call)
        guard isAtWork.set() else { throw WireError.busy("Another import is being undone.") }
        defer { isAtWork.clear() }
        let isDryRun = undoing.context.dryRun ?? false
        var state = try await look { try $0.state(undoing) }
        if state == .open, !isDryRun { state = try await close(undoing) }
        var progress = UndoProgress()
        for look in 1...UndoImportMethod.lookCountMax {
            let (events, checked) = try await self.events(undoing, isUndone: state == .undone)
            progress.begin(events)
            guard state != .undone, !isDryRun else { break }
            try await progress.send(to: stream)
            do throws(WireError) {
                try await void(events, checked, undoing, stream, &progress)
                state = .undone
                break
            } catch {
                guard case .conflict = error else { throw error }
                guard look < UndoImportMethod.lookCountMax else {
                    throw WireError.busy("Others void and correct events all the time.")
                }
            }
        }
        progress.undone = state == .undone
        try await progress.send(to: stream, continues: false)
    }

    private func undoing(_ call: VarlinkCall) throws -> Undoing {
        let parameters = try QueryParameters.decode(Parameters.self, from: call)
        try QueryParameters.require(parameters.batch >= 1, "batch")
        let context = try CommandDecoding.context(
            from: parameters.context, refusing: ["commandId", "expectedVersion", "occurredOn"])
        if let objection = CommandDecoding.objection(to: context) {
            throw WireError.notToBeSaid(objection)
        }
        let actor = try access.caller(call.peer).actor(needing: .recorder, onBehalfOf: context.onBehalfOf)
        return Undoing(batch: Position(parameters.batch), actor: actor, context: context)
    }
}

// MARK: Looking

extension UndoImportMethod {
    /// What is left to be voided, held against all that is recorded by now.
    private func events(
        _ undoing: Undoing, isUndone: Bool
    ) async throws -> (ImportEvents, checked: Position) {
        let events = try await look { try $0.events(of: undoing.batch) }
        if isUndone { return (events, events.through) }
        var checked = try await look { check in
            try check.requireUndoable(events, undoing)
            return check.through
        }
        // A look may take long, and the recorder is to have little left to look at.
        for _ in 1...UndoImportMethod.lookCountMax {
            let unchecked = consistency.committed.position.number - checked.number
            guard unchecked > UndoImportMethod.recheckedEventCountMax else { break }
            let known = checked
            checked = try await look { check in
                try check.requireUndoable(events, undoing, since: known)
                return check.through
            }
        }
        return (events, checked)
    }

    private func look<Result: Sendable>(
        _ body: @escaping @Sendable (UndoCheck) throws -> Result
    ) async throws -> Result {
        try await consistency.wait()
        let isCancelled = Switch()
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
            reason: undoing.context.reason, sources: undoing.context.sources,
            correlation: undoing.context.correlation)
        let proposal = try CommandDecoding.proposal(
            Installation.ImportClosed.self, id: log.id, fields: try JSONDocument(parsing: fields.bytes).root,
            ignoring: [], context: context)
        do throws(WireError) {
            _ = try await record([proposal], .single, by: undoing.actor)
        } catch {
            guard case .refused(let refusal) = error, refusal.rule == .importClosed else { throw error }
        }
        return .closed
    }

    private func void(
        _ events: ImportEvents, _ checked: Position, _ undoing: Undoing, _ stream: VarlinkStream,
        _ progress: inout UndoProgress
    ) async throws(WireError) {
        var checked = checked
        var start = 0
        repeat {
            let members = events.piece(from: start, countMax: UndoImportMethod.pieceEventCountMax)
            let isLast = members.endIndex == events.members.count
            let piece = UndoPiece(
                undoing: undoing, events: members, whole: events.revisions, checked: checked,
                voidedInAll: isLast ? events.voidedCount + events.members.count : nil)
            let receipts = try await record([], .undo(piece), by: undoing.actor)
            if let last = receipts.last { checked = max(checked, Position(last.position)) }
            start = members.endIndex
            progress.voidedCount += members.count
            // Who hears nothing of it any more has it voided up to here.
            if !isLast {
                do {
                    try await progress.send(to: stream)
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
        _ proposals: [Proposal], _ form: Submission.Form, by actor: EventMetadata.Actor
    ) async throws(WireError) -> [Receipt] {
        while true {
            if let result = await queue.record(proposals, form, isDryRun: false, by: actor) {
                return try result.get()
            }
            do {
                try await Task.sleep(for: UndoImportMethod.queuePause)
            } catch {
                throw UndoImportMethod.stopped("nobody waits for it any more")
            }
        }
    }
}

/// Says from one thread to another that something is so.
final class Switch: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    /// - Returns: whether nobody else had set it.
    @discardableResult func set() -> Bool { !flag.exchange(true, ordering: .acquiringAndReleasing) }

    func clear() { flag.store(false, ordering: .releasing) }
}

/// What is told of an import while it is undone.
private struct UndoProgress: Encodable {
    private var eventCount = 0
    var voidedCount = 0
    private var voidedBefore = 0
    private var keptCount = 0
    private var correctionCount = 0
    var undone = false

    /// It was looked at what is left.
    mutating func begin(_ events: ImportEvents) {
        eventCount = voidedCount + events.members.count
        voidedBefore = events.voidedCount - voidedCount
        keptCount = events.keptCount
        correctionCount = max(correctionCount, events.correctionCount)
    }

    func send(to stream: VarlinkStream, continues: Bool = true) async throws {
        try await stream.send(JSONEncoding().encode(self), continues: continues)
    }
}
