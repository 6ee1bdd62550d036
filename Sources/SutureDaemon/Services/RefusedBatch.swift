import SutureJSON
import SutureVarlink

/// Why a batch was not recorded: everything that is wrong with each of its commands.
struct RefusedBatch {
    /// Behind so many bytes only the first thing is told that is wrong with a command.
    private static let refusalByteCountMax = 4 * 1024 * 1024

    private var commandCount = 0
    private var byteCount = 0
    private var refusals: [JSONValue] = []

    var isEmpty: Bool { commandCount == 0 }

    init() {}

    /// - Parameter unsayable: what is told of those that say what may not be said, by their places.
    init(_ refusals: [(index: Int, error: RecordingError)], unsayable: [Int: Misunderstood] = [:]) {
        for (index, error) in refusals {
            let isUnsayable = if case .notToBeSaid = error { true } else { false }
            let all = isUnsayable ? unsayable[index]?.refusals(at: index) : nil
            add(all ?? [VarlinkError.batchRefusal(index, error)])
        }
    }

    /// - Parameter refusals: of one command, the first of which says most.
    mutating func add(_ refusals: [JSONObject]) {
        commandCount += 1
        for refusal in refusals.prefix(byteCount < RefusedBatch.refusalByteCountMax ? refusals.count : 1) {
            let refusal = JSONValue.object(refusal)
            byteCount += refusal.bytes.count
            self.refusals.append(refusal)
        }
    }

    /// - Parameter predicate: what is so of that many of its commands.
    func error(_ predicate: String) -> VarlinkError {
        VarlinkError(
            "org.suture.Log.BatchRefused",
            [
                "message": .string(
                    "\(commandCount) of the batch's commands \(predicate)."),
                "refusals": .array(refusals),
            ])
    }
}
