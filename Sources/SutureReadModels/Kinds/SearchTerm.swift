import SutureDomain
import SutureSQLite

/// Words of an event by which its record is found. Those of persons stay sealed.
///
/// A name that was given up still finds its record.
struct SearchTerm: Sendable {
    enum Kind: String, Enumeration { case name, alias, title, statement }

    /// Says to the projection of ``readModel`` what an event has of them.
    private let project: @Sendable (_ when: inout Projection) -> Void

    /// - Parameters:
    ///   - field: of the event, in which they stand.
    ///   - words: nothing is found by those that are absent.
    init<Happened: Event, Words: SearchWords>(
        _ kind: Kind, of type: Happened.Type, _ field: String,
        _ words: @escaping @Sendable (Happened) -> Words?
    ) {
        project = { when in
            when(type) { event, row in
                guard let words = words(event) else { return }
                row.put("type", kind, "{words}.")
                row.put("field", field, "The field of the event that they stand in.", .keyWithinEvent)
                row.put("term", Term(words: words), "The words, or in base64 what is sealed.", .indexed)
                row.put("sealed", Words.areSealed, "Whether they are sealed.")
            }
        }
    }

    static let readModel = ReadModel(
        "search-term", ofAnyKind: "terms", "Words by which records are found.", isListed: false
    ) { kind, when in
        for term in kind.searchTerms { term.project(&when) }
    }
}

/// What stands in an event that its record is found by.
protocol SearchWords: ColumnValue {
    static var areSealed: Bool { get }
}

extension String: SearchWords {
    static var areSealed: Bool { false }
}

extension Prose: SearchWords {
    static var areSealed: Bool { false }
}

extension Sealed: SearchWords {
    static var areSealed: Bool { true }
}

/// Words in the one column that has all of them, plain and sealed.
private struct Term<Words: SearchWords>: StoredValue {
    static var shape: FieldShape { .text }

    let words: Words

    func bind(to parameters: Parameters, at index: Int32) throws { try words.bind(to: parameters, at: index) }
}
