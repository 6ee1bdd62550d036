import Synchronization

/// The figures of views that never change, by metric: who looks back asks the same question several times.
///
/// At most as many entries as metrics. They name no person: what was counted is listed anew each time.
package final class RememberedFigures: Sendable {
    private let figures = Mutex<[String: [Figure]]>([:])

    package init() {}

    /// The metric's figures, made if they were not asked for before.
    func figures(
        of metric: Metric, _ make: () throws -> [Figure]
    ) rethrows -> [Figure] {
        if let known = figures.withLock({ $0[metric.name] }) { return known }
        let made = try make()
        figures.withLock { $0[metric.name] = made }
        return made
    }
}
