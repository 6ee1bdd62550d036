/// The columns of a sheet, as its first row names them.
struct ImportColumns {
    let names: [String]

    /// - Parameter header: the first row.
    init(header: [String]) { names = header.map(\.trimmed) }

    /// - Parameter node: the place of the map that names the column.
    func index(of name: String, at node: MapNode) throws -> Int {
        let indices = names.indices.filter { names[$0] == name }
        guard let index = indices.first else {
            throw node.error("there is no column \"\(name)\"; there are \(names.joined(separator: ", "))")
        }
        guard indices.count == 1 else {
            let places = indices.map { String($0 + 1) }.joined(separator: " and ")
            throw node.error(
                "columns \(places) are both called \"\(name)\": give one another name, or nobody can say which is meant"
            )
        }
        return index
    }
}
