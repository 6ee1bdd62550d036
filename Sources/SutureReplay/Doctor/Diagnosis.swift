import SutureDomain
import SutureJSON
import SutureLog

/// What this build makes of a log.
struct Diagnosis {
    /// How many events are named of each finding and of each rule; beyond that they are counted.
    static let exampleCountMax = 10
    /// How far a stamp may lie ahead of the clock: two clocks are never the same.
    private static let aheadSecondsMax: Int64 = 60

    /// What this build cannot do with an event.
    enum Problem: String, CaseIterable {
        case unknownKind = "unknown-kind"
        case unknownType = "unknown-type"
        case unknownSchema = "unknown-schema"
        case unreadableData = "unreadable-data"
        case unreadableMetadata = "unreadable-metadata"
        case writtenOtherwise = "written-otherwise"
        case notProjected = "not-projected"

        var meaning: String {
            switch self {
            case .unknownKind: "there is no such kind of record"
            case .unknownType: "there is no such type of event"
            case .unknownSchema: "the fields have a shape of another version"
            case .unreadableData: "the fields do not have the shape of the type"
            case .unreadableMetadata: "who asked, and why, cannot be read"
            case .writtenOtherwise: "this build would write the same event in other bytes"
            case .notProjected: "the read models cannot follow"
            }
        }
    }

    /// Events of which the same is to be said.
    struct Cases {
        struct Example {
            let position: Position
            let stream: StreamName
            let type: EventType
            let what: String
        }

        private(set) var count = 0
        private(set) var examples: [Example] = []

        mutating func add(_ event: RecordedEvent, _ what: String) {
            count += 1
            guard examples.count < exampleCountMax else { return }
            examples.append(
                Example(position: event.position, stream: event.stream, type: event.type, what: what))
        }
    }

    struct Shape: Hashable {
        let type: EventType
        let schema: Int
    }

    let identity: LogIdentity
    let head: LogHead
    /// What stands beside the log.
    let companions: [Companion]
    private(set) var counts: [Shape: Int] = [:]
    private(set) var findings: [Problem: Cases] = [:]
    /// Events that are not there, or not as they were written, the first ones of them.
    private(set) var damages: [Verification.Finding] = []
    private(set) var damageCount = 0
    private(set) var refusals: [Rule: Cases] = [:]
    /// Cannot be decoded and were voided, so that everyone passes over them.
    private(set) var passedOver = Cases()
    /// About records of which an event is passed over, and refused without it.
    private(set) var senseless = Cases()
    /// Recorded later than the clock of this machine says that it is.
    private(set) var aheadOfClock = Cases()
    /// What that clock said at the beginning.
    let clock: Instant
    /// Written in an older schema, and taken up to that of the type.
    private(set) var takenUpCount = 0
    /// About records of which something was not understood, so that their rules have nothing to say.
    private(set) var unaskedCount = 0

    init(of identity: LogIdentity, head: LogHead, companions: [Companion], clock: Instant) {
        self.identity = identity
        self.companions = companions
        self.head = head
        self.clock = clock
    }

    var isUnderstood: Bool { findings.isEmpty && damageCount == 0 }
    /// Whether the log has all that the files beside it know of.
    var isWhole: Bool { companions.allSatisfy(\.isInOrder) }

    mutating func count(_ event: RecordedEvent) {
        counts[Shape(type: event.type, schema: event.schema), default: 0] += 1
        if event.recordedAt.microseconds(since: clock) > Diagnosis.aheadSecondsMax * 1_000_000 {
            aheadOfClock.add(event, "recorded at \(event.recordedAt)")
        }
    }

    mutating func add(damage: Verification.Finding) {
        damageCount += 1
        if damages.count < Diagnosis.exampleCountMax { damages.append(damage) }
    }

    mutating func add(_ problem: Problem, _ event: RecordedEvent, _ what: String) {
        findings[problem, default: Cases()].add(event, what)
    }

    mutating func add(_ refusal: Refusal, _ event: RecordedEvent) {
        refusals[refusal.rule, default: Cases()].add(event, refusal.message)
    }

    mutating func addPassedOver(_ event: RecordedEvent, _ what: String) { passedOver.add(event, what) }
    mutating func addSenseless(_ event: RecordedEvent, _ what: String) { senseless.add(event, what) }

    mutating func countTakenUp() { takenUpCount += 1 }
    mutating func countUnasked() { unaskedCount += 1 }
}

// MARK: As text

extension Diagnosis {
    var lines: [String] {
        var lines = [
            "log     \(identity.id), made \(identity.createdAt)",
            "head    \(head.position):\(head.hash.hexadecimal)",
            "events  \(counts.values.reduce(0, +))",
        ]
        lines += companions.map(\.line) + [""]
        if damageCount > 0 {
            lines.append("damaged: \(damageCount) (not as it was written: see suture-replay verify)")
            lines += damages.map { "  \($0.position)  \($0.what)" }
            if damageCount > damages.count { lines.append("  … and \(damageCount - damages.count) more") }
        }
        for problem in Problem.allCases {
            guard let cases = findings[problem] else { continue }
            lines.append("\(problem.rawValue): \(cases.count) (\(problem.meaning))")
            lines += cases.lines
        }
        if takenUpCount > 0 { lines.append("taken up from older schemas: \(takenUpCount)") }
        if unaskedCount > 0 {
            lines.append(
                "not asked about by any rule, since something before is not understood: \(unaskedCount)")
        }
        if passedOver.count > 0 {
            lines.append("passed over, since they cannot be decoded and were voided: \(passedOver.count)")
            lines += passedOver.lines
        }
        if senseless.count > 0 {
            lines.append("without those these no longer make sense: \(senseless.count) (they stay recorded)")
            lines += senseless.lines
        }
        if aheadOfClock.count > 0 {
            lines.append(
                "stamped ahead of this machine's clock, which says \(clock): \(aheadOfClock.count)")
            lines += aheadOfClock.lines
        }
        let refusedCount = refusals.values.map(\.count).reduce(0, +)
        if refusedCount > 0 {
            lines.append(
                "refused by today's rules, if they were asked for now: \(refusedCount) (they stay recorded)")
            for (rule, cases) in refusals.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                lines.append("\(rule.rawValue): \(cases.count)")
                lines += cases.lines
            }
        }
        if lines.last?.isEmpty == false { lines.append("") }
        lines += countLines
        lines += ["", isUnderstood ? "everything is understood" : "NOT everything is understood"]
        if !isWhole { lines.append("the log does NOT have all that the files beside it know of") }
        return lines
    }

    private var countLines: [String] {
        let width = counts.values.map { "\($0)".count }.max() ?? 0
        return sortedCounts.map { shape, count in
            let text = "\(count)"
            let schema = shape.schema == 1 ? "" : " (schema \(shape.schema))"
            return "  " + String(repeating: " ", count: width - text.count)
                + "\(text)  \(shape.type)\(schema)"
        }
    }

    private var sortedCounts: [(Shape, Int)] {
        counts.sorted { ($0.key.type.text, $0.key.schema) < ($1.key.type.text, $1.key.schema) }
            .map { ($0.key, $0.value) }
    }
}

extension Diagnosis.Cases {
    fileprivate var lines: [String] {
        let named = examples.map { "  \($0.position)  \($0.type) of \($0.stream): \($0.what)" }
        return count > examples.count ? named + ["  … and \(count - examples.count) more"] : named
    }
}

// MARK: As JSON

extension Diagnosis {
    var json: JSONValue {
        [
            "log": .string(identity.id),
            "position": .integer(head.position.number),
            "hash": .string(head.hash.hexadecimal),
            "isUnderstood": .bool(isUnderstood),
            "companions": .array(companions.map(\.json)),
            "damage": [
                "count": .integer(Int64(damageCount)),
                "examples": .array(
                    damages.map { ["position": .integer($0.position.number), "what": .string($0.what)] }),
            ],
            "findings": .array(
                Problem.allCases.compactMap { problem in
                    findings[problem].map { $0.json(["problem": .string(problem.rawValue)]) }
                }),
            "refusedToday": .array(
                refusals.sorted { $0.key.rawValue < $1.key.rawValue }.map { rule, cases in
                    cases.json(["rule": .string(rule.rawValue)])
                }),
            "aheadOfClock": aheadOfClock.json(["clock": .string(clock.description)]),
            "passedOver": passedOver.json([:]),
            "senseless": senseless.json([:]),
            "takenUp": .integer(Int64(takenUpCount)),
            "unasked": .integer(Int64(unaskedCount)),
            "events": .array(
                sortedCounts.map { shape, count in
                    [
                        "type": .string(shape.type.text), "schema": .integer(Int64(shape.schema)),
                        "count": .integer(Int64(count)),
                    ]
                }),
        ]
    }
}

extension Diagnosis.Cases {
    fileprivate func json(_ what: JSONObject) -> JSONValue {
        var object = what
        object["count"] = .integer(Int64(count))
        object["examples"] = .array(
            examples.map {
                [
                    "position": .integer($0.position.number), "stream": .string($0.stream.text),
                    "type": .string($0.type.text), "what": .string($0.what),
                ]
            })
        return .object(object)
    }
}
