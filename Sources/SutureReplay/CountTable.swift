/// How often things were met, for people.
enum CountTable {
    static func lines(_ rows: [(name: String, count: Int)]) -> [String] {
        let width = rows.map { "\($0.count)".count }.max() ?? 0
        return rows.map { row in
            let count = "\(row.count)"
            return "  " + String(repeating: " ", count: width - count.count) + "\(count)  \(row.name)"
        }
    }
}
