package import SutureDomain
import SutureJSON
package import SutureOutput

/// Why a call was not done. Every error of the wire is said in this file and nowhere else: a case has what it
/// is made of, ``said`` its message and facts, the table how interfaces declare it and with which status the
/// client ends.
package enum WireError: Error, Sendable {
    /// A rule of the domain said no.
    case refused(Refusal)
    /// Something that may not be said, whatever the record.
    case notToBeSaid(Objection)
    /// Each thing that is wrong with what was sent.
    case misunderstood([ShapeProblem])
    /// - Parameter moment: to go on after what is not there then (` as of 2022-11-07`); empty for now.
    case notFound(StreamName, moment: String = "")
    case notPermitted(needs: Right)
    /// The event that is to be voided or corrected is another's, and the actor no steward.
    case notOwnEvent(Position)
    case conflict(StreamName, expected: StreamVersion, actual: StreamVersion)
    /// At position 0 stands what is recorded together with this.
    case commandReused(id: String, position: Position)
    /// Every command of a batch that cannot be recorded, by its place in the batch.
    case batchRefused([(index: Int, error: WireError)])
    /// Every command of a batch that cannot even be understood.
    case batchMisunderstood([(index: Int, error: WireError)])
    case busy(String, retryAfterMilliseconds: Int64 = 1_000)
    case tooLarge(commandCount: Int, byteCount: Int, byteCountMax: Int)
    case checkLost
    case readOnly(reason: String)
    case failed(operation: String, message: String, hint: String)

    /// What to do about a failure that certainly left nothing behind.
    package static let nothingRecordedHint =
        "nothing was recorded; try again, and look at the daemon's journal if it stays"
}

// MARK: What is said of it

extension WireError {
    struct Said {
        let kind: Kind
        /// A sentence that a person can act on.
        let message: String
        /// What it says besides, in the order in which its kind declares it.
        let facts: JSONObject
        /// The field that is to be looked at, where it is one of many commands.
        let field: String?

        init(_ kind: Kind, _ message: String, _ facts: JSONObject = [:], field: String? = nil) {
            self.kind = kind
            self.message = message
            self.facts = facts
            self.field = field
        }
    }

    var said: Said {
        switch self {
        case .refused(let refusal):
            Said(.refused, refusal.message, WireError.facts(of: refusal), field: refusal.field)
        case .notToBeSaid(let objection):
            Said(
                .invalidParameter, "\(objection).",
                ["parameter": .string(objection.field)], field: objection.field)
        case .misunderstood(let problems):
            Said(
                .invalidParameter, "\(problems.map(\.message).joined(separator: "; ")).",
                ["parameter": .string(problems.first?.path ?? "")], field: problems.first?.path)
        case .notFound(let stream, let moment):
            Said(.notFound, "There is no \(stream)\(moment).", ["record": .string(stream.text)], field: "id")
        case .notPermitted(let right):
            Said(.permissionDenied, "This needs \(right.phrase).")
        case .notOwnEvent(let position):
            Said(
                .permissionDenied,
                "The event at position \(position) is another's: to void or correct it needs a steward.")
        case .conflict(let stream, let expected, let actual):
            Said(
                .conflict,
                "\(stream) is at version \(actual), not at \(expected): read it again before you decide.",
                [
                    "record": .string(stream.text), "expected": .integer(expected.number),
                    "actual": .integer(actual.number),
                ])
        case .commandReused(let id, let position):
            Said(
                .commandReused,
                "The command id \(id) stands for another command"
                    + (position == .zero ? " before it." : ", recorded at position \(position)."),
                ["commandId": .string(id), "position": .integer(position.number)])
        case .batchRefused(let refusals):
            WireError.said(of: refusals, "cannot be recorded, so none was")
        case .batchMisunderstood(let refusals):
            WireError.said(of: refusals, "cannot be understood, so none was recorded")
        case .busy(let message, let milliseconds):
            Said(.busy, message, ["retryAfterMilliseconds": .integer(milliseconds)])
        case .tooLarge(let commandCount, let byteCount, let byteCountMax):
            Said(
                .tooLarge,
                "The check would hold \(byteCount) bytes with its command \(commandCount), and may hold "
                    + "\(byteCountMax): divide what is to be recorded.",
                [
                    "commandCount": .integer(Int64(commandCount)), "byteCount": .integer(Int64(byteCount)),
                    "byteCountMax": .integer(Int64(byteCountMax)),
                ])
        case .checkLost:
            Said(
                .checkLost,
                "The check is over: it was left alone for a minute and others wanted its room, or it failed. "
                    + "Begin again.")
        case .readOnly(let reason):
            Said(
                .readOnly, "Nothing can be recorded at present: \(reason)".asSentence,
                ["reason": .string(reason)])
        case .failed(let operation, let message, let hint):
            Said(.failed, message, ["operation": .string(operation), "hint": .string(hint)])
        }
    }

    private static func said(of refusals: [(index: Int, error: WireError)], _ predicate: String) -> Said {
        Said(
            .batchRefused, "\(refusals.count) of the batch's commands \(predicate).",
            ["refusals": .array(entries(of: refusals))])
    }

    private static func facts(of refusal: Refusal) -> JSONObject {
        var facts: JSONObject = ["rule": .string(refusal.rule.rawValue)]
        if let field = refusal.field { facts["field"] = .string(field) }
        if let record = refusal.record { facts["record"] = .string(record.text) }
        if !refusal.events.isEmpty {
            facts["details"] = ["events": .array(refusal.events.map(WireError.mention))]
        }
        return facts
    }

    private static func mention(_ event: EventMention) -> JSONValue {
        [
            "position": .integer(event.position.number), "stream": .string(event.stream.text),
            "type": .string(event.type.text),
        ]
    }

    /// A sentence that a person can act on.
    package var message: String { said.message }
}

// MARK: The table

extension WireError {
    /// The table of errors: how each is called, in which interfaces it is declared and what it means there,
    /// what it says beside its message, what a person reads in front of that, and with which exit status the
    /// client ends.
    package enum Kind: String, CaseIterable, Sendable {
        case refused = "Refused"
        case notFound = "NotFound"
        case conflict = "Conflict"
        case commandReused = "CommandReused"
        case busy = "Busy"
        case readOnly = "ReadOnly"
        case failed = "Failed"
        case batchRefused = "BatchRefused"
        case tooLarge = "TooLarge"
        case checkLost = "CheckLost"
        case invalidParameter = "InvalidParameter"
        case permissionDenied = "PermissionDenied"

        /// Which interfaces declare an error: each those of the ones before it too.
        package enum Reach: Int, Sendable {
            /// Declared by Varlink itself.
            case `protocol`
            /// Where things can fail.
            case all
            /// Where it is about records.
            case records
            /// Where something can be recorded.
            case recording
            /// Where many commands come at once.
            case batches
        }

        private struct Row {
            let reach: Reach
            let status: ProgramStatus
            let label: String
            let facts: String
            let meaning: String

            init(_ reach: Reach, _ status: ProgramStatus, _ label: String, _ facts: String, _ meaning: String)
            {
                self.reach = reach
                self.status = status
                self.label = label
                self.facts = facts
                self.meaning = meaning
            }
        }

        private var row: Row {
            switch self {
            case .refused:
                Row(
                    .recording, .refused, "refused",
                    "rule: string, field: ?string, record: ?string, details: ?object",
                    "A rule of the domain said no; rule is its stable code.")
            case .notFound:
                Row(
                    .records, .refused, "not found", "record: string",
                    "The record that the command or query is about does not exist.")
            case .conflict:
                Row(
                    .recording, .refused, "conflict", "record: string, expected: int, actual: int",
                    "The stream's version is not the expected one.")
            case .commandReused:
                Row(
                    .recording, .refused, "command id reused", "commandId: string, position: int",
                    "The command id was used before, with other content.")
            case .busy:
                Row(
                    .records, .failed, "busy", "retryAfterMilliseconds: int",
                    "Over a limit for now; nothing was recorded.")
            case .readOnly:
                Row(.recording, .failed, "read-only", "reason: string", "Nothing can be recorded at present.")
            case .failed:
                Row(
                    .all, .failed, "failed", "operation: string, hint: string",
                    "Machinery broke. Unless the hint says to repeat with the same command id, nothing was recorded."
                )
            case .batchRefused:
                Row(
                    .batches, .refused, "refused", "refusals: []BatchRefusal",
                    "Nothing of the batch was recorded.")
            case .tooLarge:
                Row(
                    .batches, .refused, "too large", "commandCount: int, byteCount: int, byteCountMax: int",
                    "A check would hold more than it may.")
            case .checkLost:
                Row(
                    .batches, .failed, "check lost", "",
                    "A check made room for another, or failed; begin again.")
            case .invalidParameter:
                Row(
                    .protocol, .usage, "invalid parameter", "parameter: string",
                    "A parameter is missing, unknown or not of its form.")
            case .permissionDenied:
                Row(
                    .protocol, .notPermitted, "not permitted", "",
                    "The caller has not the role that this needs.")
            }
        }

        /// With which the client ends.
        package var status: ProgramStatus { row.status }
        /// What a person reads in front of the message.
        package var label: String { row.label }
        /// Whether it is one of `org.varlink.service`, which every interface may answer and none declares.
        package var isOfProtocol: Bool { row.reach == .protocol }
        /// As the refusals of a batch name it (`command-reused`).
        package var code: String {
            rawValue.reduce(into: "") { code, letter in
                if letter.isUppercase, !code.isEmpty { code += "-" }
                code += letter.lowercased()
            }
        }

        /// As it is answered by a method of the interface (`org.suture.Trial.Refused`).
        package func name(in interface: String) -> String {
            "\(isOfProtocol ? "org.varlink.service" : interface).\(rawValue)"
        }

        /// What an interface says of it in its text.
        private var declaration: String {
            "# \(row.meaning)\nerror \(rawValue) (message: string\(row.facts.isEmpty ? "" : ", \(row.facts)"))\n"
        }

        /// The declarations of all errors that reach an interface.
        package static func declarations(reaching reach: Reach) -> String {
            allCases.filter { !$0.isOfProtocol && $0.row.reach.rawValue <= reach.rawValue }.map(\.declaration)
                .joined()
        }
    }
}
