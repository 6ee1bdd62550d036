import Foundation
import SutureDomain
import SutureInterface
import Testing

/// The committed texts of the interfaces are what the domain's types and their comments say: nobody types a
/// field twice.
@Suite struct InterfaceTextTests {
    /// With it the texts are written, instead of held against what is there.
    private static let isWriting = ProcessInfo.processInfo.environment["SUTURE_WRITE"] != nil
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources").path
    private static let interfaces = "\(sources)/SutureInterface/Interfaces"
    /// Read once: there are many files.
    private static let domain = Result {
        InterfaceText(comments: try DocComments(ofFilesUnder: "\(sources)/SutureDomain"))
    }

    @Test func `the interfaces of the kinds say what their commands are`() throws {
        let domain = try InterfaceTextTests.domain.get()
        let texts = Catalogue.kinds.map { domain.text(of: $0) }
        try InterfaceTextTests.hold("kinds.varlink", texts.joined(separator: "\u{0C}"))
    }

    @Test func `what every kind has in common is said once`() throws {
        let text = try InterfaceTextTests.domain.get().commonMethods()
        try InterfaceTextTests.hold("common-methods.varlink", text)
    }

    @Test func `the reply of the status is what the daemon's type says`() throws {
        let folder = "\(InterfaceTextTests.sources)/SutureDaemon/Services"
        let text = InterfaceText(comments: try DocComments(ofFilesUnder: folder))
        let name = "\(InterfaceName.service).varlink"
        let committed = try String(
            contentsOfFile: "\(InterfaceTextTests.interfaces)/\(name)", encoding: .utf8)
        let (head, foot) = ("method Status() -> (\n", "\n)\n")
        let start = try #require(committed.firstRange(of: head)).upperBound
        let end = try #require(committed[start...].firstRange(of: foot)).lowerBound
        try InterfaceTextTests.hold(name, committed[..<start] + text.statusMembers() + committed[end...])
    }

    private static func hold(_ name: String, _ text: String) throws {
        let path = "\(interfaces)/\(name)"
        if isWriting { return try text.write(toFile: path, atomically: true, encoding: .utf8) }
        let committed = try String(contentsOfFile: path, encoding: .utf8)
        let first = zip(committed.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
        #expect(
            committed == text,
            """
            \(name) is not what the domain says, first at: \(first.map { "\($0) ≠ \($1)" } ?? "its end"). Write it with \
            SUTURE_WRITE=1 swift test --filter InterfaceTextTests
            """)
    }
}
