import Foundation

/// `python3 -m …` with the package `varlink`.
enum PythonVarlink {
    /// Whether the tests that need it run: without it they fail where `CI` is set, and are skipped elsewhere.
    static var isExpected: Bool {
        get async throws {
            if ProcessInfo.processInfo.environment["CI"] != nil { return true }
            return try await run(arguments: ["-c", "import varlink"]).status == 0
        }
    }

    static func start(_ module: String, _ arguments: String...) throws -> Process {
        let process = process(["-m", module] + arguments)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    static func run(_ module: String, _ arguments: String...) async throws -> (status: Int32, output: String)
    {
        try await run(arguments: ["-m", module] + arguments)
    }

    private static func run(arguments: [String]) async throws -> (status: Int32, output: String) {
        let process = process(arguments)
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

    private static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = FileHandle.nullDevice
        return process
    }
}
