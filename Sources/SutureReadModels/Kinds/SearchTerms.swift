import SutureDomain

/// The words by which records are found: names, aliases, titles and statements. Those of persons stay sealed.
///
/// A name that was given up still finds its record.
enum SearchTerms: ReadModel {
    static let view = View(
        "search-term", ofAnyKind: "terms", "Words by which records are found.", isListed: false,
        key: .columns(["position", "field"]), indexed: ["term"],
        columns: [
            .text("type", "name, alias, title or statement."),
            .text("field", "The field of the event that they stand in."),
            .text("term", "The words, or in base64 what is sealed."),
            .boolean("sealed", "Whether they are sealed."),
        ])

    static func project(when: inout Projection) {
        for kind in Catalogue.viewed { kind.projectSearchTerms(when: &when) }
    }
}

extension RowWriter {
    /// Words by which the record is found, and the field of the event that they stand in.
    func put(_ type: String, _ field: String, _ term: String) throws {
        try put(["type": type, "field": field, "term": term, "sealed": false])
    }

    func put(_ type: String, _ field: String, _ term: Prose) throws {
        try put(type, field, term.text)
    }

    func put(_ type: String, _ field: String, _ term: Sealed) throws {
        try put(["type": type, "field": field, "term": term, "sealed": true])
    }
}
