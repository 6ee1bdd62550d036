import Testing

/// What this code does without, each with what it does instead.
@Suite struct BanTests {
    struct Ban: CustomTestStringConvertible, Sendable {
        /// Text that does not stand in a line of code.
        let text: String
        let instead: String
        /// Where it may stand all the same: beginnings of paths.
        var places: [String] = []

        var testDescription: String { text }
    }

    private static let bans = [
        Ban(
            text: "FileHandle.standardOutput", instead: "Output.standard: FileHandle.write traps on any error"
        ),
        Ban(text: "FileHandle.standardError", instead: "Output.error: FileHandle.write traps on any error"),
        Ban(
            text: " print(", instead: "Output.standard, which a reader that has gone away does not end"),
        Ban(
            text: "TimeZone(identifier:", instead: "Zone(named:), since Foundation takes CST for one",
            places: ["Sources/SutureDaemon/System/Zone.swift"]),
        Ban(text: "NSCondition", instead: "Monitor, whose waiting does not follow the wall clock"),
        Ban(text: "NSLock", instead: "Mutex"),
        Ban(text: "NSRecursiveLock", instead: "Mutex"),
        Ban(text: "DispatchSerialQueue", instead: "DispatchQueue: there is none on Linux"),
        Ban(text: "Task(priority:", instead: "Task: other priorities misbehave under the sandbox"),
        Ban(
            text: "Task.detached(priority:",
            instead: "Task.detached: other priorities misbehave under the sandbox"),
        Ban(
            text: "Date()", instead: "the daemon's Clock, or ContinuousClock for how long something takes",
            places: ["Sources/SutureBench/"]),
        Ban(
            text: "JSONSerialization",
            instead: "JSONDocument, which keeps order, duplicates and exact numbers"),
        Ban(text: "JSONDecoder(", instead: "JSONDecoding, which keeps order, duplicates and exact numbers"),
        Ban(text: "JSONEncoder(", instead: "JSONEncoding, which keeps the declared order"),
        Ban(
            text: "\"org.suture", instead: "Method, InterfaceName or Product.namespace",
            places: ["Sources/SutureDomain/Core/Product.swift"]),
        Ban(text: "try!", instead: "try, or a precondition with a sentence"),
        Ban(text: " as! ", instead: "as?, or a precondition with a sentence"),
        Ban(text: "fatalError(", instead: "preconditionFailure with a sentence, and an exit test"),
    ]

    @Test(arguments: bans)
    func `what is done without stands nowhere`(ban: Ban) throws {
        for file in try SourceFile.all(below: "Sources")
        where !ban.places.contains(where: { file.path.hasPrefix($0) }) {
            for (place, text) in file.code where text.contains(ban.text) {
                Issue.record("\(place): no \(ban.text). Instead: \(ban.instead).")
            }
        }
    }

    @Test(arguments: bans)
    func `a place where it may stand has it`(ban: Ban) throws {
        let files = try SourceFile.all(below: "Sources")
        for place in ban.places {
            let isUsed = files.contains { file in
                file.path.hasPrefix(place) && file.code.contains { $0.text.contains(ban.text) }
            }
            #expect(isUsed, "\(place) has no \(ban.text): take the place out of the ban.")
        }
    }

    @Test(arguments: ["@unchecked Sendable", "nonisolated(unsafe)"])
    func `what the compiler does not check says why`(text: String) throws {
        for file in try SourceFile.all(below: "Sources") {
            for (index, line) in file.lines.enumerated()
            where line.contains(text) && !SourceFile.isComment(line) {
                let isReasoned = index > 0 && SourceFile.isComment(file.lines[index - 1])
                #expect(isReasoned, "\(file.path):\(index + 1): say on the line above why \(text) is safe.")
            }
        }
    }

    @Test func `nothing is left to be done`() throws {
        for file in try SourceFile.all(below: "Sources", "Tests") where file.target != "TidyTests" {
            for (index, line) in file.lines.enumerated()
            where line.contains("TODO") || line.contains("FIXME") {
                Issue.record(
                    "\(file.path):\(index + 1): do it, or say in a sentence what is left out and why.")
            }
        }
    }

    /// An extension of a protocol has no other way to say it.
    @Test func `a type's own members are said with its name`() throws {
        let files = try SourceFile.all(below: "Sources")
        let protocols = Set(
            files.flatMap { file in
                file.lines.compactMap { line -> Substring? in
                    let words = SourceFile.words(of: line)
                    return words.firstIndex(of: "protocol").flatMap { index in
                        line.first?.isLetter == true ? words.dropFirst(index + 1).first : nil
                    }
                }
            })
        for file in files {
            var extended: Substring?
            for (place, text) in file.code {
                let words = SourceFile.words(of: text)
                if text.first?.isLetter == true,
                    let keyword = words.firstIndex(where: {
                        SourceFile.typeKeywords.contains($0) || $0 == "extension"
                    })
                {
                    extended = words.dropFirst(keyword + 1).first
                }
                guard text.replacing("Self.self", with: "").contains("Self."),
                    !protocols.contains(extended ?? "")
                else { continue }
                Issue.record("\(place): no Self. Instead: the name of the type, \(extended ?? "").")
            }
        }
    }

    /// Such words say nothing of what is in a file; systemd is the system's service manager.
    @Test(arguments: ["Util", "Helper", "Manager", "Common", "Misc", "Extensions"])
    func `a file says what is in it`(word: String) throws {
        for file in try SourceFile.all(below: "Sources", "Tests")
        where file.name.replacing("ServiceManager", with: "").contains(word) {
            Issue.record("\(file.path): name it after what it declares.")
        }
    }
}
