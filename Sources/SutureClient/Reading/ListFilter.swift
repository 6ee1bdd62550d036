import SutureJSON

/// What `--where column=value` asks for; of one column any of several values will do.
struct ListFilter {
    /// `nil` if nothing was asked for.
    let parameters: JSONValue?

    init(_ filters: [String], view: DescribedView) throws {
        var wanted: JSONObject = [:]
        for filter in filters {
            guard let sign = filter.firstIndex(of: "=") else {
                throw UsageError(message: "--where \(filter): the form is column=value")
            }
            let column = try view.column(String(filter[..<sign]))
            let value = try column.value(of: String(filter[filter.index(after: sign)...]))
            switch wanted[column.name] {
            case nil: wanted[column.name] = value
            case .array(let values): wanted[column.name] = .array(values + [value])
            case let first?: wanted[column.name] = .array([first, value])
            }
        }
        parameters = wanted.isEmpty ? nil : .object(wanted)
    }
}
