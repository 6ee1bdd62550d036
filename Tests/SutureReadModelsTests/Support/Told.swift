import SutureDomain
import SutureJSON
import SutureReports
import Testing

@testable import SutureReadModels

/// What a report told, or a part of it: members by their names.
@dynamicMemberLookup
struct Told: Equatable, CustomStringConvertible {
    let value: JSONValue

    subscript(dynamicMember name: String) -> Told { Told(value: value[name] ?? .null) }
    subscript(index: Int) -> Told { Told(value: value.array?[index] ?? .null) }

    /// A text as it is, nothing of what is absent, all else as JSON.
    var description: String { value == .null ? "" : value.string ?? "\(value)" }
    /// As JSON.
    var text: String { "\(value)" }
    /// Of a value that may be absent, in a string.
    func or(_ other: String) -> String { value == .null ? other : description }

    /// The rows of a list, or the values of an array.
    var rows: [Told] { value.array?.map { Told(value: $0) } ?? [] }
    func map<Element>(_ make: (Told) throws -> Element) rethrows -> [Element] { try rows.map(make) }
}

extension Told: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral
{
    init(stringLiteral text: String) { value = .string(text) }
    init(integerLiteral number: Int64) { value = .integer(number) }
    init(booleanLiteral flag: Bool) { value = .bool(flag) }
    init(nilLiteral: ()) { value = .null }
    init(arrayLiteral elements: Told...) { value = .array(elements.map(\.value)) }
}

extension ViewReader {
    /// What a report tells of these views.
    func report(
        _ name: String, _ parameters: JSONObject = [:], now: Instant = Instant(microseconds: 0),
        day: Day = Day(number: 0)
    ) throws -> Told {
        let report = try #require(Reports.named(name))
        let question = try question(to: report, parameters)
        let answer = try answer(report, question, now: now, day: day)
        return Told(value: JSONValue(try JSONDocument(parsing: answer.bytes).root))
    }

    func question(to report: any Report.Type, _ parameters: JSONObject) throws -> ReportQuestion {
        func decode<Asked: Report>(_: Asked.Type) throws -> ReportQuestion {
            let document = try JSONDocument(parsing: JSONValue.object(parameters).bytes)
            return try JSONDecoding().decode(ReportArguments<Asked>.self, from: document.root).question
        }
        return try decode(report)
    }
}
