import SutureJSON
import SutureTestSupport
import Synchronization
import Varlink

extension VarlinkClient {
    /// Registers many devices with all the calls under way at once.
    /// - Returns: The receipts' positions, in the order of the calls.
    @discardableResult
    func registerDevices(_ prefix: String, count: Int) async throws -> [Int64] {
        try await pipeline(
            (0..<count).map { number in
                (
                    "org.suture.Device.Register",
                    ["id": .string("\(prefix)\(number)"), "name": "Needle", "type": "suture_needle"]
                )
            }
        ).map { try $0.get()["receipt"]?["position"]?.int64 ?? 0 }
    }

    /// The whole log, page by page.
    func allEvents() async throws -> [JSONValue] {
        let head = try await head()
        var events: [JSONValue] = []
        var start: Int64 = 1
        while start <= head {
            let page = try await ask("Log.Read", ["start": .integer(start), "limit": 10_000])
            events += page["events"]?.array ?? []
            start = page["next"]?.int64 ?? .max
        }
        return events
    }

    /// Makes many calls at once, and waits for all their answers.
    func pipeline(_ calls: [(method: String, parameters: JSONValue)]) async -> [Result<JSONView, any Error>] {
        let answers = Answers(count: calls.count)
        guard !calls.isEmpty else { return [] }
        return await withCheckedContinuation { continuation in
            for (index, (method, parameters)) in calls.enumerated() {
                call(method, parameters.bytes) { result in
                    if let all = answers.came(result, for: index) { continuation.resume(returning: all) }
                }
            }
        }
    }

    private final class Answers: Sendable {
        private let state: Mutex<(results: [Result<JSONView, any Error>?], missing: Int)>

        init(count: Int) { state = Mutex((Array(repeating: nil, count: count), count)) }

        /// - Returns: All answers, once the last one has come.
        func came(_ result: Result<JSONView, any Error>, for index: Int) -> [Result<JSONView, any Error>]? {
            state.withLock { state in
                state.results[index] = result
                state.missing -= 1
                return state.missing == 0 ? state.results.compactMap(\.self) : nil
            }
        }
    }
}
