/// A remark on any record, for its readers.
package struct NoteAdded<Subject: Record>: RecordableEvent<Subject> {
    package static var type: EventType { EventType("\(Subject.kind).note-added") }
    package static var effect: Effect { .adds }
    package static var command: CommandName { "add-note" }
    package static var afterTheEnd: AfterTheEnd { .accepted }
    package static var underLock: UnderLock { .accepted }

    /// The remark.
    package var text: Prose

    package init(text: Prose) { self.text = text }
}
