import Testing

/// One word for one thing: a reader who searches for a name finds one declaration.
@Suite struct TypeNameTests {
    /// Names that two targets have, and why that is right.
    private static let exceptions: [String: String] = [:]

    @Test func `no two targets have a type of the same name`() throws {
        var targets: [String: Set<String>] = [:]
        for file in try SourceFile.all(below: "Sources") {
            for name in file.visibleTypes { targets[name, default: []].insert(file.target) }
        }
        try #require(targets.count > 500, "the pattern finds declarations no longer")
        let repeated = targets.filter { $0.value.count > 1 }
        for (name, targets) in repeated where Self.exceptions[name] == nil {
            Issue.record(
                """
                \(targets.sorted().joined(separator: " and ")) both declare \(name): name one of them after what only it \
                is, or move what they share into a target that both import.
                """)
        }
        for name in Self.exceptions.keys where repeated[name] == nil {
            Issue.record("\(name) stands in one target only: take it out of the exceptions.")
        }
    }
}
