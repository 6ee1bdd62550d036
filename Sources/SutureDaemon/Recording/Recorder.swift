import Foundation
import Logging
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels
import SutureSystem

/// The outcome of a write is unknown: the daemon ends, and the next start looks at what is there.
struct StartAgain: Error, CustomStringConvertible {
    let cause: String
    var description: String { "ended to look at the log anew: \(cause)" }
}

/// The only writer: takes everything that waits, decides it command by command against exact state, commits it with one
/// sync, and answers.
///
/// Lives on one thread, which owns all of it.
final class Recorder {
    /// How its work came to an end.
    enum End {
        case queueIsClosed
        /// An event was voided that had kept the read models from following the log: what is known of the log from them is out
        /// of date.
        case readModelsWentOn
    }

    /// Lets the read models go on behind an event that was voided.
    struct Resumption {
        /// Queries wait for them again.
        let begin: () -> Void
        /// Returns once they do, or another event is in the way; throws where there is no room. It tells now and then that it is
        /// at work.
        let finish: (_ alive: () -> Void) throws -> Void
    }

    private let queue: SubmissionQueue
    private let log: any EventLog
    private let store: RecordStore
    private let blindVoid: BlindVoid
    private let resumption: Resumption
    private let tail: Tail
    private let keyring: Keyring
    private let gate: WriteGate
    private let clock: Clock
    private let watch: ClockWatch
    private let logger: Logger
    private let committed: @Sendable (LogHead) -> Void
    private let batchCommandCountMax: Int
    private var lastNumbers: [NumberedIDs: Int] = [:]
    /// Persons whose erasure is recorded and whose keys could not be deleted yet.
    private var unfinishedErasures: Set<StreamName>
    private var mustStartAgain: StartAgain?
    /// Whether an event was voided that had stopped the read models.
    private var mustResume = false
    /// Why the log cannot be written at present, as the journal was told: once, and not for every batch that is refused.
    private var toldFailure: String?

    init(
        queue: SubmissionQueue, log: any EventLog, store: RecordStore, blindVoid: BlindVoid,
        resumption: Resumption, tail: Tail, keyring: Keyring,
        gate: WriteGate, clock: Clock, watch: ClockWatch, logger: Logger, batchCommandCountMax: Int,
        unfinishedErasures: Set<StreamName>,
        committed: @escaping @Sendable (LogHead) -> Void
    ) {
        self.queue = queue
        self.log = log
        self.store = store
        self.blindVoid = blindVoid
        self.resumption = resumption
        self.tail = tail
        self.keyring = keyring
        self.gate = gate
        self.clock = clock
        self.watch = watch
        self.logger = logger
        self.batchCommandCountMax = batchCommandCountMax
        self.unfinishedErasures = unfinishedErasures
        self.committed = committed
    }

    /// Works until the queue is closed and empty, or another recorder is to go on.
    /// - Parameters:
    ///   - idle: How long to wait for commands before `alive` is called again.
    ///   - alive: Called after every batch and every wait: as long as it is, commands are being recorded.
    /// - Throws: A ``StartAgain`` if only a new start can tell what is on the disk.
    func run(idle: Duration, alive: @escaping () -> Void) throws -> End {
        lookAtClock()
        while let submissions = queue.take(commandCountMax: batchCommandCountMax, waiting: wait(idle)) {
            lookAtClock()
            if submissions.isEmpty { tidy() } else { record(submissions, alive: alive) }
            if let mustStartAgain {
                refuseTheRest(alive: alive)
                throw mustStartAgain
            }
            if mustResume, try resume(alive) { return .readModelsWentOn }
            alive()
            checkpointIfNeeded()
        }
        return .queueIsClosed
    }

    /// How long to wait for commands.
    private func wait(_ idle: Duration) -> Duration {
        if mustResume || gate.isClosed(for: .unwritable) { return min(idle, Recorder.probePause) }
        return gate.isClosed(for: .clock) ? min(idle, Recorder.clockPause) : idle
    }

    /// What is done while there are no commands.
    private func tidy() {
        guard !gate.isClosed(for: .unwritable) else { return probe() }
        do {
            try requireInPlace()
        } catch {
            _ = failure(error)
        }
        _ = eraseKeys()
    }

    /// What is recorded stands under the names that the next start looks for.
    private func requireInPlace() throws(LogFailure) {
        try log.requireInPlace()
        try keyring.requireInPlace()
    }

    /// To be called before what was committed is acknowledged: meanwhile somebody may have taken a file away.
    private func requireFound() throws(RecordingError) {
        do {
            try requireInPlace()
        } catch {
            _ = failure(error)
            throw .failed(
                operation: error.operation, message: error.told,
                hint:
                    "it was written to a file that nobody will find. \(error.hint) Then repeat it with the same command id"
            )
        }
    }

    /// Looks whether the log and the keys can be written again, so that the status is right also while nobody records.
    private func probe() {
        do {
            try log.probe()
            try keyring.probe()
            canWriteAgain()
        } catch {
            // The journal was told why.
        }
    }

    private func canWriteAgain() {
        gate.open(.unwritable)
        guard toldFailure != nil else { return }
        logger.notice("the log can be written again")
        toldFailure = nil
    }

    /// Answers what waits still: the gate is closed, so nothing of it is recorded.
    private func refuseTheRest(alive: @escaping () -> Void) {
        queue.close()
        while let submissions = queue.take(commandCountMax: batchCommandCountMax, waiting: .zero) {
            record(submissions, alive: alive)
        }
    }

    private func record(_ submissions: [Submission], alive: @escaping () -> Void) {
        let closures = gate.closures
        var submissions = closures.isEmpty ? submissions : admitted(submissions)
        let now = clock.now
        submissions.removeAll { voidBlindly($0, now: now) }
        guard !submissions.isEmpty else { return }
        store.beginBatch()
        let layer = Layer(on: store, head: log.head.position, lastNumbers: lastNumbers)
        let decider = Decider(
            keys: keyring, today: clock.day(of: now),
            installation: InstallationFacts(
                of: log.identity, at: now, lastRecordedAt: log.head.recordedAt), day: clock.day,
            alive: alive)
        let decided = submissions.map { ($0, decide($0, on: layer, decider)) }
        endLookups()
        if let closure = gate.closures.first(where: { !closures.contains($0) }) {
            // One of them has shown that the ground is unsound; on it nothing is written.
            keyring.discardNewKeys()
            return fail(decided, with: .readOnly(reason: closure.reason))
        }
        do {
            let receipts = Receipts(of: try commit(layer, now: now), now: now, store: store)
            let erases = !unfinishedErasures.isEmpty && submissions.contains(where: \.erases)
            let erasing = erases ? eraseKeys() : .success(())
            for (submission, decisions) in decided {
                let answer = decisions.flatMap(receipts.answer)
                submission.reply(
                    erases && submission.erases ? answer.flatMap { told in erasing.map { told } } : answer)
            }
        } catch {
            fail(decided, with: error)
        }
    }

    /// Those that a closed gate lets through; the others are answered.
    private func admitted(_ submissions: [Submission]) -> [Submission] {
        submissions.filter { submission in
            guard let closure = gate.closure(against: submission) else { return true }
            submission.reply(.failure(.readOnly(reason: closure.reason)))
            return false
        }
    }

    /// Records a void of an event that cannot be decoded.
    /// - Returns: whether it is one; then it is answered.
    private func voidBlindly(_ submission: Submission, now: Instant) -> Bool {
        guard let position = submission.voids else { return false }
        do {
            guard try blindVoid.isNeeded(for: position) else { return false }
        } catch {
            // Whoever decides it will meet the same, and say so.
            return false
        }
        submission.reply(Result { () throws(RecordingError) in [try voidBlindly(submission, position, now)] })
        return true
    }

    private func voidBlindly(
        _ submission: Submission, _ position: Position, _ now: Instant
    ) throws(RecordingError) -> Receipt {
        switch try blindVoid.decide(
            submission.proposals[0], of: position, by: submission.actor, today: clock.day(of: now))
        {
        case .recordedBefore(let event):
            return Receipt(
                position: event.position.number, stream: event.stream.text, version: event.version.number,
                recordedAt: event.recordedAt.description, duplicate: true)
        case .record(let event) where submission.isDryRun:
            return Receipt(
                position: 0, stream: event.stream.text, version: event.version.number,
                recordedAt: now.description, duplicate: false)
        case .record(let event): return try record(event, voiding: position, now: now)
        }
    }

    private func record(
        _ event: NewEvent, voiding position: Position, now: Instant
    ) throws(RecordingError) -> Receipt {
        let recorded: [RecordedEvent]
        do {
            try requireInPlace()
            recorded = try log.append([event], recordedAt: now)
        } catch {
            throw failure(error)
        }
        watch.noteCommit(lastRecordedAt: log.head.recordedAt)
        if gate.isClosed {
            mustResume = true
            resumption.begin()
        } else {
            store.noteBlindVoid(recorded[0], of: position)
            project(recorded, [Layer.Payload(event: nil, commandID: nil)])
        }
        committed(log.head)
        try requireFound()
        return Receipt(
            position: recorded[0].position.number, stream: event.stream.text, version: event.version.number,
            recordedAt: recorded[0].recordedAt.description, duplicate: false)
    }

    /// - Returns: false if there is no room for the read models: it is tried again.
    private func resume(_ alive: () -> Void) throws -> Bool {
        do {
            try resumption.finish(alive)
            gate.open(.noReadModels)
            return true
        } catch  where ViewFailure.mayPass(error) {
            gate.close(.noReadModels, because: ReadModels.wait(for: error))
            return false
        }
    }

    private func lookAtClock() {
        let head = log.head
        watch.look(last: head.recordedAt, isEmpty: head.position == .zero, acceptance: lastAcceptance)
    }

    /// The clock that a steward accepted last, as the log says.
    private func lastAcceptance() -> ClockWatch.Acceptance? {
        guard let stream = Installation.ID(log.identity.id)?.stream,
            let accepted = try? store.history(of: stream).compactMap({
                $0.event as? Installation.ClockAccepted
            }).last
        else { return nil }
        return ClockWatch.Acceptance(clock: accepted.clock, log: accepted.log)
    }

    /// What was refused is refused whether or not its neighbours could be written.
    private func fail(
        _ decided: [(Submission, Result<[Decision], RecordingError>)], with error: RecordingError
    ) {
        for (submission, decisions) in decided {
            submission.reply(decisions.flatMap { _ in .failure(error) })
        }
    }

    private func decide(_ submission: Submission, on layer: Layer, _ decider: Decider) -> Result<
        [Decision], RecordingError
    > {
        // A single command leaves nothing behind when it is refused, so it needs no layer of its own.
        let needsOwnLayer = if case .single = submission.form { submission.isDryRun } else { true }
        let own = needsOwnLayer ? Layer(on: layer) : layer
        do throws(RecordingError) {
            let decisions = try decider.decide(submission, on: own)
            if needsOwnLayer && !submission.isDryRun { layer.merge(own) }
            return .success(decisions)
        } catch {
            return .failure(error)
        }
    }

    /// Writes the layer's events with one sync and takes its states over.
    private func commit(_ layer: Layer, now: Instant) throws(RecordingError) -> [RecordedEvent] {
        guard !layer.events.isEmpty else {
            keyring.discardNewKeys()
            return []
        }
        let recorded: [RecordedEvent]
        do {
            try requireInPlace()
            // A key must be on disk before anything sealed with it; one without an event is swept at the next start.
            try keyring.commitNewKeys(behind: log.head)
            recorded = try log.append(layer.events, recordedAt: now)
            keyring.settleNewKeys { layer.states[$0] != nil }
        } catch {
            keyring.discardNewKeys()
            throw failure(error)
        }
        canWriteAgain()
        lastNumbers = layer.lastNumbers.count > Recorder.numberedCountMax ? [:] : layer.lastNumbers
        unfinishedErasures.formUnion(layer.erasures)
        store.take(layer)
        project(recorded, layer.payloads)
        watch.noteCommit(lastRecordedAt: log.head.recordedAt)
        if let stream = Installation.ID(log.identity.id)?.stream, layer.states[stream] != nil {
            for accepted in layer.payloads.compactMap({ $0.event as? Installation.ClockAccepted }) {
                watch.accept(ClockWatch.Acceptance(clock: accepted.clock, log: accepted.log))
            }
        }
        committed(log.head)
        try requireFound()
        return recorded
    }

    /// Deletes the keys of those whose erasure is recorded. Nobody is told of an erasure before this is done; what fails is
    /// tried again when a client repeats the command, when there is nothing else to do, and at the next start.
    private func eraseKeys() -> Result<Void, RecordingError> {
        guard !unfinishedErasures.isEmpty else { return .success(()) }
        do {
            try keyring.erase(unfinishedErasures.sorted { $0.text < $1.text }, through: log.head)
            unfinishedErasures = []
            return .success(())
        } catch {
            logger.critical(
                "the keys of erased persons are not deleted yet", metadata: ["failure": "\(error)"])
            return .failure(
                .failed(
                    operation: error.operation, message: error.told,
                    hint:
                        "the erasure was recorded and nobody can read the data through Suture, but the key is on the "
                        + "disk still; \(Repetition.advice) once the cause is gone"))
        }
    }

    /// Hands what was committed to the projector.
    private func project(_ recorded: [RecordedEvent], _ payloads: [Layer.Payload]) {
        do {
            tail.append(
                try zip(recorded, payloads).map { recorded, payload in
                    try payload.event.map {
                        DecodedEvent(recorded, event: $0, commandID: payload.commandID)
                    } ?? DecodedEvent(decoding: recorded)
                })
        } catch {
            // The next start decodes them again, and says the same.
            gate.close(because: "what was recorded cannot be projected: \(ToldFailure(error).message)")
        }
    }

    private func failure(_ error: LogFailure) -> RecordingError {
        if toldFailure != "\(error)" {
            logger.error("the log could not be written", metadata: ["failure": "\(error)"])
            toldFailure = "\(error)"
        }
        switch error.kind {
        case .diskFull:
            // Nothing was written, and the next batch tries again: it goes on by itself when there is room.
            gate.close(.unwritable, because: Recorder.fullDisk)
            return .readOnly(reason: Recorder.fullDisk)
        case .displaced:
            // Nothing was written, and the next batch looks again: it goes on by itself when the file is back.
            let reason = "\(error.cause). \(error.hint.dropLast())"
            gate.close(.unwritable, because: reason)
            return .readOnly(reason: reason)
        case .syncOutcomeUnknown:
            gate.close(because: "a sync of the log failed")
            mustStartAgain = StartAgain(cause: error.description)
            return .failed(
                operation: error.operation, message: error.told,
                hint:
                    "whether it was recorded is unknown; \(Repetition.advice) once the daemon is back"
            )
        default:
            if Recorder.writeFailures.contains(error.kind) {
                gate.close(.unwritable, because: "what is recorded cannot be written: \(error.cause)")
            }
            return .failed(
                operation: error.operation, message: error.told,
                hint: RecordingError.nothingRecordedHint)
        }
    }

    private func endLookups() {
        do {
            try store.endLookups()
        } catch {
            logger.warning("a look at the read models could not be ended", metadata: ["failure": "\(error)"])
        }
    }

    private func checkpointIfNeeded() {
        do {
            try log.checkpointIfNeeded()
        } catch {
            logger.warning("the log's WAL could not be checkpointed", metadata: ["failure": "\(error)"])
        }
    }

    /// The most rows of assigned ids whose last numbers are kept; those of more are looked up anew.
    private static let numberedCountMax = 100

    private static let fullDisk = "the disk is full"
    /// What the next attempt may not meet any more.
    private static let writeFailures: Set<LogFailure.Kind> = [.io, .readOnly, .busy]
    /// How long to wait before it is looked again whether the log can be written.
    private static let probePause = Duration.milliseconds(500)
    /// How long to wait before a clock that is wrong is looked at again, so that the status is right also while nobody records.
    private static let clockPause = Duration.seconds(2)
}
