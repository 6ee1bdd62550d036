import SutureDomain

/// A kind of record that is read: each is, in its file under `Kinds`.
protocol Viewed: Record {
    /// The records themselves, then what a record has many of, in the order in which it is shown.
    static var readModels: [ReadModel] { get }
    /// By which words of its events a record is found.
    static var searchTerms: [SearchTerm] { get }
}

extension Viewed {
    static var searchTerms: [SearchTerm] { [] }
}

extension Catalogue {
    static let viewed: [any Viewed.Type] = kinds.map { kind in
        guard let viewed = kind as? any Viewed.Type else { preconditionFailure("\(kind) has no views") }
        return viewed
    }
}
