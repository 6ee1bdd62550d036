import SutureDomain

/// A kind of record that is read: each is, in its file under `Kinds`.
protocol Viewed: Record {
    /// The records themselves, then what a record has many of, in the order in which it is shown.
    static var readModels: [any ReadModel.Type] { get }
    /// Says by which words of its events a record is found.
    static func projectSearchTerms(when: inout Projection)
}

extension Viewed {
    static func projectSearchTerms(when: inout Projection) {}
}

extension Catalogue {
    static let viewed: [any Viewed.Type] = kinds.map { kind in
        guard let viewed = kind as? any Viewed.Type else { preconditionFailure("\(kind) has no views") }
        return viewed
    }
}
