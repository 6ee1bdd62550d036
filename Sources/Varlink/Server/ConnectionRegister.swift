import Synchronization

/// Which connections there are, how many of each user, and what has been counted since the start.
final class ConnectionRegister: Sendable {
    private struct Contents {
        var connections: [ObjectIdentifier: ServerConnection] = [:]
        var countByUser: [UInt32: Int] = [:]
        var counts = VarlinkServer.Counts()
    }

    private let limits: VarlinkServer.Limits
    private let contents = Mutex(Contents())
    private let callTotal = Atomic(0)

    init(limits: VarlinkServer.Limits) { self.limits = limits }

    var connections: [ServerConnection] { contents.withLock { Array($0.connections.values) } }

    var counts: VarlinkServer.Counts {
        var counts = contents.withLock(\.counts)
        counts.callTotal = callTotal.load(ordering: .relaxed)
        return counts
    }

    /// Returns why the connection is refused; `nil` if it has been entered.
    func add(_ connection: ServerConnection) -> String? {
        let user = connection.peer.userID
        return contents.withLock {
            let refusal: String? =
                if $0.connections.count >= limits.connectionCountMax {
                    "there are \(limits.connectionCountMax) connections"
                } else if $0.countByUser[user, default: 0] >= limits.connectionCountPerUserMax {
                    "uid \(user) has \(limits.connectionCountPerUserMax) connections"
                } else {
                    nil
                }
            guard refusal == nil else {
                $0.counts.refusedConnectionTotal += 1
                return refusal
            }
            $0.connections[ObjectIdentifier(connection)] = connection
            $0.countByUser[user, default: 0] += 1
            $0.counts.connectionTotal += 1
            $0.counts.connectionCount += 1
            return nil
        }
    }

    func remove(_ connection: ServerConnection) {
        contents.withLock {
            guard $0.connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
            $0.counts.connectionCount -= 1
            let user = connection.peer.userID
            let count = $0.countByUser[user, default: 0] - 1
            $0.countByUser[user] = count > 0 ? count : nil
        }
    }

    func countCall() { callTotal.add(1, ordering: .relaxed) }
    func countMalformedMessage() { contents.withLock { $0.counts.malformedMessageTotal += 1 } }
}
