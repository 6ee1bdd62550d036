import SutureJSON

/// A query, and what must be in its answer.
struct Question: Sendable {
    struct Query: Hashable, Sendable, CustomStringConvertible {
        let method: String
        /// As JSON.
        let parameters: String

        var description: String { "\(method) \(parameters)" }
    }

    let query: Query
    /// Part of the answer, see ``JSONValue/contains(_:)``.
    let expected: JSONValue

    private init(_ method: String, _ parameters: JSONObject, _ expected: JSONValue) {
        query = Query(method: method, parameters: "\(JSONValue.object(parameters))")
        self.expected = expected
    }
}

// MARK: What can be asked

extension Question {
    /// A record with its lists.
    /// - Parameter day: as of which it is shown.
    static func record(_ record: String, asOf day: String? = nil, _ expected: JSONValue) -> Question {
        var parameters: JSONObject = ["record": .string(record)]
        parameters["asOf"] = day.map { .string($0) }
        return Question("Records.Get", parameters, ["record": expected])
    }

    /// Rows of a view.
    static func rows(
        of view: String, where condition: JSONValue, asOf day: String? = nil, _ expected: JSONValue...
    ) -> Question {
        var parameters: JSONObject = ["view": .string(view), "where": condition]
        parameters["asOf"] = day.map { .string($0) }
        return Question("Records.List", parameters, ["rows": .array(expected)])
    }

    /// A name or a title finds a record.
    static func search(_ text: JSONValue, finds record: JSONValue) -> Question {
        Question("Records.Search", ["text": text, "limit": 1_000], ["rows": [["record": record]]])
    }

    /// What happened to a record, in this order.
    static func history(of record: JSONValue, _ types: JSONValue...) -> Question {
        Question(
            "Records.History", ["record": record, "limit": 1_000],
            ["events": .array(types.map { ["type": $0] })])
    }

    /// A figure of the programme as of a day.
    static func figure(
        _ metric: JSONValue, of restriction: JSONValue = [:], asOf day: JSONValue, is value: JSONValue
    ) -> Question {
        Question(
            "Reports.Programme", ["metric": metric, "asOf": day],
            ["figures": [["parameters": restriction, "value": value]]])
    }

    /// What a document says in so many words.
    static func statement(
        in source: JSONValue, _ type: JSONValue, _ text: JSONValue, by speaker: JSONValue? = nil
    ) -> Question {
        var row: JSONObject = ["type": type, "text": text]
        // null where it must be nobody.
        row["speaker"] = speaker ?? .null
        return Question(
            "Records.List", ["view": "source-statement", "where": ["source": source], "limit": 1_000],
            ["rows": [.object(row)]])
    }

    /// The verdict on a claim, and the figure that it is held against.
    static func claim(
        _ claim: JSONValue, in source: JSONValue, says quote: JSONValue, _ verdict: JSONValue,
        computed: JSONValue
    ) -> Question {
        let figure: JSONValue = computed.int64 == nil ? ["text": computed] : ["value": computed]
        return Question(
            "Reports.Claims", [:],
            [
                "claims": [
                    [
                        "source": source, "claim": claim, "quote": quote, "verdict": verdict,
                        "figure": figure,
                    ]
                ]
            ])
    }
}

extension JSONValue {
    /// Whether the other is a part of this: of an object some members; of an array some elements, in the same
    /// order. A member that is expected to be null must not be there.
    func contains(_ part: JSONValue) -> Bool {
        switch (self, part) {
        case (.object(let whole), .object(let part)):
            part.allSatisfy { member in
                whole[member.key].map { $0.contains(member.value) } ?? (member.value == .null)
            }
        case (.array(let whole), .array(let part)):
            JSONValue.contains(whole[...], part[...])
        default: self == part
        }
    }

    private static func contains(_ whole: ArraySlice<JSONValue>, _ part: ArraySlice<JSONValue>) -> Bool {
        guard let first = part.first else { return true }
        guard let index = whole.firstIndex(where: { $0.contains(first) }) else { return false }
        return contains(whole[(index + 1)...], part.dropFirst())
    }
}
