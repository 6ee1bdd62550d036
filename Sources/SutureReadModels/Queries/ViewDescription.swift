/// A view as clients are told of it.
package struct ViewDescription: Encodable, Hashable, Sendable {
    package struct ColumnDescription: Encodable, Hashable, Sendable {
        package let name: String
        /// `text`, `integer`, `boolean`, `decimal`, `date`, `reference`, `record`, `list` or `sealed`.
        package let type: String
        /// Of a reference: the kind of record.
        package let kind: String?
        /// Where a text, or each of a list, is one of a few words: these.
        package let words: [String]?
        package let meaning: String
    }

    package let name: String
    package let meaning: String
    /// As what the rows are shown within their record; `nil`: they are the records.
    package let list: String?
    /// The columns that tell the rows of one record apart.
    package let key: [String]
    package let columns: [ColumnDescription]
}

extension ViewCatalogue {
    /// Every view that can be listed, with its columns.
    package static let descriptions: [ViewDescription] = views.map { view in
        ViewDescription(
            name: view.name, meaning: view.meaning, list: view.listName,
            key: Array(view.keyNames.dropFirst()), columns: view.queryColumns.map(\.description))
    }
}

extension QueryColumn {
    fileprivate var description: ViewDescription.ColumnDescription {
        ViewDescription.ColumnDescription(
            name: name, type: content.rawValue, kind: kind, words: words, meaning: meaning)
    }
}
