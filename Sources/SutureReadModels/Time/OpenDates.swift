import SutureDomain

/// The events with dates that may mean days before and days after the one that is asked for.
package struct OpenDates: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Those that add facts: with them a figure is as great as it can be.
    package static let additions = OpenDates(rawValue: 1)
    /// Those that end, replace or move something.
    package static let changes = OpenDates(rawValue: 2)

    init(_ effect: Effect) {
        self =
            switch effect {
            case .adds: .additions
            case .changes, .moves: .changes
            }
    }
}

extension OpenDates {
    /// Every way in which some of these events may have happened and others not, but that none of them had.
    package var alternatives: [OpenDates] {
        [.additions, .changes, [.additions, .changes]].filter { isSuperset(of: $0) }
    }
}
