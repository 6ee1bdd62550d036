import SutureDomain

extension Installation: Viewed {
    static let readModels = [installations, restorations, clocks, imports]

    private static let installations = ReadModel(
        of: Installation.self, "What was done to the log as a whole; its id is the log's.",
        computed: [
            QueryColumn(
                "restorationCount", .integer, "How often a log that lacks events was accepted.",
                sql: "(SELECT count(*) FROM installation_restoration r WHERE r.installation = t.id)"),
            QueryColumn(
                "acceptedClocks", .integer, "How often a clock that contradicts the log was accepted.",
                sql: "(SELECT count(*) FROM installation_clock c WHERE c.installation = t.id)"),
            QueryColumn(
                "importCount", .integer, "How many imports were begun.",
                sql: "(SELECT count(*) FROM import i WHERE i.installation = t.id)"),
        ]
    ) { when in
        when(Restored.self) { _, row in
            row.put("lastOn", row.occurredOn, "When something was last recorded of it.")
        }
        when(ClockAccepted.self) { _, row in row.put("lastOn", row.occurredOn) }
        when(ImportBegun.self) { _, row in row.put("lastOn", row.occurredOn) }
        when(ImportClosed.self) { _, row in row.put("lastOn", row.occurredOn) }
        when(ImportUndone.self) { _, row in row.put("lastOn", row.occurredOn) }
    }

    private static let restorations = ReadModel(
        "installation-restoration", list: "restorations", when: Restored.self,
        "Logs that lack events which they had once, accepted by an operator."
    ) { restored, row in
        row.put(
            "acceptedPosition", restored.position,
            "The position of the last event of the log as it was accepted.")
        row.put("acceptedHash", restored.hash, "The hash of that event, in hexadecimal.")
        row.put(
            "knownPosition", restored.knownPosition,
            "The last position that a file beside the log knew of.")
        row.put("knownHash", restored.knownHash, "The hash of the event there, in hexadecimal.")
        row.put("acceptedOn", row.occurredOn, "When.")
    }

    private static let clocks = ReadModel(
        "installation-clock", list: "clocks", when: ClockAccepted.self,
        "Clocks that contradict the log, accepted by a steward."
    ) { accepted, row in
        row.put("clock", accepted.clock, "What the daemon's clock said, RFC 3339 in UTC.")
        row.put(
            "log", accepted.log,
            "When the last event of the log said that it was recorded, RFC 3339 in UTC.")
        row.put("acceptedOn", row.occurredOn, "When.")
    }

    private static let imports = ReadModel(
        "import", of: Installation.self, list: "imports", "Sheets that were imported."
    ) { when in
        when(ImportBegun.self) { begun, row in
            row.put("batch", row.position, "The import's number: the position of its first event.", .key)
            row.put("sheet", begun.sheet, "The name of the sheet.")
            row.put("rows", begun.rows, "How many rows it has.")
            row.put(
                "account", row.account, "Who imported it: the account's name, or its number if it has none.")
            row.put("begunAt", row.recordedAt, "When it began, RFC 3339 in UTC.")
            row.put(
                "state", "open",
                """
                open, closed when nothing more can belong to it, or undone when all that it recorded was voided.
                """)
            row.put("voided", Int64?.none, "Of one that is undone: how many of its events are voided.")
            row.put(
                "digest", begun.digest,
                "SHA-256 of the sheet and of its map; none where they hold personal data.")
        }
        when(ImportClosed.self) { closed, row in
            row.put("batch", closed.batch)
            row.put("state", "closed")
        }
        when(ImportUndone.self) { undone, row in
            row.put("batch", undone.batch)
            row.put("state", "undone")
            row.put("voided", undone.voided)
        }
    }
}
