/// What a command makes happen to another record: recorded with the command's own event in one commit, or not
/// at all.
///
/// The event follows the one that caused it at once; its metadata name that one's position as `causation`.
package struct Consequence: Sendable {
    /// The record that it happens to.
    package let stream: StreamName
    package let event: any Event
    /// What becomes of the command if that record has ended.
    package let afterTheEnd: AfterTheEnd

    package init<Caused: Event>(
        _ event: Caused, to record: RecordID<Caused.Subject>,
        afterTheEnd: AfterTheEnd = .ifNotProvablyLater
    ) {
        stream = record.stream
        self.event = event
        self.afterTheEnd = afterTheEnd
    }
}
