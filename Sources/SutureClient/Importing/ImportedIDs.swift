import SutureDomain

/// The ids that a sheet's texts became. No two texts become one id, and nothing that is said is left out of one.
struct ImportedIDs {
    /// What an id stands for.
    private struct Origin {
        let text: String
        let line: Int
    }

    /// A kind of record, or a field with ids of its own.
    typealias Scope = String

    private var origins: [Scope: [String: Origin]] = [:]
    /// The lines of the keys of each command.
    private var keys: [String: [String: Int]] = [:]

    /// The id that a text becomes; a kind that stands before it with a slash is kept.
    /// - Parameters:
    ///   - scope: within which ids are told apart.
    ///   - line: where the text stands.
    mutating func id(
        of text: String, in scope: Scope, line: Int
    ) throws(RowProblem) -> String {
        guard let slash = text.firstIndex(of: "/"), Catalogue.kind(named: text[..<slash]) != nil else {
            return try bareID(of: text, in: scope, line: line)
        }
        let name = String(text[text.index(after: slash)...])
        return try text[...slash] + bareID(of: name, in: String(text[..<slash]), line: line)
    }

    private mutating func bareID(
        of text: String, in scope: Scope, line: Int
    ) throws(RowProblem) -> String {
        let id = try ImportedIDs.id(of: text)
        try claim(id, for: text, in: scope, line: line)
        return id
    }

    /// Refuses an id that another text of the sheet became.
    mutating func claim(
        _ id: String, for text: String, in scope: Scope, line: Int
    ) throws(RowProblem) {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let origin = origins[scope, default: [:]][id]
        guard let origin else {
            origins[scope, default: [:]][id] = Origin(text: words, line: line)
            return
        }
        guard origin.text == words else {
            throw RowProblem(
                message:
                    "\"\(text)\" becomes the id \(id), and so does \"\(origin.text)\" in line \(origin.line): "
                    + "tell them apart with values: in the map, or mend the one that is misspelt")
        }
    }

    /// Refuses a key that an earlier row has.
    mutating func claim(_ key: String, by command: ProposedCommand) throws(RowProblem) {
        if let line = keys[command.command, default: [:]][key] {
            throw RowProblem(message: "\(command.command): the key \"\(key)\" stands in line \(line) already")
        }
        keys[command.command, default: [:]][key] = command.line
    }

    /// Letters, digits, points, underscores and hyphens of ASCII stay; spaces, punctuation and symbols become one hyphen
    /// between them (`W. L. Gore & Associates` is `W.-L.-Gore-Associates`). Any other letter or digit would be lost.
    static func id(of text: String) throws(RowProblem) -> String {
        let lost = text.filter { !isKept($0) && !$0.isSeparator }
        guard lost.isEmpty else {
            throw RowProblem(
                message:
                    "\"\(text)\" cannot be an id: it would lose \(lost); say in the map which id it has (values:), "
                    + "make one (hash:), or look the record up by its name (find:)")
        }
        let id = text.split { !isKept($0) }.joined(separator: "-")
        guard Identifier.isWellFormed(id) else {
            throw RowProblem(message: "\"\(text)\" cannot be an id: \(Identifier.pattern)")
        }
        return id
    }

    private static func isKept(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._".contains(character))
    }
}

extension Character {
    /// Whether nothing in it is a letter, a digit or a mark on one.
    fileprivate var isSeparator: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark,
                .privateUse, .unassigned:
                false
            default: true
            }
        }
    }
}
