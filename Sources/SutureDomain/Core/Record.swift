/// A kind of record, known by its name: what a reference to it needs.
package protocol RecordKind: Sendable {
    /// Kebab case, as in stream names and on the command line (`trial`, `adverse-event`).
    static var kind: String { get }
}

extension RecordKind {
    package typealias ID = RecordID<Self>
}

/// A record as its rules see it: what the events of its stream have made of it so far.
package protocol Record: RecordKind, Equatable {
    /// Every event of this kind beyond those that all kinds have (``Catalogue/commonEvents(of:)``), the
    /// creating one first, in the order in which they are documented.
    static var vocabulary: [any Event.Type] { get }
    /// The date from which on the record has ended; `nil` while it has not.
    var endedOn: PartialDate? { get }
    /// Whether this record, as it is now, is an answer to the question.
    func answers(_ lookup: Lookup) -> Bool
    /// The texts of the lookups that this record may answer (``LookupKey``).
    var lookupTexts: Set<String> { get }
    /// The record whose lock covers this one as well; `nil` if there is none.
    var lockedThrough: StreamName? { get }
    /// Whether people keep such records: they note on them, attach to them, void, lock and unlock.
    static var isKeptByPeople: Bool { get }
    /// Whether all amounts of a record are in the currency that it says itself. What it says, whoever says an
    /// amount repeats.
    static var keepsOneCurrency: Bool { get }
    /// Before its first event.
    init()
}

extension Record {
    package var endedOn: PartialDate? { nil }
    package func answers(_ lookup: Lookup) -> Bool { false }
    package var lookupTexts: Set<String> { [] }
    package var lockedThrough: StreamName? { nil }
    package static var isKeptByPeople: Bool { true }
    package static var keepsOneCurrency: Bool { false }

    /// Whether a record of the kind comes into being with such an event: the first of the vocabulary, or for
    /// records that people do not keep whichever comes first.
    package static func begins(with type: EventType) -> Bool {
        isKeptByPeople ? vocabulary.first?.type == type : vocabulary.contains { $0.type == type }
    }

    /// Whether the registration of this kind is our own act, which no date of the world can precede.
    package static var countsFromTheBeginning: Bool {
        vocabulary.first.map { $0.type.name == "registered" } ?? false
    }
}
