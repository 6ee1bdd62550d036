import SutureDomain

/// The ids that a sheet's texts became. No two texts become one id, and nothing is left out of one.
struct ImportedIDs {
    /// What an id is made of.
    struct Origin {
        /// As it stands in the sheet.
        let text: String
        /// Those that a template joined; empty where nothing was joined.
        let cells: [String]
        let line: Int

        /// - Parameter cells: one is no more than the text.
        init(_ text: String, cells: [String] = [], line: Int) {
            self.text = text
            self.cells = cells.count > 1 ? cells.map(\.words) : []
            self.line = line
        }

        /// Cells count for themselves where as many are joined: 1 and 12 are not 11 and 2.
        fileprivate func says(_ other: Origin) -> Bool {
            (text == other.text || text.words == other.text.words)
                && (cells.count != other.cells.count || cells == other.cells)
        }

        /// `"A & B"`; of cells `"1" "12"`.
        fileprivate var quoted: String {
            (cells.isEmpty ? [text.words] : cells).map { "\"\($0)\"" }.joined(separator: " ")
        }
    }

    /// A kind of record, or a field with ids of its own.
    typealias Scope = String

    private var origins: [Scope: [String: Origin]] = [:]
    /// The lines of the keys of each command and record.
    private var keys: [String: [String: Int]] = [:]

    /// The id that a text becomes; a kind that stands before it with a slash is kept.
    /// - Parameter scope: within which ids are told apart.
    mutating func id(of origin: Origin, in scope: Scope) throws(UsageError) -> String {
        let text = origin.text
        guard let slash = text.firstIndex(of: "/"), Catalogue.kind(named: text[..<slash]) != nil else {
            return try bareID(of: origin, in: scope)
        }
        let bare = Origin(String(text[text.index(after: slash)...]), cells: origin.cells, line: origin.line)
        return try text[...slash] + bareID(of: bare, in: String(text[..<slash]))
    }

    private mutating func bareID(of origin: Origin, in scope: Scope) throws(UsageError) -> String {
        let id = try ImportedIDs.id(of: origin.text)
        try claim(id, for: origin, in: scope)
        return id
    }

    /// Refuses an id that something else in the sheet became.
    mutating func claim(_ id: String, for origin: Origin, in scope: Scope) throws(UsageError) {
        guard let first = origins[scope, default: [:]][id] else {
            origins[scope, default: [:]][id] = origin
            return
        }
        guard first.says(origin) else {
            // Of different texts these are told, of equal ones the cells of which they are joined.
            let areJoined = first.text.words == origin.text.words
            let remedy =
                areJoined
                ? "put something between the columns of the template"
                : "tell them apart with values: in the map, or mend the one that is misspelt"
            throw UsageError(
                "\(areJoined ? origin.quoted : "\"\(origin.text)\"") becomes the id \(id), and so does "
                    + "\(areJoined ? first.quoted : "\"\(first.text.words)\"") in line \(first.line): \(remedy)"
            )
        }
        // What tells more holds for those that follow.
        if first.cells.isEmpty, !origin.cells.isEmpty { origins[scope, default: [:]][id] = origin }
    }

    /// Refuses a key that an earlier row has.
    mutating func claim(_ key: String, by command: ProposedCommand) throws(UsageError) {
        let scope = "\(command.command) \(command.id) \(command.part)"
        if let line = keys[scope, default: [:]][key] {
            throw UsageError("\(command.command): the key \"\(key)\" stands in line \(line) already")
        }
        keys[scope, default: [:]][key] = command.line
    }

    /// Letters, digits, points, underscores and hyphens of ASCII stay; spaces and symbols become a hyphen
    /// (`W. L. Gore & Associates` is `W.-L.-Gore-Associates`). Any other letter or digit would be lost.
    static func id(of text: String) throws(UsageError) -> String {
        let lost = text.filter { !isKept($0) && !$0.isSeparator }
        guard lost.isEmpty else {
            throw UsageError(
                "\"\(text)\" cannot be an id: it would lose \(lost); say in the map which id it has (values:), "
                    + "make one (hash:), or look the record up by its name (find:)")
        }
        let id = text.split { !isKept($0) }.joined(separator: "-")
        guard Identifier.isWellFormed(id) else {
            throw UsageError("\"\(text)\" cannot be an id: \(Identifier.pattern)")
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

extension String {
    /// With one space where there is white space, and none at its ends.
    fileprivate var words: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
