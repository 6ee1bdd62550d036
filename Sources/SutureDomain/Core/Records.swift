/// What a rule may know of other records: their exact state as the log has it now.
package protocol Records {
    /// The record of that id; `nil` if there is none.
    func find<Subject: Record>(_ id: RecordID<Subject>) -> Subject?
    /// The same with what every kind of record has beside its own state.
    func standing<Subject: Record>(_ id: RecordID<Subject>) -> Standing<Subject>?
    /// A record of that kind that answers the question.
    func first<Subject: Record>(_ kind: Subject.Type, where lookup: Lookup) -> RecordID<Subject>?
    /// Whether the stream has any event; of any kind, known to this build or not.
    func exists(_ stream: StreamName) -> Bool
    /// Whether the stream is of a person whose data were erased. To be asked of streams that exist.
    func isErased(_ person: StreamName) -> Bool
    /// Whether the record has a lock of its own.
    func isLocked(_ stream: StreamName) -> Bool
}

extension Records {
    /// Refuses as `person-erased` any use of a person whose data were erased: commands about the person, and references to
    /// the person in fields and in the context.
    package func requireNotErased(_ record: StreamName, field: String) throws(Refusal) {
        guard record.kind == Person.kind, isErased(record) else { return }
        throw Refusal(
            .personErased, field: field, record: record,
            "The data of \(record) were erased, so nothing more is recorded about this person.")
    }
}
