import Testing

/// A file is named after what it declares, and a reader holds it in the head.
@Suite struct FileTests {
    private static let lineCountMax = 300
    /// Longer ones, and why.
    private static let exceptions = [
        "Sources/Varlink/Server/ServerConnection.swift": "one state machine, whose parts see its state"
    ]

    @Test func `no file is longer than 300 lines, but for the kinds of record`() throws {
        for file in try SourceFile.all(below: "Sources")
        where !file.path.contains("/Kinds/") && Self.exceptions[file.path] == nil {
            // What follows the last line break is no line.
            let lineCount = file.lines.count - 1
            #expect(
                lineCount <= Self.lineCountMax,
                "\(file.path) has \(lineCount) lines: divide it where there is a name for the part.")
        }
    }

    /// As swift-format has it for code; comments it leaves alone.
    private static let lineCharacterCountMax = 110

    @Test func `a comment is no wider than the code`() throws {
        for file in try SourceFile.all(below: "Sources", "Tests") {
            for (index, line) in file.lines.enumerated()
            where SourceFile.isComment(line) && line.utf8.count > Self.lineCharacterCountMax
                && line.count > Self.lineCharacterCountMax
            {
                Issue.record(
                    """
                    \(file.path):\(index + 1) has \(line.count) characters: say it in \(Self.lineCharacterCountMax), \
                    or break it.
                    """)
            }
        }
    }

    @Test func `a file is named after something that it declares`() throws {
        for file in try SourceFile.all(below: "Sources") where file.name != "main.swift" {
            let name = file.name.dropLast(".swift".count)
            guard !name.contains("+") else { continue }
            // A function and a property begin with a small letter.
            let names = [name, name.prefix(1).lowercased() + name.dropFirst()]
            let isDeclared = file.code.contains { _, text in
                names.contains { text.contains($0) && SourceFile.declares(text, $0) }
            }
            #expect(isDeclared, "\(file.path) declares no \(name): name it after what it declares.")
        }
    }

    @Test func `a file named X+Y extends X`() throws {
        for file in try SourceFile.all(below: "Sources", "Tests") where file.name.contains("+") {
            let name = file.name.prefix { $0 != "+" }
            let isExtended = file.code.contains { _, text in
                text.contains("extension \(name)") && SourceFile.words(of: text).contains(name)
            }
            #expect(
                isExtended,
                "\(file.path) extends no \(name): name it after what it declares, or as X+Y after the type X that it extends."
            )
        }
    }
}
