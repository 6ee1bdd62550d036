import SutureDomain

/// A record as it is named where it may be of any kind.
enum RecordName {
    /// Throws a usage error for what names no record.
    static func check(_ text: String) throws {
        guard let stream = StreamName(text) else {
            throw UsageError(message: "\"\(text)\" is no record; the form is kind/ID, such as trial/T-001.")
        }
        guard Catalogue.kind(named: stream.kind) != nil else {
            let kinds = Catalogue.kinds.map { $0.kind }.joined(separator: ", ")
            throw UsageError(message: "There are no records of kind \(stream.kind); there are \(kinds).")
        }
    }
}
