package import SutureDomain

/// The point of view of a query: what had happened by a day of the world, and what the log knew.
package struct Moment: Hashable, Sendable {
    package enum KnownAt: Hashable, Sendable {
        case position(Position)
        case instant(Instant)
    }

    /// The last day that counts; `nil`: whatever happened, whenever it did.
    package var asOf: Day?
    /// `nil`: everything that is recorded.
    package var knownAt: KnownAt?
    /// Which of the events whose dates leave open whether they happened by ``asOf`` are taken to have done
    /// so; none unless it is asked what difference they make.
    package var openDates: OpenDates = []

    package init(asOf: Day? = nil, knownAt: KnownAt? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
    }

    /// Whether this is how things stand now, for which no scratch database is needed.
    package var isPresent: Bool { asOf == nil && knownAt == nil }
}
