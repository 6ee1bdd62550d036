import SutureJSON

/// A view as `org.suture.Records.Views` describes it.
struct DescribedView: Decodable, Equatable {
    struct Column: Decodable, Equatable {
        let name: String
        let type: String
        let kind: String?
        /// Where a text, or each of a list, is one of a few words: these.
        var words: [String]?
        let meaning: String

        var isNumeric: Bool { type == "integer" || type == "decimal" }
        var typeText: String { kind.map { "\(type) to \($0)" } ?? type }

        /// What a person wrote, as `where` takes it. Nothing at all asks for rows without a value.
        func value(of text: String) throws -> JSONValue {
            if text.isEmpty { return .null }
            switch type {
            case "integer":
                guard let integer = Int64(text) else {
                    throw UsageError("--where \(name)=\(text): \(name) is a whole number")
                }
                return .integer(integer)
            case "boolean":
                guard text == "true" || text == "false" else {
                    throw UsageError("--where \(name)=\(text): \(name) is true or false")
                }
                return .bool(text == "true")
            default:
                if let words, !words.contains(text) {
                    throw UsageError(
                        "--where \(name)=\(text): \(name) is one of \(words.joined(separator: ", "))"
                    )
                }
                return .string(text)
            }
        }
    }

    let name: String
    let meaning: String
    /// As what the rows are shown within their record; `nil`: they are the records.
    var list: String?
    /// The columns that tell the rows of one record apart.
    var key: [String] = []
    let columns: [Column]

    static func all(in reply: JSONView) throws -> [DescribedView] {
        guard let views = reply["views"] else { throw UnintelligibleReply(missing: "views") }
        return try JSONDecoding(rejectsUnknownKeys: false).decode([DescribedView].self, from: views)
    }

    static func named(_ name: String, among views: [DescribedView]) throws -> DescribedView {
        guard let view = views.first(where: { $0.name == name }) else {
            let names = views.map(\.name).joined(separator: ", ")
            throw UsageError("there is no view \(name); there are \(names)")
        }
        return view
    }

    func column(_ name: String) throws -> Column {
        guard let column = columns.first(where: { $0.name == name }) else {
            let names = columns.map(\.name).joined(separator: ", ")
            throw UsageError("\(self.name) has no column \(name); it has \(names)")
        }
        return column
    }

    /// With these columns only, in this order; with all of them if none are named.
    func showing(_ names: [String]) throws -> DescribedView {
        if names.isEmpty { return self }
        return DescribedView(
            name: name, meaning: meaning, list: list, key: key, columns: try names.map { try column($0) })
    }
}
