import Foundation

/// A file of this repository, as the rules of style look at it.
struct SourceFile {
    /// From the repository's root: `Sources/SutureDomain/Kinds/Trial.swift`.
    let path: String
    let lines: [Substring]

    var name: String { String(path.split(separator: "/").last ?? "") }
    /// The folder below `Sources` or `Tests` in which it lies, which has the target's name.
    var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file, by path: read once, for all tests.
    private static let everything = Result {
        try ["Sources", "Tests"].flatMap { folder in
            FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?
                .compactMap { ($0 as? String).map { "\(folder)/\($0)" } } ?? []
        }.filter { $0.hasSuffix(".swift") }.sorted().map { try SourceFile(path: $0) }
    }

    /// Every Swift file below these folders, by path.
    static func all(below folders: String...) throws -> [SourceFile] {
        try everything.get().filter { file in folders.contains { file.path.hasPrefix("\($0)/") } }
    }

    init(path: String) throws {
        self.path = path
        let url = SourceFile.root.appendingPathComponent(path)
        lines = try String(contentsOf: url, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
    }

    /// What stands in it, with where, but for comments.
    var code: [(place: String, text: Substring)] {
        lines.enumerated().filter { !SourceFile.isComment($0.element) }
            .map { ("\(path):\($0.offset + 1)", $0.element) }
    }

    static func isComment(_ line: Substring) -> Bool { line.drop { $0 == " " }.hasPrefix("//") }
}

// MARK: What it declares

// Regular expressions take minutes over all lines of a debug build.
extension SourceFile {
    static let typeKeywords: Set<Substring> = [
        "struct", "class", "enum", "actor", "protocol", "typealias",
    ]
    private static let keywords = typeKeywords.union(["func", "var", "let", "extension"])

    /// The types that other files see, by name: declared at the left margin.
    var visibleTypes: [String] {
        lines.compactMap { line in
            guard let first = line.first, first.isLetter || first == "@" else { return nil }
            let words = SourceFile.words(of: line)
            guard let keyword = words.firstIndex(where: { SourceFile.typeKeywords.contains($0) }),
                !words[..<keyword].contains(where: { $0.hasSuffix("private") || $0 == "import" }),
                words.indices.contains(keyword + 1)
            else { return nil }
            return String(words[keyword + 1])
        }
    }

    /// Whether the line declares the name, or extends the type of that name.
    static func declares(_ line: Substring, _ name: some StringProtocol) -> Bool {
        let words = words(of: line)
        return zip(words, words.dropFirst()).contains { keywords.contains($0) && $1 == name }
            || words.first == "extension" && words.contains { $0 == name }
    }

    static func words(of line: Substring) -> [Substring] {
        line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@") }
    }
}
