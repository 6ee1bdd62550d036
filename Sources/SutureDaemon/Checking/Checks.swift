import Synchronization

/// The checks that are under way: one for each account, and few in all, since each holds what it has seen.
final class Checks: Sendable {
    /// The most checks at a time.
    static let countMax = 4
    /// A check that nobody has gone on with for so long makes room for another.
    private let idleMax: Duration

    private struct Place {
        let userID: UInt32
        weak var check: Check?
    }

    /// There is no room for another now.
    enum Full: Error {
        case account
        case server
    }

    private let places = Mutex<[Place]>([])

    init(idleMax: Duration = .seconds(60)) { self.idleMax = idleMax }

    /// Makes room for a check and begins it.
    /// - Parameter former: what the connection had before, which is over.
    func begin(for userID: UInt32, insteadOf former: Check?, _ make: () -> Check) throws(Full) -> Check {
        former?.end()
        return try places.withLock { places throws(Full) in
            places.removeAll { $0.check?.isOver ?? true }
            places.removeAll { $0.userID == userID && $0.check?.end(ifIdleFor: idleMax) ?? true }
            if places.contains(where: { $0.userID == userID }) { throw .account }
            if places.count >= Checks.countMax {
                places.removeAll { $0.check?.end(ifIdleFor: idleMax) ?? true }
                if places.count >= Checks.countMax { throw .server }
            }
            let check = make()
            places.append(Place(userID: userID, check: check))
            return check
        }
    }
}
