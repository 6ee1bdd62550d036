import SutureJSON
import SutureReports

/// By which members a row of a list is the same row in two states.
struct RowKey: Equatable {
    /// Always.
    let required: [String]
    /// One after the other, as far as it takes to tell all rows apart.
    var further: [String] = []

    /// The members that tell these rows apart, as far as any do.
    func names(telling old: [JSONObject], and new: [JSONObject]) -> [String] {
        for count in 0..<further.count {
            let names = required + further.prefix(count)
            if RowKey.isUnique(names, in: old), RowKey.isUnique(names, in: new) { return names }
        }
        return required + further
    }

    private static func isUnique(_ names: [String], in rows: [JSONObject]) -> Bool {
        Set(rows.map { text(of: $0, names) }).count == rows.count
    }

    /// What the row is known by, in one text.
    static func text(of row: JSONObject, _ names: [String]) -> String {
        JSONValue.array(names.map { row[$0] ?? .null }).description
    }
}

extension RowKey {
    /// The keys of all lists of a report, by the list's path (`figures.counted`).
    ///
    /// A report declares first what identifies: a row is known by its first member and its restrictions, and
    /// where that is not enough, by its other members but numbers, in their order.
    static func all(in members: [ReportMember], at path: String = "") -> [String: RowKey] {
        var keys: [String: RowKey] = [:]
        for member in members {
            let place = path.isEmpty ? member.name : "\(path).\(member.name)"
            if case .rows(let type) = member.content { keys[place] = RowKey(type.members) }
            guard let inner = member.content.structure else { continue }
            keys.merge(all(in: inner, at: place)) { first, _ in first }
        }
        return keys
    }

    private init(_ members: [ReportMember]) {
        let restrictions = members.dropFirst().filter { if case .names = $0.content { true } else { false } }
        required = members.prefix(1).map(\.name) + restrictions.map(\.name)
        further = members.dropFirst().filter(\.content.saysWhat).map(\.name)
    }
}

extension ReportContent {
    /// What is compared member by member; an amount of money is one value.
    fileprivate var structure: [ReportMember]? {
        switch self {
        case .group(let type), .rows(let type): type.members
        default: nil
        }
    }
}
