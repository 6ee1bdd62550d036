/// A reference to a record of one of two kinds, written with its kind (`institution/USST`, `unit/IRI`).
package struct EitherID<First: RecordKind, Second: RecordKind>: Hashable, Sendable {
    package let stream: StreamName

    /// `nil` unless the text is `kind/id`.
    package init?(_ text: String) {
        guard let stream = StreamName(text) else { return nil }
        self.stream = stream
    }

    package init(_ id: RecordID<First>) { stream = id.stream }
    package init(_ id: RecordID<Second>) { stream = id.stream }
}

extension EitherID: Reference, TextValue {
    package static var kinds: [String] { [First.kind, Second.kind] }
    package static var sample: Self { Self(RecordID<First>.sample) }
    package static var form: String { "\(First.kind)/ID or \(Second.kind)/ID" }

    package var text: String { stream.text }
}
