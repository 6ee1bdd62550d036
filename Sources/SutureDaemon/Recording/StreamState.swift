import SutureDomain
import SutureReadModels

/// A record's state together with the head of its stream, as cached or as it will be after a batch.
class StreamState {
    var head: StreamHead

    init(head: StreamHead) { self.head = head }

    /// A copy that may be changed without changing this one.
    func copy() -> StreamState { preconditionFailure("a stream's state is one of a kind of record") }
}

/// The state of a stream of one kind of record.
final class RecordState<Subject: Record>: StreamState {
    /// `nil` if the record's creation was voided: there is no record, though the stream goes on.
    var standing: Standing<Subject>?

    init(head: StreamHead, standing: Standing<Subject>?) {
        self.standing = standing
        super.init(head: head)
    }

    override func copy() -> StreamState { RecordState(head: head, standing: standing) }
}
