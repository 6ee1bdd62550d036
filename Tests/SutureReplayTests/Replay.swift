import Foundation

/// The built `suture-replay`, run as an operator would.
enum Replay {
    struct Outcome {
        let status: Int32
        let output: String
        let complaint: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Beside the tests themselves, where SwiftPM builds everything.
    static var path: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("suture-replay").path
    }

    static func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

    static func run(_ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let output = Pipe()
        let complaint = Pipe()
        process.standardOutput = output
        process.standardError = complaint
        try process.run()
        // What these tests print fits into a pipe, so one can be read after the other.
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = complaint.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: answer, as: UTF8.self),
            complaint: String(decoding: complaints, as: UTF8.self))
    }
}
