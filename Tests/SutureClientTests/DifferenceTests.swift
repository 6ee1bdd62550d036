import ArgumentParser
import SutureInterface
import SutureJSON
import Testing
import Varlink

@testable import SutureClient

/// What differs between two states, and how it is told.
@Suite struct DifferenceTests {
    private static let comparison = Comparison(
        keys: [
            "sites": RowKey(required: ["site"]), "outcomes": RowKey(required: ["entry"]),
            "figures": RowKey(required: ["metric", "parameters"]),
            "figures.counted": RowKey(required: ["record"]),
        ], leftOut: ["position"])

    private func difference(_ old: String, _ new: String) throws -> Difference {
        try Self.comparison.difference(
            from: JSONObject(JSONDocument(parsing: old).root), to: JSONObject(JSONDocument(parsing: new).root)
        )
    }

    private static let before = """
        {"id":"T-1","status":"planned","sponsor":"USST","position":3,\
        "sites":[{"site":"S1","status":"planned","position":2},{"site":"S2","status":"planned","position":3}]}
        """

    @Test func `values and rows are told as old and new, with the event that made them so`() throws {
        let after = """
            {"id":"T-1","status":"running","plannedSubjects":40,"position":9,\
            "sites":[{"site":"S3","status":"planned","position":8},{"site":"S1","status":"active","position":9}]}
            """
        let difference = try difference(Self.before, after)
        #expect(
            DifferenceText.of(difference) == """
                status: planned → running
                plannedSubjects: (none) → 40
                sponsor: USST → (none)
                sites: 1 added, 1 removed, 1 changed
                    - S2  status=planned
                    + S3  status=planned
                    ~ S1  status: planned → active (position 9)

                """)
        #expect(
            JSONValue.object(difference.members).description == """
                {"fields":[{"field":"status","old":"planned","new":"running"},\
                {"field":"plannedSubjects","new":40},{"field":"sponsor","old":"USST"}],\
                "lists":[{"list":"sites","added":[{"site":"S3","status":"planned","position":8}],\
                "removed":[{"site":"S2","status":"planned","position":3}],\
                "changed":[{"key":{"site":"S1"},"fields":[{"field":"status","old":"planned","new":"active"}],\
                "lists":[],"position":9}]}]}
                """)
    }

    @Test func `what is the same differs in nothing, wherever it stands`() throws {
        let after = """
            {"position":7,"status":"planned","sponsor":"USST","id":"T-1","outcomes":[],\
            "sites":[{"site":"S2","status":"planned","position":3},{"site":"S1","status":"planned","position":7}]}
            """
        let difference = try difference(Self.before, after)
        #expect(difference.isEmpty)
        #expect(DifferenceText.of(difference) == "nothing differs\n")
    }

    @Test func `a record that was not there is added as a whole`() throws {
        let difference = try difference("{}", Self.before)
        #expect(difference.fields.map(\.name) == ["id", "status", "sponsor"])
        #expect(difference.lists.map(\.added.count) == [2])
    }

    @Test func `a figure is followed to what was counted`() throws {
        func report(_ value: Int, _ counted: String) -> String {
            """
            {"figures":[{"metric":"projects.key","meaning":"Key ones.","parameters":{},"value":7,"unit":"projects"},\
            {"metric":"projects.key","meaning":"Key ones.","parameters":{"unit":"IMR"},"value":\(value),\
            "unit":"projects","counted":[\(counted)]}]}
            """
        }
        let difference = try difference(
            report(2, #"{"record":"project/P-1","label":"One"},{"record":"project/P-2","label":"Two"}"#),
            report(1, #"{"record":"project/P-2","label":"Two"}"#))
        #expect(
            DifferenceText.of(difference) == """
                figures: 1 changed
                    ~ projects.key unit=IMR  value: 2 → 1
                        counted: 1 removed
                            - project/P-1  label=One

                """)
    }

    @Test func `members of members are named with both, and an amount is one value`() throws {
        func object(_ text: String) throws -> JSONObject { JSONObject(try JSONDocument(parsing: text).root) }
        let difference = Comparison(keys: [:], leftOut: []).difference(
            from: try object(
                #"{"outcomes":{"success":1,"rate":"0.5000"},"spent":{"minorUnits":100,"currency":"CNY"}}"#),
            to: try object(#"{"outcomes":{"success":2},"spent":{"minorUnits":250,"currency":"CNY"}}"#))
        #expect(
            DifferenceText.of(difference) == """
                outcomes.success: 1 → 2
                outcomes.rate: 0.5000 → (none)
                spent: 1.00 CNY → 2.50 CNY

                """)
    }

    @Test func `what a fund's report has in minor units is compared as amounts`() throws {
        let funding = try ComparableReport.named("funding")
        func report(_ sum: Int, _ position: Int) throws -> JSONObject {
            funding.withNamedAmounts(
                JSONObject(
                    try JSONDocument(
                        parsing: """
                            {"position":\(position),"currency":"JPY","sums":{"allocated":\(sum)},\
                            "lines":[{"line":"L","sums":{"allocated":\(sum)}}]}
                            """
                    ).root))
        }
        let difference = Comparison(keys: ["lines": RowKey(required: ["line"])], leftOut: ["position"])
            .difference(from: try report(0, 1), to: try report(50_000, 2))
        #expect(
            DifferenceText.of(difference) == """
                sums.allocated: 0 JPY → 50000 JPY
                lines: 1 changed
                    ~ L  sums.allocated: 0 JPY → 50000 JPY

                """)
        #expect(try report(1, 7)["position"] == 7)
    }

    @Test func `a number of a fund's report that is no amount stays a number`() throws {
        let funding = try ComparableReport.named("funding")
        let reply = JSONObject(
            try JSONDocument(parsing: #"{"countingRule":2,"currency":"CNY","planned":1250}"#).root)
        let named = funding.withNamedAmounts(reply)
        #expect(named["countingRule"] == 2)
        #expect(named["planned"] == ["minorUnits": 1250, "currency": "CNY"])
    }

    @Test func `rows that no key tells apart are taken in their order`() throws {
        let difference = try difference(
            #"{"sites":[{"site":"S1","n":1},{"site":"S1","n":2},{"site":"S1","n":3}]}"#,
            #"{"sites":[{"site":"S1","n":1},{"site":"S1","n":5}]}"#)
        let list = try #require(difference.lists.first)
        #expect(list.changed.map(\.difference.fields) == [[.init(name: "n", old: 2, new: 5)]])
        #expect(list.removed == [["site": "S1", "n": 3]])
        #expect(list.added == [])
    }

    @Test func `an interface says by what the rows of a report are known`() throws {
        let programme = try ComparableReport.named("programme")
        #expect(
            programme.keys == [
                "figures": RowKey(
                    required: ["metric", "parameters"], further: ["meaning", "text", "unit", "why"]),
                "figures.counted": RowKey(required: ["record"], further: ["label"]),
            ])
        let trial = try ComparableReport.named("trial")
        #expect(trial.keys["subjects.withdrawals"]?.required == ["cause"])
        #expect(try trial.parameters(["T-1"], only: []) == ["trial": "T-1"])
    }

    @Test func `further members are a row's key only where it takes them`() {
        let key = RowKey(required: ["severity"], further: ["device", "label"])
        let mild: JSONObject = ["severity": "mild", "device": "D-1", "label": "x"]
        let other: JSONObject = ["severity": "mild", "device": "D-2", "label": "x"]
        #expect(key.names(telling: [mild], and: []) == ["severity"])
        #expect(key.names(telling: [mild, other], and: [mild]) == ["severity", "device"])
        #expect(key.names(telling: [mild, mild], and: []) == ["severity", "device", "label"])
    }

    @Test(
        arguments: [
            ("nonsense", [], [], "there is no report nonsense that can be compared; there are programme, "),
            ("trial", [], [], "report trial takes trial"),
            ("programme", ["x"], [], "report programme takes no argument"),
            ("programme", [], ["metric"], "--only metric: the form is name=value"),
            (
                "programme", [], ["colour=red"],
                "--only colour=red: report programme cannot be restricted by colour; it can by metric"
            ),
        ] as [(String, [String], [String], String)])
    func `a report that cannot be meant is wrong usage`(
        name: String, about: [String], only: [String], message: String
    ) {
        let error = #expect(throws: UsageError.self) {
            try ComparableReport.named(name).parameters(about, only: only)
        }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        (["diff", "trial/T-1"], "Say from when: --from-version, --from or --from-known."),
        (["diff", "report", "programme"], "Say from when: --from or --from-known."),
        (["diff", "trial/T-1", "--from-version", "0"], "--from-version must be at least 1."),
        (["diff", "trial/T-1", "--from", "soon"], "--from: \"soon\" is no day such as 2022-11-07."),
        (["diff", "trial/T-1", "--from-version", "1", "--to", "2022"], "--to: \"2022\" is no day"),
        (["diff", "trial/T-1", "--from-version", "1", "--from-known", "2"], "exclude each other"),
        (["diff", "report", "programme", "--from-known", "soon"], "neither a position nor an instant"),
    ])
    func `wrong usage is named`(arguments: [String], message: String) {
        let error = #expect(throws: (any Error).self) { try Suture.parseAsRoot(arguments) }
        #expect(error.map { Suture.fullMessage(for: $0) }?.contains(message) == true)
    }
}
