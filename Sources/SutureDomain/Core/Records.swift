/// What a rule may know of other records: their exact state as the log has it now.
package protocol Records {
    /// The record of that id; `nil` if there is none.
    func find<Subject: Record>(_ id: RecordID<Subject>) -> Subject?
    /// A record of that kind that answers the question.
    func first<Subject: Record>(_ kind: Subject.Type, where lookup: Lookup) -> RecordID<Subject>?
    /// Whether the stream has any event; of any kind, known to this build or not.
    func exists(_ stream: StreamName) -> Bool
    /// Whether the record has a lock of its own.
    func isLocked(_ stream: StreamName) -> Bool
}
