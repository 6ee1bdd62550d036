/// Ids inside a record obey the same two rules everywhere.
extension Dictionary where Key == LocalID {
    /// Refuses as `already-exists` if there is something of that id.
    func requireNew(_ id: LocalID, field: String) throws(Refusal) {
        guard self[id] == nil else {
            let article = field.first.map { "aeiou".contains($0) } == true ? "an" : "a"
            throw Refusal(.alreadyExists, field: field, "There is \(article) \(field) \(id) already.")
        }
    }

    /// What has that id; refused as `not-found`, with what there is, if nothing has.
    func require(_ id: LocalID, field: String) throws(Refusal) -> Value {
        guard let value = self[id] else {
            throw Refusal(.notFound, field: field, "There is no \(field) \(id); there \(keys.inventory).")
        }
        return value
    }
}

extension Collection where Element: Comparable {
    /// A list for a message, cut where it would be too long to read.
    var inventory: String {
        let shown = sorted().prefix(10).map { "\($0)" }.joined(separator: ", ")
        switch count {
        case 0: return "is none"
        case 1: return "is \(shown)"
        case ...10: return "are \(shown)"
        default: return "are \(shown) and \(count - 10) more"
        }
    }
}
