/// How the load comes: so many connections, each with so many calls on their way.
struct Shape: Hashable, Sendable, CustomStringConvertible {
    let clientCount: Int
    let pipelineCount: Int

    /// One command after the other.
    static let single = Shape(clientCount: 1, pipelineCount: 1)

    /// Those that every comparison runs through.
    static let all = [(1, 1), (16, 1), (64, 1), (1, 100), (16, 100)].map {
        Shape(clientCount: $0, pipelineCount: $1)
    }

    var description: String { "\(clientCount)×\(pipelineCount)" }
}
