import SutureInterface
import SutureJSON

/// What is asked of trials.
enum Query: CaseIterable, CustomStringConvertible {
    case record, outcomes, history, report

    var description: String {
        switch self {
        case .record: "Get"
        case .outcomes: "List of 50"
        case .history: "History of 20"
        case .report: "Report of a trial"
        }
    }

    func call(trial: String) -> LoadCall {
        switch self {
        case .record: LoadCall(Method.get, ["record": .string("trial/\(trial)")])
        case .outcomes:
            LoadCall(
                Method.list,
                ["view": "trial-outcome", "where": ["trial": .string(trial)], "limit": 50])
        case .history:
            LoadCall(Method.history, ["record": .string("trial/\(trial)"), "limit": 20])
        case .report: LoadCall(Method.report("Trial"), ["trial": .string(trial)])
        }
    }

    /// The same of each of the trials of a daemon in turn, or of the first fifty.
    func calls(socketPath: String) throws -> PreparedCalls {
        let trials = try ControlConnection(path: socketPath).call(
            Method.list, "{\"view\":\"trial\",\"limit\":50}")
        let ids = (trials["rows"]?.array ?? []).compactMap { $0["id"]?.string }
        guard !ids.isEmpty else { throw BenchFailure("there is no trial to ask for") }
        return PreparedCalls(ids.map(call(trial:)), order: .ring, firstNumber: 0)
    }
}
