/// What a rule may know of other records: their exact state as the log has it now.
package protocol Records {
    /// The record of that id, with what every kind has beside its own state; `nil` if there is none.
    func standing<Subject: Record>(_ id: RecordID<Subject>) -> Standing<Subject>?
    /// A record of that kind that answers the question.
    func first<Subject: Record>(_ kind: Subject.Type, where lookup: Lookup) -> RecordID<Subject>?
    /// Whether the stream has any event; of any kind, known to this build or not.
    func exists(_ stream: StreamName) -> Bool
    /// Whether the stream is of a person whose data were erased. To be asked of streams that exist.
    func isErased(_ person: StreamName) -> Bool
}

extension Records {
    /// The record of that id; `nil` if there is none.
    package func find<Subject: Record>(_ id: RecordID<Subject>) -> Subject? { standing(id)?.state }

    /// Whether the record has a lock of its own.
    package func isLocked(_ stream: StreamName) -> Bool {
        Catalogue.kind(named: stream.kind).map { isLocked($0, stream) } ?? false
    }

    private func isLocked<Subject: Record>(_: Subject.Type, _ stream: StreamName) -> Bool {
        RecordID<Subject>(String(stream.id)).flatMap { standing($0) }?.isLocked ?? false
    }

    /// Refuses as `person-erased` any use of a person whose data were erased: commands about the person, and
    /// references to the person in fields and in the context.
    package func requireNotErased(_ record: StreamName, field: String) throws(Refusal) {
        guard record.isOf(Person.kind), isErased(record) else { return }
        throw Refusal(
            .personErased, field: field, record: record,
            "The data of \(record) were erased, so nothing more is recorded about this person.")
    }
}
