package import SutureJSON

/// A value that was worked out for a member.
package enum ReportCell: Hashable, Sendable {
    case nothing
    case integer(Int64)
    case flag(Bool)
    case text(String)
    case texts([String])
    case names(NamedValues)
    /// For the members of a group, in their order.
    case row([ReportCell])
    /// The same for each row.
    case rows([[ReportCell]])

    package init(_ text: String?) { self = text.map { .text($0) } ?? .nothing }
    package init(_ number: Int64?) { self = number.map { .integer($0) } ?? .nothing }
    package init(_ flag: Bool?) { self = flag.map { .flag($0) } ?? .nothing }
}

extension ReportCell: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral number: Int64) { self = .integer(number) }
    package init(nilLiteral: ()) { self = .nothing }
}

extension ReportCell {
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    package var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
}

extension JSONWriter {
    /// Writes what was told as members of an object that has been begun; nothing is left out.
    /// - Parameter cells: one for each of the members.
    package mutating func write(_ cells: [ReportCell], as members: [ReportMember]) {
        precondition(
            cells.count == members.count,
            "\(cells.count) values were told for \(members.map(\.name))")
        for (cell, member) in zip(cells, members) where cell != .nothing {
            key(member.name)
            write(cell, member.content.members)
        }
    }

    /// - Parameter members: of a group, or of each row.
    package mutating func write(_ cell: ReportCell, _ members: [ReportMember]?) {
        switch cell {
        case .nothing: null()
        case .integer(let number): integer(number)
        case .flag(let flag): bool(flag)
        case .text(let text): string(text)
        case .texts(let texts):
            beginArray()
            for text in texts { string(text) }
            endArray()
        case .names(let names):
            beginObject()
            for (name, value) in names {
                key(name)
                string(value)
            }
            endObject()
        case .row(let cells): object(cells, members)
        case .rows(let rows):
            beginArray()
            for row in rows { object(row, members) }
            endArray()
        }
    }

    private mutating func object(_ cells: [ReportCell], _ members: [ReportMember]?) {
        beginObject()
        write(cells, as: members ?? [])
        endObject()
    }
}
