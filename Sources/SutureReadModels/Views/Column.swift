import SutureDomain

/// One column of a view: its name, what it holds, and what that means to a reader.
package struct Column: Sendable {
    package enum Content: String, Sendable {
        case text
        case integer
        case boolean
        /// A decimal number, kept and shown as it was written.
        case decimal
        /// A partial date as it was written.
        case date
        /// The id of a record of one kind.
        case reference
        /// A record of one of several kinds, as `kind/id`.
        case record
        /// Texts or ids, stored and shown as a JSON array.
        case list
        /// Personal data in base64, sealed as the field of the column's name of an event of the row's stream.
        case sealed
    }

    /// What a column is for beside being read.
    struct Uses: OptionSet, Sendable {
        let rawValue: Int
        /// Tells the rows of one record apart, with others of this use.
        static let key = Uses(rawValue: 1)
        /// Tells the rows of one event apart, each of which makes rows of its own.
        static let keyWithinEvent = Uses(rawValue: 8)
        /// A person would call the record by it.
        static let label = Uses(rawValue: 2)
        /// Other queries look rows up by it.
        static let indexed = Uses(rawValue: 4)
    }

    /// camelCase, as in JSON.
    package let name: String
    package let content: Content
    /// Of the records that it refers to by their ids.
    package let kind: String?
    /// Where a text, or each of a list, is one of a few words: these.
    package let words: [String]?
    /// One line.
    package let meaning: String
    let uses: Uses
    /// As in SQL.
    let sqlName: String

    /// - Parameters:
    ///   - shape: of the values.
    ///   - meaning: in which `{words}` stands for the words that a value may be.
    init(_ name: String, _ shape: FieldShape, _ meaning: String, _ uses: Uses = []) {
        self.name = name
        content = Content(shape)
        kind = shape.onlyKind
        words = shape.words
        self.meaning = words.map { meaning.replacing("{words}", with: alternatives($0)) } ?? meaning
        self.uses = uses
        sqlName = snakeCase(name)
    }

    /// The declaration in a strict table.
    var declaration: String {
        switch content {
        case .integer, .boolean: "\(sqlName) INTEGER"
        case .text, .decimal, .date, .reference, .record, .list, .sealed: "\(sqlName) TEXT"
        }
    }
}

extension Column.Content {
    /// What holds a value of this shape.
    init(_ shape: FieldShape) {
        switch shape {
        case .text, .prose, .instant, .timeOfDay, .currency, .localID, .enumeration: self = .text
        case .integer: self = .integer
        case .boolean: self = .boolean
        case .decimal: self = .decimal
        case .date: self = .date
        case .reference: self = shape.onlyKind == nil ? .record : .reference
        case .list: self = .list
        case .sealed: self = .sealed
        case .money, .group: preconditionFailure("what has several parts has a column for each")
        }
    }
}

extension FieldShape {
    /// Of the records that values refer to, where they may be of one kind only.
    var onlyKind: String? {
        guard case .reference(let kinds) = self, kinds.count == 1 else { return nil }
        return kinds[0]
    }

    /// Of an enumeration, or a list of its values.
    fileprivate var words: [String]? {
        switch self {
        case .enumeration(let words), .list(.enumeration(let words)): words
        default: nil
        }
    }
}

/// `one, another or a third`.
private func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
}

/// camelCase or kebab-case as SQL spells it.
func snakeCase(_ name: String) -> String {
    var result: [UInt8] = []
    for byte in name.utf8 {
        switch byte {
        case UInt8(ascii: "-"): result.append(UInt8(ascii: "_"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): result += [UInt8(ascii: "_"), byte | 0x20]
        default: result.append(byte)
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// kebab-case as JSON spells it (`adverseEvent`).
func camelCase(_ name: String) -> String {
    let words = name.split(separator: "-")
    return words.prefix(1).joined()
        + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}
