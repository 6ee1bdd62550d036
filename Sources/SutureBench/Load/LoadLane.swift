/// Connections that ask for the same kind of thing, at the same pace, and are measured together.
struct LoadLane {
    /// When a lane ends: what is on its way by then is waited for.
    struct Limit {
        /// Over all connections.
        var callCountMax = Int.max
        var seconds: Double?
        /// Calls per second at most.
        var rate: Int?
    }

    let connections: [LoadConnection]
    /// How many calls a connection sends at once.
    let pipelineCount: Int
    let limit: Limit
    private(set) var result = LoadResult()
    private var sentCount = 0
    /// Connections without a call on its way, by index.
    private var idle: [Int]

    init(_ connections: [LoadConnection], pipelineCount: Int, limit: Limit) {
        self.connections = connections
        self.pipelineCount = pipelineCount
        self.limit = limit
        idle = Array(connections.indices)
    }

    /// Whether a reply is awaited.
    var isWaiting: Bool { busyCount > 0 }
    private var busyCount = 0

    /// Sends where nothing is awaited, as far as number, time and pace allow.
    /// - Parameter elapsed: seconds since the beginning.
    /// - Returns: in how many seconds more may be sent; `nil` if that depends on replies alone, or never.
    mutating func send(elapsed: Double) throws -> Double? {
        if let seconds = limit.seconds, elapsed >= seconds { return nil }
        while let index = idle.last, sentCount < limit.callCountMax {
            let count = min(pipelineCount, limit.callCountMax - sentCount, connections[index].callCount)
            if let rate = limit.rate {
                let wait = Double(sentCount + count) / Double(rate) - elapsed
                if wait > 0 { return wait }
            }
            idle.removeLast()
            // A connection whose list is at its end has done its part.
            guard count > 0 else { continue }
            sentCount += count
            busyCount += 1
            try connections[index].send(count)
        }
        return nil
    }

    /// Takes what came on a connection.
    mutating func receive(_ index: Int) throws {
        let connection = connections[index]
        try connection.receive(into: &result)
        guard connection.awaitedCount == 0 else { return }
        idle.append(index)
        busyCount -= 1
    }
}
