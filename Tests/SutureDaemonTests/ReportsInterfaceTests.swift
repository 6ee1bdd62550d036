import Foundation
import SutureInterface
import Testing
import Varlink

/// The interface of the reports follows from what they declare. What it comes to stands in a file, so that
/// every change of the wire shows; `SUTURE_WRITE=1 swift test --filter ReportsInterfaceTests` writes it.
@Suite struct ReportsInterfaceTests {
    private static let path =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Interfaces/org.suture.Reports.varlink")

    @Test func `the interface of the reports is the one that is known`() throws {
        let text = VarlinkInterface.named("org.suture.Reports").text
        if ProcessInfo.processInfo.environment["SUTURE_WRITE"] != nil {
            try text.write(to: ReportsInterfaceTests.path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: ReportsInterfaceTests.path, encoding: .utf8) == text)
    }

    @Test func `no line of it is wider than others`() {
        let lines = VarlinkInterface.named("org.suture.Reports").text.split(separator: "\n")
        #expect(lines.filter { $0.count > 130 } == [])
    }
}
