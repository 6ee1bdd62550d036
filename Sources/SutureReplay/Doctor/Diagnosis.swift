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
            let event: EventMention?
            let what: String
        }

        var count = 0
        private(set) var examples: [Example] = []

        init(count: Int = 0) { self.count = count }

        mutating func add(_ event: RecordedEvent, _ what: String) {
            let mention = EventMention(position: event.position, stream: event.stream, type: event.type)
            add(Example(position: event.position, event: mention, what: what))
        }

        /// - Parameter damage: an event that is not there, or not as it was written.
        mutating func add(damage: Verification.Finding) {
            add(Example(position: damage.position, event: nil, what: damage.what))
        }

        private mutating func add(_ example: Example) {
            count += 1
            if examples.count < exampleCountMax { examples.append(example) }
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
    /// What the clock of this machine said at the beginning.
    let clock: Instant
    private(set) var counts: [Shape: Int] = [:]
    private(set) var findings: [Problem: Cases] = [:]
    /// Events that are not there, or not as they were written.
    var damage = Cases()
    private(set) var refusals: [Rule: Cases] = [:]
    /// Cannot be decoded and were voided, so that everyone passes over them.
    var passedOver = Cases()
    /// About records of which an event is passed over, and refused without it.
    var senseless = Cases()
    /// Recorded later than the clock says that it is.
    private(set) var aheadOfClock = Cases()
    /// Written in an older schema, and taken up to that of the type; without examples.
    var takenUp = Cases()
    /// About records of which something was not understood: their rules say nothing; without examples.
    var unasked = Cases()

    init(of identity: LogIdentity, head: LogHead, companions: [Companion], clock: Instant) {
        self.identity = identity
        self.companions = companions
        self.head = head
        self.clock = clock
    }

    var isUnderstood: Bool { findings.isEmpty && damage.count == 0 }
    /// Whether the log has all that the files beside it know of.
    var isWhole: Bool { companions.allSatisfy(\.isInOrder) }

    mutating func count(_ event: RecordedEvent) {
        counts[Shape(type: event.type, schema: event.schema), default: 0] += 1
        if event.recordedAt.microseconds(since: clock) > Diagnosis.aheadSecondsMax * 1_000_000 {
            aheadOfClock.add(event, "recorded at \(event.recordedAt)")
        }
    }

    mutating func add(_ problem: Problem, _ event: RecordedEvent, _ what: String) {
        findings[problem, default: Cases()].add(event, what)
    }

    mutating func add(_ refusal: Refusal, _ event: RecordedEvent) {
        refusals[refusal.rule, default: Cases()].add(event, refusal.message)
    }

    private var sortedRefusals: [(rule: Rule, cases: Cases)] {
        refusals.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
    }

    private var sortedCounts: [(shape: Shape, count: Int)] {
        counts.sorted { ($0.key.type.text, $0.key.schema) < ($1.key.type.text, $1.key.schema) }
            .map { ($0.key, $0.value) }
    }
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
        let sections = self.sections
        if !sections.isEmpty { lines += sections + [""] }
        lines += CountTable.lines(
            sortedCounts.map { shape, count in
                (shape.schema == 1 ? shape.type.text : "\(shape.type) (schema \(shape.schema))", count)
            })
        lines += ["", isUnderstood ? "everything is understood" : "NOT everything is understood"]
        if !isWhole { lines.append("the log does NOT have all that the files beside it know of") }
        return lines
    }

    private var sections: [String] {
        var lines = damage.section("damaged", "not as it was written: see suture-replay verify")
        for problem in Problem.allCases {
            lines += findings[problem]?.section(problem.rawValue, problem.meaning) ?? []
        }
        lines += takenUp.section("taken up from older schemas")
        lines += unasked.section("not asked about by any rule, since something before is not understood")
        lines += passedOver.section("passed over, since they cannot be decoded and were voided")
        lines += senseless.section("without those these no longer make sense", "they stay recorded")
        lines += aheadOfClock.section("stamped ahead of this machine's clock, which says \(clock)")
        lines += Cases(count: refusals.values.map(\.count).reduce(0, +))
            .section("refused by today's rules, if they were asked for now", "they stay recorded")
        for (rule, cases) in sortedRefusals { lines += cases.section(rule.rawValue) }
        return lines
    }
}

extension Diagnosis.Cases {
    /// Nothing where there are none.
    fileprivate func section(_ title: String, _ remark: String? = nil) -> [String] {
        guard count > 0 else { return [] }
        var lines = ["\(title): \(count)" + (remark.map { " (\($0))" } ?? "")]
        lines += examples.map { example in
            let event = example.event.map { "\($0.type) of \($0.stream): " } ?? ""
            return "  \(example.position)  \(event)\(example.what)"
        }
        if !examples.isEmpty, count > examples.count {
            lines.append("  … and \(count - examples.count) more")
        }
        return lines
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
            "damage": damage.json([:]),
            "findings": .array(
                Problem.allCases.compactMap { problem in
                    findings[problem].map { $0.json(["problem": .string(problem.rawValue)]) }
                }),
            "refusedToday": .array(
                sortedRefusals.map { rule, cases in cases.json(["rule": .string(rule.rawValue)]) }),
            "aheadOfClock": aheadOfClock.json(["clock": .string(clock.description)]),
            "passedOver": passedOver.json([:]),
            "senseless": senseless.json([:]),
            "takenUp": .integer(Int64(takenUp.count)),
            "unasked": .integer(Int64(unasked.count)),
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
            examples.map { example in
                var members: JSONObject = ["position": .integer(example.position.number)]
                if let event = example.event {
                    members["stream"] = .string(event.stream.text)
                    members["type"] = .string(event.type.text)
                }
                members["what"] = .string(example.what)
                return .object(members)
            })
        return .object(object)
    }
}
