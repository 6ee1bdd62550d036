import SutureInterface
import SutureOutput

/// How many lines were recorded and how many were not.
struct RecordingSummary {
    private(set) var recordedCount = 0
    private(set) var duplicateCount = 0
    /// Of dry runs.
    private(set) var admittedCount = 0
    private(set) var refusedCount = 0
    private(set) var status = ProgramStatus.done

    /// A line that is wrong in itself counts as refused; the gravest status is the run's.
    mutating func count(_ result: LineResult) {
        switch result.result {
        case .success(let receipt) where receipt.duplicate: duplicateCount += 1
        case .success(let receipt) where receipt.position == 0: admittedCount += 1
        case .success: recordedCount += 1
        case .failure(let error):
            refusedCount += 1
            let own = ErrorReport(error).status
            status = max(status, own == .notPermitted || own == .failed ? own : .refused)
        }
    }

    var text: String {
        var parts = ["\(recordedCount) recorded"]
        if duplicateCount > 0 { parts.append("\(duplicateCount) recorded before") }
        if admittedCount > 0 { parts.append("\(admittedCount) would be recorded") }
        if refusedCount > 0 { parts.append("\(refusedCount) not recorded") }
        return parts.joined(separator: ", ")
    }
}
