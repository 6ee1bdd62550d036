import ArgumentParser
import Foundation
import SutureInterface
import SutureJSON
import SutureOutput
import SutureProgram

/// `suture record FILE`: many commands, one after another, each on its own.
struct RecordMany: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record many commands, one JSON object a line.",
        discussion: """
            Each line is {"command": "trial.log-outcome", "id": "T-001", "fields": {…}, "context": {…}}. One result \
            is printed for each, in order, and for a line that is wrong the file, its number and everything that is wrong \
            with it. A line that is refused does not stop the rest; the exit status is 1 then. \
            For all or nothing see suture import.
            """)

    @Argument(help: "The file; - is standard input.", completion: .file())
    var file: String

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let input = file == "-" ? FileHandle.standardInput : try open()
        var summary = RecordingSummary()
        var progress = ProgressBar(
            total: file == "-" ? nil : try LineReader.lineCount(of: open()), noun: "lines")
        // Where the results themselves go by, they are progress enough.
        let showsProgress = !Output.standard.isTerminal
        do {
            try await connection.withDaemon { daemon in
                try await Pipeline(daemon: daemon).run(LineReader(input)) { answer in
                    let result = LineResult(answer)
                    summary.count(result)
                    try Output.standard.line(
                        connection.json ? "\(result.json)" : result.text(of: InputText.name(of: file)))
                    if showsProgress { progress.advance(to: answer.line) }
                }
            }
        } catch is OutputClosed {
            throw RecordingStopped()
        }
        progress.clear()
        try Output.error.line(summary.text)
        if summary.status != .done { throw AlreadyReported(status: summary.status) }
    }

    private func open() throws -> FileHandle {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw UsageError("\(file) cannot be read")
        }
        return handle
    }
}

/// Nobody reads the results any more, so nobody would know what became of the rest.
struct RecordingStopped: Error, CustomStringConvertible {
    var description: String { "the results are no longer read: the rest was not sent" }
}

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
