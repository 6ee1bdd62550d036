/// The installation itself: what was done to the log as a whole, by whom and why.
///
///     a log has one, whose id is the log's identity; it has no states, and begins with whatever is recorded
///
/// It is no record that people keep: nothing of it is noted on, voided or locked.
package struct Installation: Record {
    package static let kind = "installation"
    package static let isKeptByPeople = false

    package static let vocabulary: [any Event.Type] = [
        Restored.self, ClockAccepted.self, ImportBegun.self, ImportClosed.self, ImportUndone.self,
    ]

    /// The imports that are over, by the positions of their first events.
    var closedImports: Set<Position> = []
    /// Those of which everything was voided.
    var undoneImports: Set<Position> = []

    package init() {}

    /// Whether nothing more belongs to the import.
    /// - Parameter batch: the position of the import's first event.
    package func isClosed(_ batch: Position) -> Bool { closedImports.contains(batch) }

    /// Whether everything that the import recorded was voided.
    /// - Parameter batch: the position of the import's first event.
    package func isUndone(_ batch: Position) -> Bool { undoneImports.contains(batch) }

    /// Refuses as `import-closed` more of an import that is over.
    /// - Parameter batch: the position of the import's first event.
    package func requireOpen(_ batch: Position) throws(Refusal) {
        guard !isClosed(batch) else {
            throw Refusal(
                .importClosed, field: "batch", "Import \(batch) is closed: nothing more belongs to it.")
        }
    }
}

/// What is so of the installation while a command is decided; inputs of the rules, like the day.
package struct InstallationFacts: Hashable, Sendable {
    /// The only record of the kind: the log's identity.
    package var id: Installation.ID
    /// What the daemon's clock says.
    package var now: Instant
    /// When the last event of the log was recorded, as it says itself; when the log was made if there is
    /// none.
    package var lastRecordedAt: Instant

    package init(id: Installation.ID, now: Instant, lastRecordedAt: Instant) {
        self.id = id
        self.now = now
        self.lastRecordedAt = lastRecordedAt
    }
}

extension Installation {
    /// A log that lacks events which it had once was accepted by an operator: a backup was put back.
    package struct Restored: Event {
        package typealias Subject = Installation
        package static let type: EventType = "installation.restored"
        package static let effect = Effect.adds
        package static let isVoidable = false

        /// The position of the last event of the log as it was accepted.
        package var position: Position
        /// The hash of that event, in hexadecimal.
        package var hash: String
        /// The last position that a file beside the log knew of.
        package var knownPosition: Position?
        /// The hash of the event there, in hexadecimal.
        package var knownHash: String?

        package init(
            position: Position, hash: String, knownPosition: Position? = nil, knownHash: String? = nil
        ) {
            self.position = position
            self.hash = hash
            self.knownPosition = knownPosition
            self.knownHash = knownHash
        }
    }

    /// A clock that contradicts the log was found to be right by a steward.
    package struct ClockAccepted: RecordableEvent {
        package typealias Subject = Installation
        package static let type: EventType = "installation.clock-accepted"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.reasonRequired, .clockMoved]
        package static let command: CommandName = "accept-clock"
        package static let isVoidable = false
        package static let requiredRole = Role.steward
        package static let needsRecord = false

        /// How far the clock may have moved on since the steward looked at it, in seconds.
        package static let clockMovesSecondsMax: Int64 = 600

        /// What the daemon's clock says, as its status shows it.
        package var clock: Instant
        /// When the last event of the log says that it was recorded.
        package var log: Instant

        package func check(_ installation: Installation, _ context: CommandContext) throws(Refusal) {
            let facts = try context.requireInstallation()
            try context.requireReason("To accept the clock")
            let moved = abs(facts.now.microseconds - clock.microseconds) / 1_000_000
            guard moved <= ClockAccepted.clockMovesSecondsMax else {
                throw Refusal(
                    .clockMoved, field: "clock",
                    "The clock says \(facts.now), not \(clock): look at it again.")
            }
            guard log == facts.lastRecordedAt else {
                throw Refusal(
                    .clockMoved, field: "log",
                    "The log's last event was recorded at \(facts.lastRecordedAt), not at \(log): look again."
                )
            }
        }
    }
}

extension Installation {
    /// Somebody began to record what a sheet says. The receipt's position is the import's number:
    /// `org.suture.Log.RecordAll` takes it as `batch`, and the events of the sheet's rows name it in their
    /// metadata. As the first command of a `RecordAll` it is recorded together with the first rows, or not at
    /// all.
    package struct ImportBegun: RecordableEvent {
        package typealias Subject = Installation
        package static let type: EventType = "installation.import-begun"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.amountNotPositive, .countTooLarge, .badIdentifier]
        package static let command: CommandName = "begin-import"
        package static let isVoidable = false
        package static let needsRecord = false

        /// The name of the sheet, which is kept for ever.
        package var sheet: String
        /// How many rows the sheet has.
        package var rows: Int64
        /// SHA-256 of the sheet and of what says what becomes of its rows, in hexadecimal. Left out where it
        /// has personal data in it: a digest of these can be guessed after they were erased.
        package var digest: String?

        package func check(_ installation: Installation, _ context: CommandContext) throws(Refusal) {
            _ = try context.requireInstallation()
            try rows.requireCount(field: "rows")
            if let digest, [UInt8](hexadecimal: digest)?.count != 32 {
                throw Refusal(
                    .badIdentifier, field: "digest", "digest must be a SHA-256: 64 hexadecimal digits.")
            }
        }
    }

    /// An import is over: nothing more belongs to it. Whoever began it closes it, or a steward.
    package struct ImportClosed: RecordableEvent {
        package typealias Subject = Installation
        package static let type: EventType = "installation.import-closed"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.importClosed, .notOwnImport]
        package static let command: CommandName = "close-import"
        package static let isVoidable = false
        package static let needsRecord = false

        /// The import, by the position of its first event.
        package var batch: Position

        package func check(_ installation: Installation, _ context: CommandContext) throws(Refusal) {
            _ = try context.requireInstallation()
            try installation.requireOpen(batch)
        }

        package func apply(to installation: inout Installation) { installation.closedImports.insert(batch) }
    }

    /// Everything that an import recorded and that can be voided was voided.
    package struct ImportUndone: Event {
        package typealias Subject = Installation
        package static let type: EventType = "installation.import-undone"
        package static let effect = Effect.adds
        package static let isVoidable = false

        /// The import, by the position of its first event.
        package var batch: Position
        /// How many of its events are voided, whoever did so and when.
        package var voided: Int64

        package init(batch: Position, voided: Int64) {
            self.batch = batch
            self.voided = voided
        }

        package func apply(to installation: inout Installation) { installation.undoneImports.insert(batch) }
    }
}

extension CommandContext {
    /// Refuses as `not-found` a record that is not the log's own installation.
    fileprivate func requireInstallation() throws(Refusal) -> InstallationFacts {
        guard let installation, stream == installation.id.stream else {
            let known = installation.map { "it is \($0.id)" } ?? "it is not known here"
            throw Refusal(
                .notFound, field: "id", record: stream, "A log has one installation, of its own id: \(known)."
            )
        }
        return installation
    }
}
