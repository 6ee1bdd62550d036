import ArgumentParser

/// What the user has decided about rows that are neither new nor as they were recorded.
struct ImportDecisions {
    /// Why what was recorded is corrected.
    var reason: String?
    var again: [ImportAgain] = []

    func takes(_ kind: ImportAgain.Kind, _ line: Int) -> Bool {
        again.contains { $0.kind == kind && ($0.lines?.contains(line) ?? true) }
    }
}

/// What counts for rows that were said before: `equal`, `new:17,23`.
struct ImportAgain: ExpressibleByArgument, Equatable {
    enum Kind: String, CaseIterable {
        /// Rows that look like earlier ones are these, and nothing is recorded.
        case equal
        /// They are other facts.
        case new
        /// What was voided is recorded anew.
        case voided
    }

    let kind: Kind
    /// `nil` for all.
    let lines: Set<Int>?

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.kind = kind
        guard parts.count == 2 else {
            lines = nil
            return
        }
        let numbers = parts[1].split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.allSatisfy({ $0 != nil }) else { return nil }
        lines = Set(numbers.compactMap(\.self))
    }
}
