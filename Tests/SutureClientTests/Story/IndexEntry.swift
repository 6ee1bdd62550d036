import SutureJSON

/// A line of a document: a sentence with what comes back of it, or words that say nothing of the programme.
struct IndexEntry: Sendable {
    /// As it stands in the document.
    let text: String
    /// None for words that say nothing of the programme.
    let questions: [Question]
    /// Why such words are not recorded.
    let reason: String?

    /// - Parameter questions: what is asked once the programme is recorded.
    static func sentence(_ text: String, _ questions: Question...) -> IndexEntry {
        IndexEntry(text: text, questions: questions, reason: nil)
    }

    /// A sentence that is kept as what it is: something that somebody says, or the document itself.
    /// - Parameter type: what sort of statement it is.
    static func statement(
        _ type: JSONValue, by speaker: JSONValue? = nil, in source: JSONValue, _ text: String,
        _ questions: Question...
    ) -> IndexEntry {
        let statement = Question.statement(in: source, type, .string(text), by: speaker)
        return IndexEntry(text: text, questions: [statement] + questions, reason: nil)
    }

    static func notOfTheProgramme(_ text: String, because reason: String) -> IndexEntry {
        IndexEntry(text: text, questions: [], reason: reason)
    }
}
