import SutureJSON

/// Compares two states of the same thing, list by list and row by row.
struct Comparison {
    /// By which members the rows of a list are known, by the list's path (`figures.counted`).
    let keys: [String: RowKey]
    /// Members that say where a state comes from and not what it is.
    let leftOut: Set<String>

    /// - Parameters:
    ///   - old: empty if there was nothing then.
    ///   - new: empty if there is nothing any more.
    func difference(from old: JSONObject, to new: JSONObject) -> Difference {
        difference(from: old, to: new, at: "")
    }

    private func difference(from old: JSONObject, to new: JSONObject, at path: String) -> Difference {
        var result = Difference()
        compare(old, new, at: path, as: "", into: &result)
        return result
    }

    /// - Parameter prefix: the names of the objects between the row and these.
    private func compare(
        _ old: JSONObject, _ new: JSONObject, at path: String, as prefix: String,
        into result: inout Difference
    ) {
        let names = new.map(\.key) + old.map(\.key).filter { new[$0] == nil }
        for name in names where !leftOut.contains(name) {
            let (before, after) = (old.value(name), new.value(name))
            guard before != after else { continue }
            let place = path.isEmpty ? name : "\(path).\(name)"
            if let key = keys[place] {
                let list = list(
                    prefix + name, key, from: before?.rows ?? [], to: after?.rows ?? [], at: place)
                if !list.isEmpty { result.lists.append(list) }
            } else if [before, after].allSatisfy({ $0?.isStructure ?? true }) {
                compare(
                    before?.object ?? [:], after?.object ?? [:], at: place, as: "\(prefix)\(name).",
                    into: &result)
            } else {
                result.fields.append(.init(name: prefix + name, old: before, new: after))
            }
        }
    }

    private func list(
        _ name: String, _ key: RowKey, from old: [JSONObject], to new: [JSONObject], at path: String
    ) -> Difference.List {
        let names = key.names(telling: old, and: new)
        var list = Difference.List(name: name, keyNames: names)
        // Where a key does not tell rows apart they are taken in their order.
        var unmatched = Dictionary(grouping: old.indices) { RowKey.text(of: old[$0], names) }
        for row in new {
            let text = RowKey.text(of: row, names)
            guard let index = unmatched[text]?.first else {
                list.added.append(row)
                continue
            }
            unmatched[text]?.removeFirst()
            let difference = difference(from: old[index], to: row, at: path)
            if difference.isEmpty { continue }
            let known = JSONObject(names.compactMap { name in row.value(name).map { (name, $0) } })
            list.changed.append(
                .init(key: known, difference: difference, position: row["position"]?.int64))
        }
        list.removed = unmatched.values.joined().sorted().map { old[$0] }
        return list
    }
}

extension JSONObject {
    /// `null` is as good as nothing.
    fileprivate func value(_ name: String) -> JSONValue? { self[name].flatMap { $0 == .null ? nil : $0 } }
}

extension JSONValue {
    fileprivate var rows: [JSONObject] { array?.compactMap(\.object) ?? [] }

    /// Whether its members are compared one by one; an amount of money is one value.
    fileprivate var isStructure: Bool {
        guard let object else { return false }
        return !(object.count == 2 && object["minorUnits"] != nil && object["currency"] != nil)
    }
}
