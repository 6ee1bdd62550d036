import SutureInterface
import SutureJSON

/// What became of one line of `suture record`.
struct LineResult {
    let line: Int
    let result: Result<Receipt, any Error>

    /// For people: `3: trial/T-001 version 7 at position 1234`, or a line for each thing that is wrong.
    /// - Parameter file: as a message names it.
    func text(of file: String) -> String {
        switch result {
        case .success(let receipt): "\(line): \(receipt.line)"
        case .failure(let error):
            ErrorReport(error).lines.map { "\(file):\(line): \(Table.printable($0))" }.joined(separator: "\n")
        }
    }

    /// For programs: the line, and what came over the wire.
    var json: JSONValue {
        switch result {
        case .success(let receipt):
            ["line": .integer(Int64(line)), "receipt": receipt.json]
        case .failure(let error):
            .object(LineResult.members(line: line, ErrorReport(error)))
        }
    }

    private static func members(line: Int, _ report: ErrorReport) -> JSONObject {
        let message = JSONValue.string(report.lines.joined(separator: "; "))
        let wire = report.wire ?? ["error": nil, "message": message]
        return JSONObject([("line", .integer(Int64(line)))] + wire.map { ($0.key, $0.value) })
    }
}

extension LineResult {
    init(_ answer: Pipeline.Answer) {
        self.init(line: answer.line, result: Result { try Receipt(inReply: answer.result.get()) })
    }
}

extension Receipt {
    fileprivate var json: JSONValue {
        var members: JSONObject = [
            "position": .integer(position), "stream": .string(stream), "version": .integer(version),
            "recordedAt": .string(recordedAt), "duplicate": .bool(duplicate),
        ]
        members["voidedBy"] = voidedBy.map { .integer($0) }
        return .object(members)
    }
}
