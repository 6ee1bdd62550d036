import SutureDomain

extension Installation: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Installations.self, InstallationRestorations.self, InstallationClocks.self, Imports.self,
    ]
}

/// One row: the installation itself.
enum Installations: ReadModel {
    static let view = View(
        Installation.self, label: "id", "What was done to the log as a whole; its id is the log's.",
        columns: [.date("lastOn", "When something was last recorded of it.")],
        computed: [
            ComputedColumn(
                name: "restorationCount", meaning: "How often a log that lacks events was accepted.",
                sql: "(SELECT count(*) FROM installation_restoration r WHERE r.installation = t.id)"),
            ComputedColumn(
                name: "acceptedClocks", meaning: "How often a clock that contradicts the log was accepted.",
                sql: "(SELECT count(*) FROM installation_clock c WHERE c.installation = t.id)"),
            ComputedColumn(
                name: "importCount", meaning: "How many imports were begun.",
                sql: "(SELECT count(*) FROM import i WHERE i.installation = t.id)"),
        ])

    static func project(when: inout Projection) {
        when(Installation.Restored.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
        when(Installation.ClockAccepted.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
        when(Installation.ImportBegun.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
        when(Installation.ImportClosed.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
        when(Installation.ImportUndone.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
    }
}

/// When a log that lacks events was accepted, and what was known of those.
enum InstallationRestorations: ReadModel {
    static let view = View(
        "installation-restoration", of: Installation.self, list: "restorations",
        "Logs that lack events which they had once, accepted by an operator.", key: .entry,
        columns: [
            .integer("acceptedPosition", "The position of the last event of the log as it was accepted."),
            .text("acceptedHash", "The hash of that event, in hexadecimal."),
            .integer("knownPosition", "The last position that a file beside the log knew of."),
            .text("knownHash", "The hash of the event there, in hexadecimal."),
            .date("acceptedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Installation.Restored.self) { restored, rows in
            try rows.put([
                "acceptedPosition": restored.position, "acceptedHash": restored.hash,
                "knownPosition": restored.knownPosition, "knownHash": restored.knownHash,
                "acceptedOn": rows.occurredOn,
            ])
        }
    }
}

/// When a clock that contradicts the log was accepted.
enum InstallationClocks: ReadModel {
    static let view = View(
        "installation-clock", of: Installation.self, list: "clocks",
        "Clocks that contradict the log, accepted by a steward.", key: .entry,
        columns: [
            .text("clock", "What the daemon's clock said, RFC 3339 in UTC."),
            .text("log", "When the last event of the log said that it was recorded, RFC 3339 in UTC."),
            .date("acceptedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Installation.ClockAccepted.self) { accepted, rows in
            try rows.put([
                "clock": accepted.clock.description, "log": accepted.log.description,
                "acceptedOn": rows.occurredOn,
            ])
        }
    }
}

/// Which sheets were imported, when and by whom.
enum Imports: ReadModel {
    static let view = View(
        "import", of: Installation.self, list: "imports", "Sheets that were imported.",
        key: .columns(["batch"]),
        columns: [
            .integer("batch", "The import's number: the position of its first event."),
            .text("sheet", "The name of the sheet."),
            .integer("rows", "How many rows it has."),
            .text("account", "Who imported it: the account's name, or its number if it has none."),
            .text("begunAt", "When it began, RFC 3339 in UTC."),
            .text(
                "state",
                "open, closed when nothing more can belong to it, or undone when all that it recorded was voided."
            ),
            .integer("voided", "Of one that is undone: how many of its events are voided."),
            .text("digest", "SHA-256 of the sheet and of its map; none where they hold personal data."),
        ])

    static func project(when: inout Projection) {
        when(Installation.ImportBegun.self) { begun, rows in
            try rows.put([
                "batch": rows.position, "sheet": begun.sheet, "rows": begun.rows,
                "account": rows.account, "begunAt": rows.recordedAt, "state": "open",
                "digest": begun.digest,
            ])
        }
        when(Installation.ImportClosed.self) { closed, rows in
            try rows.put(["batch": closed.batch, "state": "closed"])
        }
        when(Installation.ImportUndone.self) { undone, rows in
            try rows.put(["batch": undone.batch, "state": "undone", "voided": undone.voided])
        }
    }
}
