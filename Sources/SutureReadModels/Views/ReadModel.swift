import SutureDomain

/// A view and what fills it, which also says what columns it has.
///
/// A read model meets subsequences of history, in log order: it never assumes that a record which an event
/// refers to, or an earlier event of the same stream, is there.
struct ReadModel: Sendable {
    /// Kebab case (`trial-outcome`).
    let name: String
    /// One sentence.
    let meaning: String
    /// The kind whose streams fill the view; `nil`: all of them.
    let kind: String?
    /// As what the rows are shown within their record; `nil`: they are the record.
    let listName: String?
    /// Whether readers may list it.
    var isListed = true
    /// Whether other queries look rows up by the events that made them.
    var isIndexedByEntry = false
    /// What is worked out from other tables when the view is read.
    var computed: [QueryColumn] = []
    /// Says what the events make of the view.
    let project: @Sendable (inout Projection) -> Void
}

extension ReadModel {
    /// The one row of each record of a kind. It is made by the event that the record comes into being with;
    /// whatever other events put changes it, if it is there.
    init(
        of kind: any RecordKind.Type, _ meaning: String, computed: [QueryColumn] = [],
        project: @escaping @Sendable (_ when: inout Projection) -> Void
    ) {
        self.init(
            name: kind.kind, meaning: meaning, kind: kind.kind, listName: nil, computed: computed,
            project: project)
    }

    /// Rows of which a record may have many: one for each event that puts something, or for each key.
    /// - Parameter list: as what they are shown within their record.
    init(
        _ name: String, of kind: any RecordKind.Type, list: String, _ meaning: String,
        isIndexedByEntry: Bool = false, project: @escaping @Sendable (_ when: inout Projection) -> Void
    ) {
        self.init(
            name: name, meaning: meaning, kind: kind.kind, listName: list,
            isIndexedByEntry: isIndexedByEntry, project: project)
    }

    /// The same of one type of event.
    init<Happened: Event>(
        _ name: String, list: String, when type: Happened.Type, _ meaning: String,
        isIndexedByEntry: Bool = false, fill: @escaping @Sendable (Happened, inout RowWriter) -> Void
    ) {
        self.init(
            name, of: Happened.Subject.self, list: list, meaning, isIndexedByEntry: isIndexedByEntry
        ) { when in when(type, fill) }
    }

    /// The same, a row for each of these.
    init<Happened: Event, Part: FieldValue>(
        _ name: String, list: String, when type: Happened.Type,
        each parts: @escaping @Sendable (Happened) -> [Part], _ meaning: String,
        fill: @escaping @Sendable (Happened, Part, inout RowWriter) -> Void
    ) {
        self.init(name, of: Happened.Subject.self, list: list, meaning) { when in
            when(type, each: parts, fill)
        }
    }

    /// Rows that a record of any kind may have, if it is of those that people keep.
    init(
        _ name: String, ofAnyKind list: String, _ meaning: String, isListed: Bool = true,
        project: @escaping @Sendable (_ kind: any Viewed.Type, _ when: inout Projection) -> Void
    ) {
        self.init(name: name, meaning: meaning, kind: nil, listName: list, isListed: isListed) { when in
            for kind in Catalogue.viewed where kind.isKeptByPeople {
                project(kind, &when)
                // The others have the same columns.
                when.declares = false
            }
        }
    }
}
