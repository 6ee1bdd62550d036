import SutureInterface
import SutureJSON

/// What the daemon has said that it recorded, to be looked for in its log.
struct Acknowledgements {
    private static let pageEventCount: Int64 = 1_000

    /// By command id.
    private var positions: [String: Int64] = [:]

    var count: Int { positions.count }

    /// The last position of all.
    var head: Int64 { positions.values.max() ?? 0 }

    func contains(_ call: CommandCall) -> Bool { position(of: call) != nil }

    /// Where the daemon recorded it; `nil` if it did not say so.
    func position(of call: CommandCall) -> Int64? { call.context?.commandId.flatMap { positions[$0] } }

    mutating func add(_ receipt: Receipt, of call: CommandCall) {
        if let commandID = call.context?.commandId { positions[commandID] = receipt.position }
    }

    /// How many of them the log does not have at their positions.
    func missingCount(from daemon: Daemon) async throws -> Int {
        var missing = positions
        var start: Int64 = 1
        while true {
            let page = try await daemon.call(
                Method.read,
                ["start": .integer(start), "limit": .integer(Acknowledgements.pageEventCount)])
            guard let next = page["next"]?.int64, next > start else { return missing.count }
            for event in page.list("events") {
                guard let commandID = event["metadata"]?["command"]?["id"]?.string,
                    event["position"]?.int64 == missing[commandID]
                else { continue }
                missing[commandID] = nil
            }
            start = next
        }
    }
}
