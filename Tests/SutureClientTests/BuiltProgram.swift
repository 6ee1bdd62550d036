import Foundation

/// A program as SwiftPM has built it beside the tests, run as its users run it.
struct BuiltProgram {
    struct Outcome {
        let status: Int32
        let output: String
        let complaint: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    let process = Process()
    let output = Pipe()
    private let complaint = Pipe()

    static var folder: URL { URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent() }

    /// - Parameter folder: where the program stands, if not where it was built.
    init(_ name: String, _ arguments: [String], temporary: String? = nil, folder: URL = BuiltProgram.folder) {
        process.executableURL = folder.appendingPathComponent(name)
        process.arguments = arguments
        if let temporary {
            process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary]) { $1 }
        }
        process.standardOutput = output
        process.standardError = complaint
    }

    /// Runs it to its end. What it complains of must fit into a pipe.
    func run() throws -> Outcome {
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = complaint.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            complaint: String(decoding: complaints, as: UTF8.self))
    }
}
