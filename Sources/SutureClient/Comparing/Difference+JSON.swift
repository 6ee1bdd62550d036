import SutureJSON

extension Difference {
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
