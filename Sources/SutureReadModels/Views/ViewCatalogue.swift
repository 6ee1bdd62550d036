import SutureDomain

/// Every read model of this build.
package enum ViewCatalogue {
    /// Kind by kind, then what records of every kind have.
    private static let models: [any ReadModel.Type] =
        Catalogue.viewed.flatMap { $0.readModels }
        + [Notes.self, Attachments.self, Locks.self, Voids.self, SearchTerms.self]

    /// What readers may list.
    package static let views: [View] = tables.filter(\.isListed)

    /// Every table that is projected, in the order of ``models``.
    static let tables: [View] = models.map { $0.view }
    static let projection = Projection(of: models)

    private static let tablesByName = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })

    /// The rows of the records of a kind themselves.
    static func main(ofKind kind: some StringProtocol) -> View? {
        guard let view = tablesByName[String(kind)], view.listName == nil else { return nil }
        return view
    }

    /// A view that readers may list; `nil` if there is none of that name.
    static func listed(_ name: String) -> View? {
        guard let view = tablesByName[name], view.isListed else { return nil }
        return view
    }

    /// What a record of this kind has many of.
    static func lists(ofKind kind: some StringProtocol) -> [View] {
        views.filter { $0.listName != nil && ($0.kind == nil || $0.kind == String(kind)) }
    }
}
