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
            throw UsageError(message: "\(file) cannot be read")
        }
        return handle
    }
}

/// Nobody reads the results any more, so nobody would know what became of the rest.
struct RecordingStopped: Error, CustomStringConvertible {
    var description: String { "the results are no longer read: the rest was not sent" }
}
