import Foundation
import Logging
import SutureDomain
import SutureLog
import SutureProjection
import SutureReadModels
import SutureSQLite
import SutureSystem
import Synchronization

/// The read models of the state directory, and how they come to be: at the start, or when the disk has room.
final class ReadModels: Sendable {
    struct Made: Sendable {
        let views: ViewsDatabase
        /// Why they do not go as far as the log; `nil` if they do.
        fileprivate(set) var failure: (any Error)?
        fileprivate(set) var keys: KeysAtStart.Outcome
        /// Whether they did not fit the log when it was opened.
        fileprivate let mayMissEvents: Bool
        /// `nil` if they could not be looked at.
        fileprivate let files: FilesInPlace?
    }

    /// Of `views.db`, or of a file in the scratch folder as long as that one tells of a loss and is kept, or
    /// would have to be made of a log that is damaged or lacks events: it is to fit the right log when that
    /// is put back. It is settled when the log was first looked at.
    var path: String { place.withLock { $0 } }
    private let place: Mutex<String>
    private let scratchPath: String
    private let loss: LogLoss?
    private let log: any EventLog
    private let keys: KeysAtStart
    private let logAtStart: LogAtStart
    private let gate: WriteGate
    private let manager: ServiceManager
    private let logger: Logger
    private let state = Mutex<Made?>(nil)
    /// What is told of damage, once it was met.
    private let damage = Mutex<String?>(nil)

    /// - Parameters:
    ///   - loss: what the files beside the log tell of events that it does not have.
    ///   - scratchPath: where read models are made if those there are of such events, or the log is damaged.
    init(
        _ directory: StateDirectory, loss: LogLoss?, scratchPath: String, log: any EventLog,
        keyring: Keyring, gate: WriteGate, manager: ServiceManager, logger: Logger
    ) {
        place = Mutex(loss?.isToldByViews == true ? scratchPath : directory.views)
        self.scratchPath = scratchPath
        self.loss = loss
        self.log = log
        keys = KeysAtStart(keyring: keyring, log: log, gate: gate, logger: logger)
        logAtStart = LogAtStart(gate: gate, manager: manager)
        self.gate = gate
        self.manager = manager
        self.logger = logger
    }

    /// `nil` until there was room.
    var made: Made? { state.withLock { $0 } }

    /// Of how many persons there is no key, or a damaged one, although nobody erased them.
    var lostKeyCount: Int { made.map { keys.lostKeyCount(since: $0.keys) } ?? 0 }

    /// Whose keys are known to be damaged.
    var keyWarnings: [String] { keys.warnings }

    func close() throws { try made?.views.close(isDamaged: damage.withLock { $0 } != nil) }

    /// Takes note of damage that was met in them: the next start makes them anew. That is told once.
    func note(_ failure: ViewFailure) {
        let file = URL(fileURLWithPath: path).lastPathComponent
        guard let cause = failure.isDamage ? "\(file) is damaged" : failure.isOfFile ? displacement : nil
        else { return }
        let warning = ReadModels.warning(cause)
        let isNew = damage.withLock { damage in
            defer { damage = damage ?? warning }
            return damage == nil
        }
        if isNew { logger.error("\(warning)", metadata: ["failure": "\(failure)"]) }
    }

    /// Takes note that they contradict the log: the next start makes them anew, if it finds the log sound.
    func noteContradiction() {
        let file = URL(fileURLWithPath: path).lastPathComponent
        damage.withLock { $0 = $0 ?? ReadModels.warning("\(file) contradicts the log") }
    }

    /// What an operator should know of them.
    var warnings: [String] {
        [damage.withLock(\.self) ?? displacement.map(ReadModels.warning)].compactMap(\.self)
    }

    private static func warning(_ cause: String) -> String {
        "\(cause): the next start makes it anew from the log"
    }

    /// That other files stand in their places, or none; `nil` if they are there.
    private var displacement: String? {
        do {
            try requireInPlace()
            return nil
        } catch {
            return error.cause
        }
    }

    /// To be called before they are opened once more: what is served is in the files that were opened first.
    /// - Throws: ``LogFailure/Kind/displaced`` if others stand in their places, or none.
    func requireInPlace() throws(LogFailure) { try made?.files?.require(for: "open the read models") }

    /// Brings the read models up to date and looks at what the log's end says of itself. What fails here
    /// closes the gate: the daemon serves reads and refuses writes, instead of being started again and again.
    /// - Parameters:
    ///   - isFirst: whether the log is to be looked at, which is done once.
    ///   - isWanted: asked now and then.
    /// - Returns: False if there is no room, or it is not wanted any more; then it can be called again.
    func make(isFirst: Bool, while isWanted: @escaping @Sendable () -> Bool = { true }) throws -> Bool {
        if isFirst, let loss { gate.close(because: loss.description) }
        let reader = try log.reader()
        defer { try? reader.close() }
        do {
            let made = try make(reader, isFirst: isFirst, isWanted)
            state.withLock { $0 = made }
            return true
        } catch is NotWanted {
            return false
        } catch  where ViewFailure.mayPass(error) {
            if isFirst {
                let reason = ReadModels.wait(for: error)
                gate.close(.noReadModels, because: reason)
                logger.error("\(reason)", metadata: ["failure": "\(error)"])
            }
            return false
        }
    }

    private func make(
        _ reader: LogReader, isFirst: Bool, _ isWanted: @escaping @Sendable () -> Bool
    ) throws -> Made {
        var opening = Result { try open() }
        var known = try? opening.get().place(in: reader, of: log)
        let start = LogHead(empty: log.identity)
        let isTrusted = try !isFirst || logAtStart.verify(reader, after: known ?? start) && loss == nil
        if !isTrusted, known?.position != log.head.position {
            try? opening.get().close()
            place.withLock { $0 = scratchPath }
            opening = Result { try open() }
            known = nil
        }
        var views = try opening.get()
        if known == nil {
            logger.notice("the read models are made anew from the log")
            try views.close()
            views = try begin()
        }
        var failure: (any Error)?
        do {
            do {
                try catchUp(&views, reader, from: known ?? start, isWanted)
            } catch let damage as ViewFailure where damage.isOfFile && !damage.mayPass && known != nil {
                logger.warning(
                    "the read models are damaged and are made anew from the log",
                    metadata: ["failure": "\(damage)"])
                try? views.close()
                views = try begin()
                try catchUp(&views, reader, from: start, isWanted)
            }
        } catch let error where !(error is NotWanted) && !ViewFailure.mayPass(error) {
            failure = error
            stop(because: error, reader)
        }
        let mayMissEvents = known.map { $0.position == .zero } ?? true
        let keys = keys.settle(try ViewIndex(path: path), reader, mayMissEvents: mayMissEvents)
        return Made(
            views: views, failure: failure, keys: keys, mayMissEvents: mayMissEvents,
            files: try? FilesInPlace(ofDatabase: path))
    }

    /// Closes the gate: for good, or until the event is voided that was written so and cannot be decoded.
    private func stop(because failure: any Error, _ reader: LogReader) {
        let reason = ReadModels.cannotFollow(failure)
        guard let position = (failure as? ViewFailure)?.undecodable else {
            return gate.close(because: reason)
        }
        do {
            _ = try reader.page(after: Position(position.number - 1), limit: 1, isServed: true)
        } catch {
            return gate.close(because: ToldFailure(error).message)
        }
        gate.close(.unreadable(position), because: reason)
        logger.critical("only reads are served: \(reason)")
    }

    /// Goes on behind an event that kept them from following the log, once it was voided.
    /// - Parameter progress: told how far they are.
    /// - Returns: why they do not go as far as the log; `nil` if they do.
    /// - Throws: a ``ViewFailure`` if there is no room; then it can be called again.
    func goOn(_ progress: (Position) -> Void) throws -> (any Error)? {
        guard var made else { return nil }
        let reader = try log.reader()
        defer { try? reader.close() }
        let stops = gate.closures.map(\.cause).filter { if case .unreadable = $0 { true } else { false } }
        made.failure = nil
        do {
            let source = EventSource(reader)
            let position = try made.views.checkpoint()?.position ?? .zero
            try made.views.follow(source, after: position, upTo: log.head.position, progress)
        } catch let error where !ViewFailure.mayPass(error) {
            made.failure = error
            stop(because: error, reader)
        }
        let next = (made.failure as? ViewFailure)?.undecodable.map { WriteGate.Cause.unreadable($0) }
        for cause in stops where cause != next { gate.open(cause) }
        if made.failure == nil {
            made.keys = keys.settle(try ViewIndex(path: path), reader, mayMissEvents: made.mayMissEvents)
            logger.notice("the read models follow the log again")
        }
        state.withLock { $0 = made }
        return made.failure
    }

    /// Read models are derived, so a file that cannot be opened is made anew.
    private func open() throws -> ViewsDatabase {
        do {
            return try ViewsDatabase(path: path)
        } catch  where !ViewFailure.isDiskFull(error) {
            logger.warning(
                "the read models cannot be opened and are made anew", metadata: ["failure": "\(error)"])
            return try openAnew()
        }
    }

    /// Without a look at what is in the file: it may be damaged.
    private func openAnew() throws -> ViewsDatabase {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        return try ViewsDatabase(path: path)
    }

    /// Empty ones.
    private func begin() throws -> ViewsDatabase {
        let views = try openAnew()
        try views.reset(logID: log.identity.id, startHash: log.identity.hash)
        return views
    }

    private func catchUp(
        _ views: inout ViewsDatabase, _ reader: LogReader, from checkpoint: LogHead,
        _ isWanted: @escaping @Sendable () -> Bool
    ) throws {
        let head = log.head.position
        let source = EventSource(reader)
        let progress = { [manager] (position: Position) in
            guard isWanted() else { throw NotWanted() }
            manager.starting("projecting event \(position) of \(head)")
        }
        var position = checkpoint.position
        if position == .zero, head > .zero {
            position = try rebuild(&views, from: source, upTo: head, progress)
        }
        try views.follow(source, after: position, upTo: head, progress)
    }

    /// Makes the read models as a new file. If that fails they begin empty, and come as far as they can.
    /// - Returns: how far they are.
    private func rebuild(
        _ views: inout ViewsDatabase, from source: EventSource, upTo head: Position,
        _ progress: @escaping (Position) throws -> Void
    ) throws -> Position {
        try views.close()
        var position = Position.zero
        do {
            try ViewsDatabase.make(path: path, from: source, upTo: head, progress: progress)
            position = head
        } catch let error where !(error is NotWanted) && !ViewFailure.mayPass(error) {
            logger.warning("the read models could not be made at once", metadata: ["failure": "\(error)"])
        }
        views = try open()
        if position == .zero { try views.reset(logID: source.logID, startHash: source.startHash) }
        return position
    }

    private struct NotWanted: Error {}
}
