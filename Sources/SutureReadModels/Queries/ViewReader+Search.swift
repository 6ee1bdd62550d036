import SutureDomain
import SutureJSON

extension ViewReader {
    /// Records in whose names, aliases, titles and statements the text occurs, each once: `record`, `kind`,
    /// `label`, and the `type` and `term` that were found.
    ///
    /// Throws `QueryError` where the query does not fit.
    package func search(_ query: SearchQuery) throws -> Page {
        let rowCount = try ListQuery.rowCount(query.limit)
        guard !query.text.isEmpty else {
            throw QueryError.invalidParameter("text", message: "text is what to look for; it is empty.")
        }
        guard query.text.utf8.count <= SearchQuery.textByteCountMax else {
            throw QueryError.invalidParameter(
                "text", message: "text has at most \(SearchQuery.textByteCountMax) bytes.")
        }
        try QueryError.requireFindable(query.text, parameter: "text")
        let purpose = "search \(query.text)"
        var conditions = [Condition.any(query.text.spellings.map { SearchTerm.containing($0) })]
        if !query.kinds.isEmpty { conditions.append(try SearchTerm.ofKinds(query.kinds)) }
        if let after = query.after {
            let cursor = try Cursor(after, purpose: purpose, valueCount: 1)
            conditions.append(Condition(sql: "t.record > ?", arguments: cursor.values))
        }
        let found = Condition.all(conditions)
        return try read { snapshot in
            try snapshot.page(
                of: SearchTerm.resultColumns,
                sql: SearchTerm.searchSQL(where: found.sql, limit: rowCount + 1), found.arguments,
                rowCount: rowCount
            ) { Cursor(purpose: purpose, values: [$0.value(at: 0)]) }
        }
    }
}

extension SearchTerm {
    /// What is sealed is unsealed on the way; nobody is found by what is shown in place of a name.
    fileprivate static func containing(_ text: String) -> Condition {
        let escaped = text.flatMap { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }
        return Condition(
            sql: """
                \(termSQL) LIKE ? ESCAPE '\\' \
                AND NOT (t.sealed AND \(termSQL) IN ('\(Unsealed.erasedText)', '\(Unsealed.keyLostText)'))
                """,
            arguments: ["%\(String(escaped))%"])
    }

    fileprivate static func ofKinds(_ kinds: [String]) throws -> Condition {
        let kinds = Set(kinds).sorted()
        for kind in kinds where ViewCatalogue.main(ofKind: kind) == nil {
            let known = Catalogue.kinds.map { $0.kind }.joined(separator: ", ")
            throw QueryError.invalidParameter(
                "kinds", message: "There is no kind \(kind); there are \(known).")
        }
        return Condition(
            sql: "\(kindSQL) IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))", arguments: kinds)
    }

    /// Of several terms of a record the earliest is shown.
    fileprivate static func searchSQL(where found: String, limit: Int) -> String {
        "SELECT \(resultColumns.map(\.sql).joined(separator: ", ")), min(t.position) FROM search_term t "
            + "WHERE \(found) GROUP BY t.record ORDER BY t.record LIMIT \(limit)"
    }

    fileprivate static let resultColumns = [
        QueryColumn(View.recordOwner("The record that was found, as kind/ID."), sql: "t.record"),
        QueryColumn("kind", .text, "Its kind.", sql: kindSQL),
        QueryColumn("label", .text, "What it is called.", sql: Label.sql(ofRecord: "t.record")),
        QueryColumn("type", Kind.shape, "Where the text was found: {words}.", sql: "t.type"),
        QueryColumn("term", .text, "The words in which it was found.", sql: termSQL),
    ]

    private static let kindSQL = "substr(t.record, 1, instr(t.record, '/') - 1)"
    private static let termSQL = "iif(t.sealed, unseal(t.term, t.record, t.field), t.term)"
}
