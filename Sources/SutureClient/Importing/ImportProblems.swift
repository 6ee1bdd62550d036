import Foundation
import SutureOutput

/// Everything that is wrong with the rows of a sheet, told row by row, and as a sheet of the rows to mend.
struct ImportProblems {
    /// As the user named it.
    let file: String
    private(set) var problems: [ImportPlan.Problem] = []

    init(file: String) { self.file = file }

    /// The lines of rows with problems.
    var lines: Set<Int> { Set(problems.map(\.line)) }

    /// Tells problems in the order of their lines, and remembers them.
    mutating func tell(_ problems: [ImportPlan.Problem]) throws {
        let problems = problems.sorted { $0.line < $1.line }
        for problem in problems {
            try Output.error.line("\(InputText.name(of: file)):\(problem.line): \(problem.message)")
        }
        self.problems += problems
    }

    /// Refuses to write the rows to mend over what they are made of, under whatever name.
    /// - Throws: ``UsageError``.
    static func refuse(_ path: String, forRowsOf file: String, mapFile: String) throws {
        guard let target = FileIdentity(path), target.isRegular else { return }
        for (source, name) in [(file, "sheet"), (mapFile, "map")] where FileIdentity(source) == target {
            throw UsageError("--errors \(path) is the \(name) itself, which would be lost: name another file")
        }
    }

    /// The column of the sheet of rows to mend that says what is wrong.
    static let reasonColumn = "suture: what is wrong"

    /// Writes the rows to mend and why, as the same map takes them; only the first row if nothing is wrong.
    func write(to path: String, of sheet: ImportSheet) throws {
        let reasons = Dictionary(grouping: problems, by: \.line).mapValues { problems in
            problems.map(\.message).joined(separator: "; ")
        }
        var text = line(sheet.header, ImportProblems.reasonColumn, sheet)
        for row in (sheet.rows + sheet.unevenRows).sorted(by: { $0.line < $1.line }) {
            guard let reason = reasons[row.line] else { continue }
            let missing = max(0, sheet.header.count - row.fields.count)
            text += line(
                row.fields + Array(repeating: "", count: missing), "line \(row.line): \(reason)", sheet)
        }
        // With a mark, so that it counts as UTF-8 whatever encoding the map says.
        let bytes = ByteOrderMark.utf8.bytes + Array(text.utf8)
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            throw UsageError("\(path) cannot be written")
        }
    }

    private func line(_ fields: [String], _ reason: String, _ sheet: ImportSheet) -> String {
        CSVWriter.line(fields + [reason], delimiter: sheet.delimiter.character)
    }
}
