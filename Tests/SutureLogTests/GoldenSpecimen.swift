import SutureCodec
import SutureDomain
import SutureJSON
import SutureLog

/// Events as they might be, for lines that are missing in a ``GoldenFile``.
enum GoldenSpecimen {
    /// With every field, then, if that is another event, with those only that there must be.
    static func lines(of event: any Event.Type) throws -> [GoldenFile.Line] {
        var lines: [GoldenFile.Line] = []
        for isFull in [true, false] {
            let object = JSONValue.object(object(fields(of: event), isFull: isFull))
            let happened = try EventCodec.event(type: event.type, schema: event.schema, data: object.bytes)
            let data = try EventCodec.data(of: happened)
            if lines.last?.data == data { continue }
            lines.append(GoldenFile.Line(type: event.type, schema: event.schema, data: data))
        }
        return lines
    }

    static func keys(of data: [UInt8]) throws -> [String] {
        JSONValue(try JSONDocument(parsing: data).root).object.map { $0.map(\.key) } ?? []
    }

    private static func object(_ fields: [Field], isFull: Bool) -> JSONObject {
        JSONObject(
            fields.filter { isFull || !$0.isOptional }.map {
                ($0.name, value(of: $0.shape, named: $0.name, isFull: isFull))
            })
    }

    private static func value(of shape: FieldShape, named name: String, isFull: Bool) -> JSONValue {
        switch shape {
        case .text, .prose: .string(text(named: name, isFull: isFull))
        case .integer: isFull ? 4_711 : 1
        case .boolean: .bool(isFull)
        case .decimal: isFull ? "12.50" : "-3"
        case .date: isFull ? "2020..2022-11-07" : "2022-03"
        case .instant: isFull ? "2022-11-07T09:30:00.250000Z" : "2019-09-26T00:00:00.000000Z"
        case .timeOfDay: isFull ? "09:30" : "23:59"
        case .money: ["minorUnits": isFull ? 250_000_00 : 1, "currency": isFull ? "CNY" : "EUR"]
        case .currency: .string(text(named: name, isFull: isFull))
        case .sealed: ["sealed": isFull ? "U2VhbGVkIHVuZGVyIGEga2V5IHRoYXQgaXMgZ29uZQ==" : "c2VhbGVk"]
        case .localID: isFull ? "L-1.a_2" : "1"
        case .reference(let kinds): reference(to: kinds, isFull: isFull)
        case .enumeration(let values): .string((isFull ? values.last : values.first) ?? "")
        case .list(let element):
            isFull
                ? .array([true, false].map { value(of: element, named: name, isFull: $0) }) : .array([])
        case .group(let fields): .object(object(fields, isFull: isFull))
        }
    }

    private static func reference(to kinds: [String], isFull: Bool) -> JSONValue {
        let kind = (isFull ? kinds.last : kinds.first) ?? ""
        let id = kind.prefix(1).uppercased() + (isFull ? "-001" : "1")
        return .string(kinds.count == 1 ? id : "\(kind)/\(id)")
    }

    /// With what has to be escaped, and what has not.
    private static func text(named name: String, isFull: Bool) -> String {
        let (long, short) =
            texts[name] ?? ("As the minutes have it: \"\(name)\" \\ 上海,\nsecond line\tend", "as recorded")
        return isFull ? long : short
    }

    private static let texts: [String: (long: String, short: String)] = [
        "arm": ("A (5 mm, \"gentle\")", "B"),
        "body": ("Ministry of Education / 教育部", "City of Shanghai"),
        "city": ("Shanghai", "Aachen"),
        "committee": ("Ethics Committee of Renji Hospital", "Board"),
        "country": ("CN", "DE"),
        "decidedBy": ("data protection officer", "ethics office"),
        "department": ("骨科 / Orthopaedics", "Surgery"),
        "di": ("06907777000011", "00614141999996"),
        "discipline": ("minimally invasive surgery", "materials"),
        "gcpEdition": ("ISO 14155:2020", "ISO 14155:2011"),
        "legalGround": ("GDPR Art. 17(1)(b)", "PIPL Art. 47"),
        "measure": ("Closed after 7 days, in %, \"by eye\"", "closed"),
        "mediaType": ("application/pdf", "text/csv"),
        "name": ("超声刀 \"Harmonic\" 5 mm / II", "Needle"),
        "sha256": (String(repeating: "0F", count: 32), String(repeating: "ab", count: 32)),
        "title": ("深部伤口缝合针：Needles for \"deep\" wounds", "Needles"),
        "unit": ("mm²", "g"),
        "where": ("https://doi.org/10.1000/182", "a lecture"),
    ]
}
