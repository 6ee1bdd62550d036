import SutureDomain

/// What is wanted, hoped or thought, as documents have it.
enum SourceStatements: ReadModel {
    static let view = View(
        "source-statement", of: Source.self, list: "statements",
        "Goals, expectations, appraisals and motivations that documents state.", key: .entry,
        indexed: ["speaker"],
        columns: [
            .reference("speaker", to: Person.self, "Who says so; absent where the document itself does."),
            .text("type", "goal, expectation, appraisal or motivation."),
            .text("text", "What is said."),
            .date("recordedOn", "When it was said."),
        ])

    static func project(when: inout Projection) {
        when(Source.StatementRecorded.self) { statement, rows in
            try rows.put([
                "speaker": statement.speaker, "type": statement.type.rawValue, "text": statement.text,
                "recordedOn": rows.occurredOn,
            ])
        }
    }
}
