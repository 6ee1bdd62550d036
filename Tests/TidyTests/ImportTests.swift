import Testing

/// What each target may import stands in CONTRIBUTING for people and in Package.swift for the compiler.
@Suite struct ImportTests {
    @Test func `the table of targets in CONTRIBUTING is what Package.swift says`() throws {
        let declared = try Self.declared()
        let told = try Self.told()
        try #require(declared.count > 10, "the pattern finds targets no longer")
        for (target, imports) in declared.sorted(by: { $0.key < $1.key }) {
            #expect(
                told[target] == imports,
                """
                CONTRIBUTING.md, in the row of \(target): Package.swift lets it import \
                \(imports.sorted().joined(separator: ", ")). Say the same there, in any order; nothing where it is nothing.
                """)
        }
        for target in told.keys.sorted() where declared[target] == nil {
            Issue.record("CONTRIBUTING.md has a row for \(target), which is no target of Package.swift.")
        }
    }

    /// By library target, what its declaration lists.
    private static func declared() throws -> [String: Set<String>] {
        let manifest = try SourceFile(path: "Package.swift").lines.joined(separator: "\n")
        var names: [Substring: Substring] = [:]
        for match in manifest.matches(of: #/let (\w+) = Target\.Dependency\.product\(name: "(\w+)"/#) {
            names[match.output.1] = match.output.2
        }
        var result: [String: Set<String>] = [:]
        let targets = #/\.target\(\s*name: "(\w+)"(?<rest>(?:[^()]|\([^()]*\))*)\)/#
        for match in manifest.matches(of: targets) where !match.rest.contains(#"path: "Tests/"#) {
            let list = match.rest.firstMatch(of: #/dependencies: \[(?<list>[^\]]*)\]/#)?.list ?? ""
            let products = list.matches(of: #/\.product\(name: "(\w+)"/#).map { String($0.output.1) }
            let others = list.replacing(#/\.product\([^)]*\)/#, with: "")
                .matches(of: #/"?(\w+)"?/#).map { String(names[$0.output.1] ?? $0.output.1) }
            // Within the table the targets of Suture go by their short names.
            result[String(match.output.1)] = Set((products + others).map { $0.replacing("Suture", with: "") })
        }
        return result
    }

    /// By target, what the last column of its row names.
    private static func told() throws -> [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        for line in try SourceFile(path: "CONTRIBUTING.md").lines where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimming { $0 == " " } }
            guard cells.count == 3 else { continue }
            let imports = Set(cells[2].matches(of: #/\w+/#).map { String($0.output) }).subtracting(["nothing"]
            )
            for target in cells[0].matches(of: #/`(\w+)`/#) { result[String(target.output.1)] = imports }
        }
        return result
    }
}

extension Substring {
    fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
        guard let end = lastIndex(where: { !isTrimmed($0) }) else { return "" }
        return self[...end].drop(while: isTrimmed)
    }
}
