/// How one value is made of a row.
///
///     name: "{brand_name}"
///     stage: marketed
///     type:
///       column: product_code          or template: "{brand} {model}"
///       default: GAW                  where the row has nothing
///       values: {GAW: suture, …}      translates
///       otherwise: other              what is not among the values; without it such a row is refused
///       split: ";"                    several values in one
struct ImportValue {
    private let template: ImportTemplate
    private var substitute: String?
    private var values: [String: String]?
    private var otherwise: String?
    private var separator: String?

    init(_ node: MapNode, columns: [String]) throws {
        guard node.isMapping else {
            template = try ImportTemplate(node, columns: columns)
            return
        }
        let members = try node.members("column", "template", "default", "values", "otherwise", "split")
        switch (members["column"], members["template"]) {
        case (let column?, nil): template = try ImportTemplate(column: column, columns: columns)
        case (nil, let template?): self.template = try ImportTemplate(template, columns: columns)
        default: throw node.error("needs either column or template")
        }
        substitute = try members["default"]?.text
        values = try members["values"].map { node in
            Dictionary(try node.entries.map { ($0.key, try $0.value.text) }) { first, _ in first }
        }
        otherwise = try members["otherwise"]?.text
        if otherwise != nil, values == nil { throw node.error("otherwise needs values") }
        separator = try members["split"]?.text
        if separator?.isEmpty == true { throw node.error("split needs a text between the values") }
    }

    /// The values for the row; none if it has nothing here.
    /// - Parameter isID: what the map does not translate is turned into what an id may hold.
    func words(for row: [String], isID: Bool) throws(RowProblem) -> [String] {
        var text = template.text(for: row)
        if text.isEmpty { text = substitute ?? "" }
        var words: [String] = []
        for piece in pieces(of: text) where !piece.isEmpty {
            let word = values == nil && isID ? ImportedID.reference(piece) : try translated(piece)
            if !word.isEmpty { words.append(word) }
        }
        return words
    }

    private func pieces(of text: String) -> [String] {
        guard let separator else { return [text] }
        return text.split(separator: separator).map { String($0).trimmed }
    }

    private func translated(_ word: String) throws(RowProblem) -> String {
        guard let values else { return word }
        guard let value = values[word] ?? otherwise else {
            throw RowProblem(
                message:
                    "\"\(word)\" is not among the map's values \(values.keys.sorted().joined(separator: ", "))"
            )
        }
        return value
    }
}

/// Why a row cannot become the command that the map asks for.
struct RowProblem: Error, Equatable {
    var message: String
}
