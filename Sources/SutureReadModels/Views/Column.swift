import SutureDomain

/// One column of a view: its name, what it holds, and what that means to a reader.
package struct Column: Sendable {
    package enum Content: Hashable, Sendable {
        case text
        case integer
        case boolean
        /// A decimal number, kept and shown as it was written.
        case decimal
        /// A partial date as it was written.
        case date
        /// The id of a record of this kind.
        case reference(kind: String)
        /// A record of one of several kinds, as `kind/id`.
        case record
        /// Texts or ids, stored and shown as a JSON array.
        case list
        /// Personal data in base64, sealed as this field of an event of the row's stream.
        case sealed(field: String)
    }

    /// camelCase, as in JSON.
    package let name: String
    package let content: Content
    /// One line.
    package let meaning: String
    /// As in SQL.
    let sqlName: String

    private init(_ name: String, _ content: Content, _ meaning: String) {
        self.name = name
        self.content = content
        self.meaning = meaning
        sqlName = snakeCase(name)
    }

    static func text(_ name: String, _ meaning: String) -> Column { Column(name, .text, meaning) }
    static func integer(_ name: String, _ meaning: String) -> Column { Column(name, .integer, meaning) }
    static func boolean(_ name: String, _ meaning: String) -> Column { Column(name, .boolean, meaning) }
    static func decimal(_ name: String, _ meaning: String) -> Column { Column(name, .decimal, meaning) }
    static func date(_ name: String, _ meaning: String) -> Column { Column(name, .date, meaning) }
    static func record(_ name: String, _ meaning: String) -> Column { Column(name, .record, meaning) }
    static func list(_ name: String, _ meaning: String) -> Column { Column(name, .list, meaning) }

    static func reference(_ name: String, to kind: any RecordKind.Type, _ meaning: String) -> Column {
        Column(name, .reference(kind: kind.kind), meaning)
    }

    static func sealed(_ name: String, as field: String, _ meaning: String) -> Column {
        Column(name, .sealed(field: field), meaning)
    }

    /// The declaration in a strict table.
    var declaration: String {
        switch content {
        case .integer, .boolean: "\(sqlName) INTEGER"
        case .text, .decimal, .date, .reference, .record, .list, .sealed: "\(sqlName) TEXT"
        }
    }
}

/// camelCase or kebab-case as SQL spells it.
func snakeCase(_ name: String) -> String {
    var result = ""
    for character in name {
        if character == "-" {
            result.append("_")
        } else if character.isUppercase {
            result.append("_" + character.lowercased())
        } else {
            result.append(character)
        }
    }
    return result
}

/// kebab-case as JSON spells it (`adverseEvent`).
func camelCase(_ name: String) -> String {
    let words = name.split(separator: "-")
    return words.prefix(1).joined()
        + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}
