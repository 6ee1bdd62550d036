import SutureDomain
import SutureReadModels

/// Tells for events that are read one after another which of them were voided, as far as the read models
/// know: many at once, since hardly any were.
struct VoidLookup {
    /// How many positions are asked for at once.
    private static let windowPositionCount: Int64 = 10_000

    private let views: ViewReader?
    private var voids: [Position: Position] = [:]
    private var end: Int64 = 0

    /// - Parameter views: `nil` where there are no read models yet.
    init(_ views: ViewReader?) { self.views = views }

    /// The position of the event that voided the one at this position; `nil` also where the read models
    /// cannot be read, as the log is worth reading without them.
    mutating func voidedBy(_ position: Int64) -> Int64? {
        if position >= end {
            end = position + VoidLookup.windowPositionCount
            voids = (try? views?.voids(from: Position(position), through: Position(end - 1))) ?? [:]
        }
        return voids.isEmpty ? nil : voids[Position(position)]?.number
    }
}
