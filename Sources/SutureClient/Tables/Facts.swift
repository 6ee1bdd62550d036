/// Names and values below each other, the values aligned.
struct Facts {
    private(set) var entries: [(name: String, value: String)] = []

    var isEmpty: Bool { entries.isEmpty }

    /// An empty value is left out.
    mutating func append(_ name: String, _ value: String) {
        if !value.isEmpty { entries.append((name, Table.printable(value))) }
    }

    var text: String {
        let width = entries.reduce(0) { max($0, TextWidth.columns(of: $1.name)) }
        return entries.map { name, value in
            let padding = String(repeating: " ", count: width - TextWidth.columns(of: name))
            return "\(name)\(padding)  \(value)\n"
        }.joined()
    }
}
