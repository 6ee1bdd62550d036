package import SutureJSON

/// Values that may be absent.
extension JSONValue {
    package init(_ text: String?) { self = text.map { .string($0) } ?? .null }
    package init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }
}

extension JSONObject {
    /// In the order of the names, so that the same values are always the same text.
    package init(_ texts: [String: String]) {
        self.init(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    }
}
