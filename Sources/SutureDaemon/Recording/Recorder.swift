import Logging
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels
import SutureSystem

/// The only writer: decides all that waits against exact state, commits it with one sync, and answers.
///
/// Lives on one thread, which owns all that it holds.
struct Recorder {
    /// How its work came to an end.
    enum End {
        case queueIsClosed
        /// An event was voided that had kept the read models from following: what they know is out of date.
        case readModelsWentOn
    }

    /// How long to wait before it is looked again whether the log can be written.
    private static let probePause = Duration.milliseconds(500)
    /// How long to wait before a wrong clock is looked at again, so that the status is right also meanwhile.
    private static let clockPause = Duration.seconds(2)

    let queue: SubmissionQueue
    let log: any EventLog
    let store: RecordStore
    let blindVoid: BlindVoid
    let resumption: Resumption
    let unprojected: ProjectionQueue
    let keyring: Keyring
    let keys: CommitKeys
    let writability: Writability
    let gate: WriteGate
    let clock: Clock
    let watch: ClockWatch
    let logger: Logger
    let batchCommandCountMax: Int
    /// Told of each commit.
    let committed: (LogHead) -> Void

    /// Works until the queue is closed and empty, or another recorder is to go on.
    /// - Parameters:
    ///   - idle: How long to wait for commands before `alive` is called again.
    ///   - alive: Called after every batch and every wait: as long as it is, commands are being recorded.
    /// - Throws: A ``StartAgain`` if only a new start can tell what is on the disk.
    func run(idle: Duration, alive: @escaping () -> Void) throws -> End {
        watch.look(store)
        while let submissions = queue.take(commandCountMax: batchCommandCountMax, waiting: wait(idle)) {
            watch.look(store)
            if submissions.isEmpty { tidy() } else { record(submissions, alive: alive) }
            if let mustStartAgain = writability.mustStartAgain {
                refuseTheRest(alive: alive)
                throw mustStartAgain
            }
            if resumption.isDue, try resumption.finish(alive) { return .readModelsWentOn }
            alive()
            writability.checkpointIfNeeded()
        }
        return .queueIsClosed
    }

    /// How long to wait for commands.
    private func wait(_ idle: Duration) -> Duration {
        if resumption.isDue || gate.isClosed(for: .unwritable) { return min(idle, Recorder.probePause) }
        return gate.isClosed(for: .clock) ? min(idle, Recorder.clockPause) : idle
    }

    /// What is done while there are no commands.
    private func tidy() {
        let isWritable = !gate.isClosed(for: .unwritable)
        writability.look()
        if isWritable { _ = keys.beforeReply(through: log.head) }
    }

    /// Answers what waits still: the gate is closed, so nothing of it is recorded.
    private func refuseTheRest(alive: @escaping () -> Void) {
        queue.close()
        while let submissions = queue.take(commandCountMax: batchCommandCountMax, waiting: .zero) {
            record(submissions, alive: alive)
        }
    }

    // MARK: From the queue to the reply

    private func record(_ submissions: [Submission], alive: @escaping () -> Void) {
        let closures = gate.closures
        var submissions = closures.isEmpty ? submissions : admitted(submissions)
        let now = clock.now
        submissions.removeAll { voidBlindly($0, now: now) }
        guard !submissions.isEmpty else { return }
        store.beginBatch()
        let batch = Overlay(on: store, behind: log.head.position)
        let decider = Decider(
            circumstances: Circumstances(
                at: now, clock, of: log.identity, lastRecordedAt: log.head.recordedAt, keys: keyring,
                alive: alive),
            overlay: batch)
        let decided = submissions.map { ($0, decide($0, decider)) }
        logger.warnIfFails("a look at the read models could not be ended") { try store.endLookups() }
        if let closure = gate.closures.first(where: { !closures.contains($0) }) {
            // One of them has shown that the ground is unsound; on it nothing is written.
            keys.withoutCommit()
            return fail(decided, with: .readOnly(reason: closure.reason))
        }
        do {
            let receipts = Receipts(of: try commit(batch, now: now), now: now, store: store)
            let erases = keys.mustErase && submissions.contains(where: \.erases)
            let erasing = erases ? keys.beforeReply(through: log.head) : .success(())
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

    private func decide(
        _ submission: Submission, _ decider: Decider
    ) -> Result<[Decision], WireError> {
        Result { () throws(WireError) in
            // A single command leaves nothing behind when it is refused, so it needs no overlay of its own.
            if case .single = submission.form, !submission.isDryRun { return try decider.decide(submission) }
            let own = Overlay(on: decider.overlay)
            let decisions = try decider.on(own).decide(submission)
            if !submission.isDryRun { decider.overlay.merge(own) }
            return decisions
        }
    }

    /// Writes what was decided with one sync, and takes over what it made of the records.
    private func commit(_ batch: Overlay, now: Instant) throws(WireError) -> [RecordedEvent] {
        guard !batch.events.isEmpty else {
            keys.withoutCommit()
            return []
        }
        let recorded = try append(batch.events, now: now)
        keys.afterCommit(of: batch)
        store.take(batch)
        project(recorded, batch.payloads)
        watch.accept(from: batch)
        committed(log.head)
        try writability.requireFound()
        return recorded
    }

    private func append(_ events: [NewEvent], now: Instant) throws(WireError) -> [RecordedEvent] {
        let recorded: [RecordedEvent]
        do {
            try writability.requireInPlace()
            try keys.beforeCommit(behind: log.head)
            recorded = try log.append(events, recordedAt: now)
        } catch {
            keys.withoutCommit()
            throw writability.failure(error)
        }
        writability.noteWritten()
        watch.noteCommit()
        return recorded
    }

    /// Hands what was committed to the projector.
    private func project(_ recorded: [RecordedEvent], _ payloads: [Overlay.Payload]) {
        do {
            unprojected.append(
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

    /// What was refused is refused whether or not its neighbours could be written.
    private func fail(
        _ decided: [(Submission, Result<[Decision], WireError>)], with error: WireError
    ) {
        for (submission, decisions) in decided {
            submission.reply(decisions.flatMap { _ in .failure(error) })
        }
    }

    // MARK: An event that cannot be decoded

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
        submission.reply(
            Result { () throws(WireError) in
                switch try blindVoid.decide(submission, of: position, now: now, today: clock.day(of: now)) {
                case .answer(let receipt): [receipt]
                case .record(let event): [try record(event, voiding: position, now: now)]
                }
            })
        return true
    }

    private func record(
        _ event: NewEvent, voiding position: Position, now: Instant
    ) throws(WireError) -> Receipt {
        let recorded = try append([event], now: now)[0]
        if gate.isClosed {
            resumption.begin()
        } else {
            store.noteBlindVoid(recorded, of: position)
            project([recorded], [Overlay.Payload(event: nil, commandID: nil)])
        }
        committed(log.head)
        try writability.requireFound()
        return Receipt(of: recorded, isDuplicate: false)
    }
}
