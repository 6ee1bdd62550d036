import SutureJSON
import SutureOutput

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

extension Difference {
    /// For people.
    func write(of name: String, from old: String, to new: String) throws {
        try Output.standard.write(
            """
            \(Table.printable(name))
            from  \(old)
            to    \(new)

            \(DifferenceText.of(self))
            """)
    }

    /// For a script.
    func write(of thing: (type: String, name: String), from old: JSONValue, to new: JSONValue) throws {
        let head: JSONObject = [thing.type: .string(thing.name), "from": old, "to": new]
        let members = (Array(head) + members).map { ($0.key, $0.value) }
        try Output.standard.line("\(JSONValue.object(JSONObject(members)))")
    }

    /// `fields` and `lists`, as a script takes them.
    var members: JSONObject {
        ["fields": .array(fields.map { $0.json }), "lists": .array(lists.map { $0.json })]
    }
}

extension Difference.Field {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["field": .string(name)]
        object["old"] = old
        object["new"] = new
        return .object(object)
    }
}

extension Difference.List {
    fileprivate var json: JSONValue {
        [
            "list": .string(name), "added": .array(added.map { .object($0) }),
            "removed": .array(removed.map { .object($0) }), "changed": .array(changed.map { $0.json }),
        ]
    }
}

extension Difference.Row {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["key": .object(key)]
        for member in difference.members { object[member.key] = member.value }
        object["position"] = position.map { .integer($0) }
        return .object(object)
    }
}
