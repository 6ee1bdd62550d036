/// What a member of a report holds.
package enum ReportContent: Sendable {
    case text
    /// A number with decimals, as text.
    case decimal
    /// As much of a date as is known.
    case date
    case instant
    /// The id of a record of a kind that the member's name tells.
    case id
    /// A record of any kind, as kind/ID.
    case record
    case flag
    /// One of these words.
    case choice([String])
    case texts
    /// Any of these words.
    case choices([String])
    /// Texts by name.
    case names
    case count
    /// In the minor unit of the report's currency, which its member `currency` tells.
    case amount
    /// An amount that names its currency.
    case money
    case group(ReportType)
    case rows(ReportType)
}

extension ReportContent {
    /// Whether it stands on the right in a table.
    package var isNumeric: Bool {
        switch self {
        case .count, .amount, .decimal: true
        default: false
        }
    }

    /// Whether it can tell a row from others.
    package var saysWhat: Bool {
        switch self {
        case .text, .decimal, .date, .instant, .id, .record, .flag, .choice: true
        case .texts, .choices, .names, .count, .amount, .money, .group, .rows: false
        }
    }

    /// What a group is, or each row.
    package var type: ReportType? {
        switch self {
        case .group(let type), .rows(let type): type
        case .money: .money
        default: nil
        }
    }

    package var members: [ReportMember]? { type?.members }

    /// Whether it is a list of rows.
    package var isRows: Bool { if case .rows = self { true } else { false } }
}

/// A structure with a name of its own: a group of members, or what a row is.
package struct ReportType: Sendable {
    /// In the interface.
    package let name: String
    /// In a sentence or two.
    package let meaning: String
    package let members: [ReportMember]

    init(_ name: String, _ meaning: String, _ members: ReportMember...) {
        self.init(name, meaning, members: members)
    }

    init(_ name: String, _ meaning: String, members: [ReportMember]) {
        self.name = name
        self.meaning = meaning
        self.members = members
    }

    /// An amount that names its currency.
    static let money = ReportType(
        "Money", "An amount of money.",
        .has("minorUnits", .count, "In the minor unit of the currency: cents, fen."),
        .has("currency", .text, "ISO 4217, three capital letters."))
}

/// A named value of a report, or of one of its rows.
package struct ReportMember: Sendable {
    package let name: String
    package let content: ReportContent
    package let isOptional: Bool
    /// In a sentence; empty where the name says it.
    package let meaning: String
    /// Where the rest of a list is found.
    var elsewhere: ReportElsewhere?

    /// A value that is always there.
    package static func has(
        _ name: String, _ content: ReportContent, _ meaning: String = "", elsewhere: ReportElsewhere? = nil
    ) -> ReportMember {
        ReportMember(name: name, content: content, isOptional: false, meaning: meaning, elsewhere: elsewhere)
    }

    /// A value that may be absent.
    package static func may(_ name: String, _ content: ReportContent, _ meaning: String = "") -> ReportMember
    {
        ReportMember(name: name, content: content, isOptional: true, meaning: meaning)
    }
}

extension [ReportMember] {
    /// The member of that name.
    package subscript(name: String) -> ReportMember? { first { $0.name == name } }

    /// The member that a path of names leads to (`outcomes.success`).
    package func member(at path: String) -> ReportMember? {
        let names = path.split(separator: ".")
        var members: [ReportMember] = self
        for name in names.dropLast() { members = members[String(name)]?.content.members ?? [] }
        return names.last.flatMap { members[String($0)] }
    }
}
