import SutureDomain

/// Every read model of this build.
package enum ViewCatalogue {
    /// Kind by kind, then what records of every kind have.
    static let projection = Projection(
        of: Catalogue.viewed.flatMap { $0.readModels } + AnyRecord.readModels + [SearchTerm.readModel])

    /// Every table that is projected.
    static let tables = projection.tables

    /// What readers may list.
    package static let views = tables.filter(\.isListed)

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
