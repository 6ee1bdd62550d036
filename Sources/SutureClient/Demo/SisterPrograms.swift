import Foundation
import SutureOutput

/// The other programs of Suture, which stand beside this one wherever it was built or installed.
struct SisterPrograms: Sendable {
    let folder: String
    let daemon: String
    let replay: String

    init() throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        folder = URL(fileURLWithPath: own).deletingLastPathComponent().path
        daemon = try SisterPrograms.path(of: "sutured", in: folder)
        replay = try SisterPrograms.path(of: "suture-replay", in: folder)
    }

    private static func path(of name: String, in folder: String) throws -> String {
        let path = "\(folder)/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw DemoFailure(description: "the demo needs \(name) beside suture, and there is no \(path)")
        }
        return path
    }

    /// Runs `suture-replay` and prints what it finds: a line, which fits into a pipe.
    /// - Throws: ``AlreadyReported`` if it finds something wrong.
    func replay(_ arguments: String...) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: replay)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        let end = Promise<Void>()
        process.terminationHandler = { _ in end.keep(()) }
        try process.run()
        await end.value
        let found = output.fileHandleForReading.readDataToEndOfFile()
        try Output.standard.write(String(decoding: found, as: UTF8.self))
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw AlreadyReported(status: .failed)
        }
    }

    /// Whether a shell finds these programs by their names.
    var areOnPath: Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { $0 == folder }
    }
}
