import SutureDomain

/// A view in which records stand under a text that people call them by.
struct NamedView {
    let name: String
    /// The column with the text.
    let text: String
    /// The column with the record's id.
    let id: String

    /// Those of a kind; none where its records have no names, or sealed ones.
    static func all(of kind: String) -> [NamedView] {
        let own = labels[kind].map { [NamedView(name: kind, text: $0, id: "id")] } ?? []
        return aliased.contains(kind)
            ? own + [NamedView(name: "\(kind)-alias", text: "alias", id: kind)] : own
    }

    /// What the records of a kind are called.
    private static let labels = [
        Institution.kind: "name", Unit.kind: "name", Device.kind: "name", Project.kind: "title",
        Trial.kind: "title", Fund.kind: "title", Agreement.kind: "title", Source.kind: "title",
        Assessment.kind: "title", Achievement.kind: "title", Activity.kind: "title", Screening.kind: "title",
    ]
    private static let aliased = [Institution.kind, Unit.kind]
}
