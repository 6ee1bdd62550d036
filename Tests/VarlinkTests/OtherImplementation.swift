import Foundation
import SutureTestSupport
import Testing

/// A Varlink that others wrote, and its certification program.
enum OtherImplementation: String, CaseIterable, Sendable {
    /// PyPI `varlink`.
    case python
    /// Debian's `varlink-go`.
    case go

    var certification: [String] {
        switch self {
        case .python: ["python3", "-m", "varlink.tests.test_certification"]
        case .go: ["varlink-go-certification"]
        }
    }

    /// Reads the interface definition in a file, and fails if it is none.
    var parser: [String] {
        switch self {
        case .python:
            ["python3", "-c", "import sys, varlink.scanner as s; s.Interface(open(sys.argv[1]).read())"]
        case .go: ["varlink-go-interface-generator"]
        }
    }

    /// Without the program a test is skipped, except where `CI` is set: there it fails.
    func require() async throws {
        if ProcessInfo.processInfo.environment["CI"] != nil { return }
        let probe =
            switch self {
            case .python: ["python3", "-c", "import varlink"]
            case .go: ["sh", "-c", "command -v varlink-go-certification"]
            }
        if try await ProgramRun.of(probe).exit != .status(0) {
            try Test.cancel("\(rawValue): no varlink is installed")
        }
    }
}
