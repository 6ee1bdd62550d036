import SutureDomain

/// A record as it is named where it may be of any kind.
enum RecordName {
    /// Throws a usage error for what names no record.
    static func check(_ text: String) throws {
        guard let stream = StreamName(text) else {
            throw UsageError("\"\(text)\" is no record; the form is kind/ID, such as trial/T-001.")
        }
        try check(kind: String(stream.kind))
    }

    /// Throws a usage error for what names no kind of record.
    static func check(kind: String) throws {
        guard Catalogue.kind(named: kind) != nil else {
            let kinds = Catalogue.kinds.map { $0.kind }.joined(separator: ", ")
            throw UsageError("There are no records of kind \(kind); there are \(kinds).")
        }
    }
}
