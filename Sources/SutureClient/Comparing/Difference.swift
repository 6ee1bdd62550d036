import SutureJSON

/// What differs between two states of a record or a report: values, and rows of lists.
struct Difference: Equatable {
    /// A value that is not the same; `nil` where there is none.
    struct Field: Equatable {
        /// With the names of the objects that it stands in (`outcomes.success`).
        let name: String
        let old: JSONValue?
        let new: JSONValue?
    }

    /// A row that is in both states, with other values.
    struct Row: Equatable {
        /// The values by which it is the same row.
        let key: JSONObject
        let difference: Difference
        /// The event that last touched it, where that is known.
        let position: Int64?
    }

    /// The rows of a list that came, went or changed.
    struct List: Equatable {
        let name: String
        /// The members by which a row is known.
        let keyNames: [String]
        var added: [JSONObject] = []
        var removed: [JSONObject] = []
        var changed: [Row] = []

        var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
    }

    var fields: [Field] = []
    /// Only those in which something differs.
    var lists: [List] = []

    var isEmpty: Bool { fields.isEmpty && lists.isEmpty }
}
