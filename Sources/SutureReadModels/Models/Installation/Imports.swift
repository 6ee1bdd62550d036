import SutureDomain

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
