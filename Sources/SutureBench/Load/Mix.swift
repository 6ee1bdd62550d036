import ArgumentParser

/// What the clients ask for.
enum Mix: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// Outcomes of running trials, the most frequent command.
    case outcomes
    /// Everything that a programme records, in realistic proportions.
    case programme
    /// Nine queries of ten calls (a record, a list, a history, a report of a trial), and an outcome.
    case reads

    /// So many commands of its programme each client records before it is measured.
    var preparationCount: Int {
        switch self {
        case .outcomes, .reads: 500
        case .programme: 0
        }
    }
}
