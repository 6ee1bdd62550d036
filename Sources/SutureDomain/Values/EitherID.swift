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

extension EitherID: Reference {
    package static var kinds: [String] { [First.kind, Second.kind] }
    package static var shape: FieldShape { .reference(kinds: kinds) }
    package static var sample: Self { Self(RecordID<First>.sample) }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = EitherID(text) else {
            throw decoder.invalid("\(First.kind)/ID or \(Second.kind)/ID", got: text)
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(stream.text)
    }
}
