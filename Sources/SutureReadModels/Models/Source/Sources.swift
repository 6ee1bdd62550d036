import SutureDomain

/// One row per document.
enum Sources: ReadModel {
    static let view = View(
        Source.self, label: "title", "Documents that say something about the programme.",
        columns: [
            .text("title", "What it is called."),
            .text("type", "What sort of document it is."),
            .date("publishedOn", "When it was published or written."),
            .text("publisher", "Who published it."),
            .text("section", "Where it stands in what the publisher publishes."),
            .text("sha256", "The digest of its bytes."),
        ])

    static func project(when: inout Projection) {
        when(Source.Registered.self) { registered, rows in
            try rows.put([
                "title": registered.title, "type": registered.type.rawValue,
                "publishedOn": registered.publishedOn, "publisher": registered.publisher,
                "section": registered.section, "sha256": registered.sha256,
            ])
        }
    }
}
