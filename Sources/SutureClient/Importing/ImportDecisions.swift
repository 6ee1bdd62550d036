import ArgumentParser

/// What the user has decided about rows that are neither new nor as they were recorded.
struct ImportDecisions {
    /// Why what was recorded is corrected.
    var reason: String?
    var again: [ImportAgain] = []

    func takes(_ kind: ImportAgain.Kind, _ line: Int) -> Bool {
        again.contains { $0.kind == kind && ($0.lines?.contains(line) ?? true) }
    }

    /// What is said of rows that are earlier ones and other facts too; `nil` where nothing is.
    var contradiction: String? {
        for equal in again where equal.kind == .equal {
            for new in again where new.kind == .new && new.overlaps(equal) {
                return
                    "--again \(equal.text) and --again \(new.text) contradict each other: each row is one or the other."
            }
        }
        return nil
    }

    /// - Parameter file: for the message.
    /// - Throws: ``UsageError`` where a line is named in which no row begins.
    func requireRows(of sheet: ImportSheet, file: String) throws {
        guard again.contains(where: { $0.lines != nil }) else { return }
        let lines = Set((sheet.rows + sheet.unevenRows).map(\.line))
        for decision in again {
            guard let line = decision.lines?.subtracting(lines).min() else { continue }
            let range = lines.min().flatMap { first in
                lines.max().map { "its rows begin in lines \(first) to \($0)" }
            }
            throw UsageError(
                "--again \(decision.text): no row of \(file) begins in line \(line); \(range ?? "it has none")"
            )
        }
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

    /// As it is said.
    var text: String {
        let places = lines.map { ":" + $0.sorted().map(String.init).joined(separator: ",") } ?? ""
        return kind.rawValue + places
    }

    /// Whether both are about a row.
    fileprivate func overlaps(_ other: ImportAgain) -> Bool {
        guard let lines, let others = other.lines else { return true }
        return !lines.isDisjoint(with: others)
    }

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
