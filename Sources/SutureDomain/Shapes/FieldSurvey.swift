/// What a command carries that is checked in one place for every command, found by walking its fields.
package struct FieldSurvey {
    /// A record that is referred to, and the field that does.
    package struct Mention {
        package let field: String
        package let stream: StreamName
        package let kinds: [String]
    }

    package fileprivate(set) var mentions: [Mention] = []
    package fileprivate(set) var dates: [(field: String, date: PartialDate)] = []
    /// Fields with personal data that came sealed, which no client may send.
    package fileprivate(set) var alreadySealed: [String] = []
    /// Text fields with nothing in them.
    package fileprivate(set) var blankTexts: [String] = []
    /// Whether personal data was brought in plain.
    package fileprivate(set) var hasPersonalData = false

    package init(of command: some Encodable) {
        let surveyor = Surveyor()
        do {
            try command.encode(to: surveyor)
        } catch {
            preconditionFailure("nothing in the fields of a command can fail to be walked: \(error)")
        }
        self = surveyor.found.survey
    }

    private init() {}

    fileprivate static let empty = FieldSurvey()
}

/// An encoder that produces nothing and notes references, dates and personal data.
private final class Surveyor: Encoder {
    final class Found { var survey = FieldSurvey.empty }

    let found: Found
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [.keepsPlainText: true]

    init(found: Found = Found(), codingPath: [any CodingKey] = []) {
        self.found = found
        self.codingPath = codingPath
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedSurveyor<Key>(found: found, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        ListSurveyor(found: found, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        ValueSurveyor(found: found, codingPath: codingPath)
    }

    /// Lists do not name their elements: a client is told the field.
    static func look(at value: some Encodable, found: Found, path: [any CodingKey]) throws {
        let field = path.map(\.stringValue).joined(separator: ".")
        switch value {
        case let reference as any Reference:
            found.survey.mentions.append(
                FieldSurvey.Mention(
                    field: field, stream: reference.stream, kinds: Swift.type(of: reference).kinds))
        case let date as PartialDate: found.survey.dates.append((field, date))
        case let personal as Sealed:
            if personal.plainText == nil { found.survey.alreadySealed.append(field) }
            if let text = personal.plainText { look(at: text, found: found, path: path) }
            found.survey.hasPersonalData = true
        case is any Enumeration, is LocalID, is Decimal, is Instant: break
        default: try value.encode(to: Surveyor(found: found, codingPath: path))
        }
    }
}

extension Surveyor {
    static func look(at text: String, found: Found, path: [any CodingKey]) {
        guard text.allSatisfy(\.isWhitespace) else { return }
        found.survey.blankTexts.append(path.map(\.stringValue).joined(separator: "."))
    }
}

private struct KeyedSurveyor<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let found: Surveyor.Found
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) {}
    func encode(_ value: Bool, forKey key: Key) {}
    func encode(_ value: String, forKey key: Key) {
        Surveyor.look(at: value, found: found, path: codingPath + [key])
    }
    func encode(_ value: Int64, forKey key: Key) {}

    func encode(_ value: some Encodable, forKey key: Key) throws {
        try Surveyor.look(at: value, found: found, path: codingPath + [key])
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        KeyedEncodingContainer(KeyedSurveyor<NestedKey>(found: found, codingPath: codingPath + [key]))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        ListSurveyor(found: found, codingPath: codingPath + [key])
    }

    func superEncoder() -> any Encoder { Surveyor(found: found, codingPath: codingPath) }
    func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}

private struct ListSurveyor: UnkeyedEncodingContainer {
    let found: Surveyor.Found
    let codingPath: [any CodingKey]
    private(set) var count = 0

    init(found: Surveyor.Found, codingPath: [any CodingKey]) {
        self.found = found
        self.codingPath = codingPath
    }

    mutating func encodeNil() { count += 1 }

    mutating func encode(_ value: some Encodable) throws {
        count += 1
        try Surveyor.look(at: value, found: found, path: codingPath)
    }

    func nestedContainer<NestedKey: CodingKey>(keyedBy: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        KeyedEncodingContainer(KeyedSurveyor<NestedKey>(found: found, codingPath: codingPath))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
    func superEncoder() -> any Encoder { Surveyor(found: found, codingPath: codingPath) }
}

private struct ValueSurveyor: SingleValueEncodingContainer {
    let found: Surveyor.Found
    let codingPath: [any CodingKey]

    func encodeNil() {}
    func encode(_ value: Bool) {}
    func encode(_ value: String) {}
    func encode(_ value: Int64) {}

    func encode(_ value: some Encodable) throws {
        try Surveyor.look(at: value, found: found, path: codingPath)
    }
}
