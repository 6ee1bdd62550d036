import SutureCodec
import SutureInterface
import SutureJSON
import SutureLog
import SutureTestSupport
import Testing

@testable import SutureDaemon
@testable import SutureDomain

/// Every field of every event, filled with values at the edges of what there is: what is taken comes back
/// from what is stored, and what is not taken is an error.
@Suite struct EdgeOfValuesTests {
    @Test(arguments: 0..<12 as Range<UInt64>)
    func `whatever a command takes is read back from what is stored`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var takenCount = 0
        var refusedCount = 0
        for kind in Catalogue.kinds {
            for event in Catalogue.events(of: kind) {
                for _ in 0..<8 {
                    let fields = JSONValue.edges(of: SutureDomain.fields(of: event), using: &random)
                    let isTaken = try requireReadBack(event, fields, "seed \(seed): \(event.type) \(fields)")
                    takenCount += isTaken ? 1 : 0
                    refusedCount += isTaken ? 0 : 1
                }
            }
        }
        // Neither is vain.
        #expect(takenCount > 100 && refusedCount > 100, "seed \(seed): \(takenCount), \(refusedCount)")
    }

    /// - Returns: whether it is taken.
    private func requireReadBack<Happened: Event>(
        _ type: Happened.Type, _ said: JSONValue, _ comment: Comment
    ) throws -> Bool {
        let document = try JSONDocument(parsing: said.bytes)
        guard let event = try? JSONDecoding(rejectsUnknownKeys: false).decode(type, from: document.root)
        else {
            return false
        }
        let data = try EventCodec.data(of: event, sealer: EdgeSealer())
        let plain = try JSONEncoding(userInfo: [.keepsPlainText: true]).encode(event)
        #expect(throws: Never.self, comment) {
            try ReadBack.require(event, data: data, isSealed: data != plain)
        }
        if let command = type as? any Command.Type {
            // The bytes that are stored come of what was sent, without an encoder.
            let reading = CommandFields.of(command).read(document.root)
            #expect(!reading.isWhole || reading.data == plain, comment)
        }
        return true
    }
}

private struct EdgeSealer: Sealer {
    func seal(_ plainText: String, field: String) -> String { "\(field)|" + plainText }
}

extension JSONValue {
    /// An object that has the fields, most of them with something that they may hold.
    fileprivate static func edges(of fields: [Field], using random: inout SeededRandom) -> JSONValue {
        var object = JSONObject()
        for field in fields {
            switch Int.random(in: 0..<8, using: &random) {
            case 0 where field.isOptional: continue
            case 1 where field.isOptional: object[field.name] = .null
            default: object[field.name] = edge(of: field.shape, using: &random)
            }
        }
        return .object(object)
    }

    private static func edge(of shape: FieldShape, using random: inout SeededRandom) -> JSONValue {
        if Int.random(in: 0..<40, using: &random) == 0 {
            return strange.randomElement(using: &random) ?? .null
        }
        switch shape {
        case .text, .prose: return text(of: texts, using: &random)
        case .sealed:
            let isSealed = Int.random(in: 0..<20, using: &random) == 0
            return isSealed ? ["sealed": "AA=="] : text(of: texts, using: &random)
        case .integer:
            return .integer(([.min, -1, 0, 1, 1 << 53, .max] as [Int64]).randomElement(using: &random) ?? 0)
        case .boolean: return .bool(Bool.random(using: &random))
        case .decimal: return text(of: decimals, using: &random)
        case .date: return text(of: dates, using: &random)
        case .instant: return text(of: instants, using: &random)
        case .timeOfDay: return text(of: ["00:00", "09:30", "23:59", "24:00"], using: &random)
        case .money: return edges(of: Money.fields, using: &random)
        case .currency: return text(of: ["CNY", "JPY", "RMB", "XXX", "ZZZ", "cny"], using: &random)
        case .localID: return text(of: ids, using: &random)
        case .reference(let kinds):
            let id = ids.randomElement(using: &random) ?? "1"
            let isBare = kinds.count == 1 && Bool.random(using: &random)
            return .string(isBare ? id : "\(kinds.randomElement(using: &random) ?? "trial")/\(id)")
        case .enumeration(let words): return text(of: words, using: &random)
        case .list(let element):
            return .array(
                (0..<Int.random(in: 0...3, using: &random)).map { _ in edge(of: element, using: &random) })
        case .group(let fields): return edges(of: fields, using: &random)
        }
    }

    private static func text(of texts: [String], using random: inout SeededRandom) -> JSONValue {
        .string(texts.randomElement(using: &random) ?? "")
    }

    private static let strange: [JSONValue] = [
        .null, true, "", "?", .integer(.max), .number("1.5"), .number("-0"), .number("1e400"), [], [:], [[]],
        ["sealed": 1], .number("9223372036854775808"),
    ]
    private static let texts = [
        "", " ", "a", " a ", "a\u{0}b", "\r\n", "\"\\/\u{7F}\u{85}", "\u{202E}a", "\u{FEFF}", "e\u{301}",
        "\u{E9}",
        "\u{1F469}\u{200D}\u{1F52C}", "\u{10FFFF}", "\u{D7FF}\u{E000}",
        String(repeating: "\u{5434}", count: 400),
    ]
    private static let decimals = [
        "0", "-0", "0.000", "007", "-12.50", String(repeating: "9", count: 38),
        "-0." + String(repeating: "0", count: 36) + "1", String(repeating: "9", count: 39), "1e3", ".5",
    ]
    private static let dates = [
        "unknown", "0001", "9999", "0001-01", "9999-12", "0001-01-01", "9999-12-31", "2024-02-29",
        "2023-02-29",
        "0000", "10000", "..0001", "9999..", "..2020", "2020..", "0001-01-01..9999-12-31", "2020..2021-05",
        "2021..2020", "2020..2020", "..", "2021-05..2022-11-07",
    ]
    private static let instants = [
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z", "1000-01-01T00:00:00+23:59", "9999-12-31T23:59:59-00:01",
        "0001-01-01T00:00:00+00:01", "0001-01-01T23:59:00+23:59", "9999-12-31T00:00:00-23:59",
        "2022-11-07t09:30:00.5z", "2024-02-29T23:59:59+14:00",
    ]
    private static let ids = [
        "a", "0", "A_b.C-d", String(repeating: "z", count: 64), "-", "a/b", "", "\u{E9}",
    ]
}
