import Foundation

/// What stands above the declarations of Swift files: their documentation, and of properties also their type,
/// by full name (`Trial.Planned.title`).
///
/// The files are formatted, so that a declaration belongs to the type that is indented by four spaces less.
struct DocComments {
    private var documentation: [String: String] = [:]
    private var types: [String: String] = [:]
    /// In the order in which they stand.
    private var properties: [String] = []

    /// - Parameter folder: whose Swift files are read, at any depth.
    init(ofFilesUnder folder: String) throws {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".swift")
        }
        for path in paths.sorted() { read(try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)) }
    }

    /// The first paragraph, in one line and without the marks of code; empty where there is none.
    func documentation(of name: String) -> String { documentation[name] ?? "" }

    /// The full name of the type that a property's values have, or its elements, if it is one of those that
    /// were read.
    func elementType(of property: String) -> String? {
        guard let written = types[property]?.filter({ !"[]? ".contains($0) }) else { return nil }
        var scope = property.split(separator: ".").dropLast()
        while true {
            let name = (scope + [Substring(written)]).joined(separator: ".")
            if documentation[name] != nil { return name }
            if scope.isEmpty { return nil }
            scope.removeLast()
        }
    }

    /// The properties of a type, in their order, each with its type as it is written.
    func properties(of type: String) -> [(name: String, type: String)] {
        properties.filter { $0.hasPrefix("\(type).") }.compactMap { name in
            types[name].map { (String(name.dropFirst(type.count + 1)), $0.filter { $0 != " " }) }
        }
    }

    private mutating func read(_ text: String) {
        var scopes: [String] = []
        var paragraphs: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let depth = line.prefix { $0 == " " }.count / 4
            let code = line.trimmingPrefix { $0 == " " }
            if code.hasPrefix("///") {
                let sentence = code.dropFirst(3).trimmingPrefix { $0 == " " }
                if sentence.isEmpty {
                    paragraphs.append([])
                } else {
                    paragraphs[paragraphs.count - 1].append(sentence)
                }
                continue
            }
            if code.hasPrefix("@") { continue }
            let first = paragraphs[0].joined(separator: " ").filter { $0 != "`" }
            paragraphs = [[]]
            if let type = code.firstMatch(
                of: /^(?:[a-z()]+ )*?(?:struct|enum|class|protocol|extension) ([\w.]+)/)
            {
                scopes = scopes.prefix(depth) + [String(type.1)]
                if !first.isEmpty { documentation[scopes.joined(separator: ".")] = first }
            } else if let property = code.firstMatch(of: /^(?:[a-z()]+ )*?(?:var|let) `?(\w+)`?: ([^={]+)/) {
                let name = (scopes.prefix(depth) + [String(property.1)]).joined(separator: ".")
                if !first.isEmpty { documentation[name] = first }
                types[name] = String(property.2)
                properties.append(name)
            }
        }
    }
}
