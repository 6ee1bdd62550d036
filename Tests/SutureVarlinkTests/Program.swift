import Foundation

/// Programs found by the search path.
enum Program {
    static func start(_ command: [String]) throws -> Process {
        let process = process(command)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    static func run(_ command: [String]) async throws -> (status: Int32, output: String) {
        let process = process(command)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        // What these programs print fits into the pipe.
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        return (status, String(decoding: output, as: UTF8.self))
    }

    private static func process(_ command: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        return process
    }
}
