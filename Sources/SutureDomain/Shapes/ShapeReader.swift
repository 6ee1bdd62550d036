/// The fields that a type asks its decoder for, in declared order.
///
/// An event is written once, as a Swift type. Everything else that must know its fields (the interface, the
/// command line, the tests that hold them together) reads them off the synthesised `init(from:)`.
package func fields(of type: any Decodable.Type) -> [Field] {
    let reader = ShapeReader()
    do {
        _ = try type.init(from: reader)
    } catch {
        preconditionFailure("\(type) cannot be made of the samples of its fields: \(error)")
    }
    return reader.seen.fields
}

/// A value of the type made of the samples of its fields, with every optional one.
package func sample<Value: Decodable>(of type: Value.Type) -> Value {
    do {
        return try Value(from: ShapeReader())
    } catch {
        preconditionFailure("\(type) cannot be made of the samples of its fields: \(error)")
    }
}

/// A decoder that writes down what it is asked for and answers with samples.
final class ShapeReader: Decoder {
    final class Seen {
        var fields: [Field] = []
        var askedWhetherPresent = false
    }

    let seen = Seen()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedShapes<Key>(seen: seen))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw invalid("a type with named fields", got: "a list")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw invalid("a type with named fields", got: "a single value")
    }
}

private struct KeyedShapes<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let seen: ShapeReader.Seen
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    /// `decodeIfPresent` asks this first, so the next field is optional.
    func contains(_ key: Key) -> Bool {
        seen.askedWhetherPresent = true
        return true
    }

    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        guard let known = type as? any FieldValue.Type, let sample = field(known, key) as? Value else {
            preconditionFailure("\(key.stringValue) is a \(type), which is no FieldValue")
        }
        return sample
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { field(type, key) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { field(type, key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { field(type, key) }

    private func field<Value: FieldValue>(_ type: Value.Type, _ key: Key) -> Value {
        seen.fields.append(
            Field(name: key.stringValue, shape: type.shape, isOptional: seen.askedWhetherPresent))
        seen.askedWhetherPresent = false
        return type.sample
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        preconditionFailure("\(key.stringValue): groups of fields are types of their own")
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        preconditionFailure("\(key.stringValue): lists are arrays")
    }

    func superDecoder() throws -> any Decoder { preconditionFailure("events have no superclass") }
    func superDecoder(forKey key: Key) throws -> any Decoder {
        preconditionFailure("events have no superclass")
    }
}
