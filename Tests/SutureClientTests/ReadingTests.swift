import SutureJSON
import Testing

@testable import SutureClient
@testable import SutureReports

@Suite struct ReadingTests {
    private static let view = DescribedView(
        name: "trial-outcome", meaning: "Outcomes.",
        columns: [
            .init(name: "trial", type: "reference", kind: "trial", meaning: ""),
            .init(name: "count", type: "integer", kind: nil, meaning: ""),
            .init(name: "open", type: "boolean", kind: nil, meaning: ""),
            .init(name: "result", type: "text", kind: nil, words: ["success", "failure"], meaning: ""),
        ])

    private func json(_ text: String) throws -> JSONView { try JSONDocument(parsing: text).root }

    @Test func `a filter takes the column's type, any of several values, or none`() throws {
        let filter = try ListFilter(["trial=T-1", "trial=T-2", "count=3", "open="], view: Self.view)
        #expect(filter.parameters == ["trial": ["T-1", "T-2"], "count": 3, "open": nil])
        #expect(try ListFilter([], view: Self.view).parameters == nil)
    }

    @Test(arguments: [
        ("colour=red", "trial-outcome has no column colour; it has trial, count, open, result"),
        ("count=many", "--where count=many: count is a whole number"),
        ("open=yes", "--where open=yes: open is true or false"),
        ("result=faliure", "--where result=faliure: result is one of success, failure"),
        ("trial", "--where trial: the form is column=value"),
    ])
    func `a filter that cannot be meant is wrong usage`(filter: String, message: String) {
        let error = #expect(throws: UsageError.self) { try ListFilter([filter], view: Self.view) }
        #expect(error?.message == message)
    }

    @Test func `completion offers the columns of a view, with the words that one takes`() {
        #expect(Self.view.filters == ["trial=", "count=", "open=", "result=success", "result=failure"])
    }

    @Test func `views are read as the daemon describes them`() throws {
        let reply = try json(
            #"{"views":[{"name":"v","meaning":"m","key":[],"columns":[{"name":"c","type":"decimal","meaning":""}]}]}"#
        )
        let views = try DescribedView.all(in: reply)
        #expect(views.map(\.name) == ["v"])
        #expect(views[0].columns[0].isNumeric)
        let error = #expect(throws: UsageError.self) { try DescribedView.named("w", among: views) }
        #expect(error?.message == "there is no view w; there are v")
    }

    @Test func `a record is its own columns, then its lists`() throws {
        let record = try json(
            """
            {"id":"T-1","title":"缝合针","devices":["D-1","D-2"],"sites":[{"site":"S1","enrolled":3}],\
            "outcomes":[],"counts":{"sites":12}}
            """)
        #expect(
            DocumentText.of(
                Document(
                    head: [], showsHead: false,
                    parts: RecordText.parts(of: record, more: MoreText(of: record))), width: nil) == """
                    id       T-1
                    title    缝合针
                    devices  D-1, D-2

                    sites (the first 1 of 12)

                    site  enrolled
                    ────  ────────
                    S1           3

                    """)
    }

    @Test func `a section that ends early says how the rest is found`() throws {
        let reply = try json(
            """
            {"more":[{"section":"materials","count":3,"view":"assessment-material","where":{"unit":"U-1"}},\
            {"section":"missing","count":69,"hint":"it follows from the other sections"},{"section":"x","count":1}]}
            """)
        #expect(
            MoreText(of: reply).lines == """
                materials: … and 3 more: suture list assessment-material --where unit=U-1
                missing: … and 69 more: it follows from the other sections
                x: … and 1 more

                """)
    }

    @Test func `history says of erased data when and on what ground they were erased`() throws {
        let page = try json(
            """
            {"events":[{"position":1,"version":1,"type":"person.registered","occurredOn":"unknown",\
            "recordedAt":"2022-11-06T08:00:00.000000Z","data":{"name":"[erased]"},"metadata":{}},\
            {"position":9,"version":2,"type":"person.erased","occurredOn":"2022-11-07",\
            "recordedAt":"2022-11-07T08:00:00.000000Z",\
            "data":{"legalGround":"GDPR Art. 17","decidedBy":"the data protection officer"},"metadata":{}}]}
            """)
        let events = page["events"]?.elements.map { $0 } ?? []
        let story = HistoryText(events)
        let told = events.map { story.text(of: $0) }.joined()
        #expect(
            told == """
                unknown  person.registered  version 1 at position 1, recorded 2022-11-06T08:00:00.000000Z
                    name: [erased] (2022-11-07: GDPR Art. 17)
                2022-11-07  person.erased  version 2 at position 9, recorded 2022-11-07T08:00:00.000000Z
                    legalGround: GDPR Art. 17
                    decidedBy: the data protection officer

                """)
    }

    @Test func `history tells what a change replaced, who made it and why`() throws {
        let events = [
            try json(
                """
                {"position":1,"stream":"device/D-1","version":1,"type":"device.registered","schema":1,\
                "occurredOn":"2021","recordedAt":"2022-01-01T00:00:00.000000Z","data":{"name":"needle","stage":"prototype"},\
                "metadata":{"actor":{"uid":1000,"user":"anna","role":"recorder"}},"hash":"00"}
                """),
            try json(
                """
                {"position":9,"stream":"device/D-1","version":2,"type":"device.stage-changed","schema":1,\
                "occurredOn":"2022-03","recordedAt":"2022-03-02T00:00:00.000000Z","data":{"stage":"investigational"},\
                "metadata":{"actor":{"uid":7},"reason":"type test passed"},"hash":"01","voidedBy":11}
                """),
        ]
        let story = HistoryText(events)
        let (first, second) = (story.text(of: events[0]), story.text(of: events[1]))
        #expect(
            first == """
                2021  device.registered  version 1 at position 1, recorded 2022-01-01T00:00:00.000000Z by anna
                    name: needle
                    stage: prototype

                """)
        #expect(
            second == """
                2022-03  device.stage-changed  version 2 at position 9, recorded 2022-03-02T00:00:00.000000Z by uid 7 (voided by 11)
                    stage: prototype → investigational
                    why: type test passed

                """)
    }

    private func event(
        _ position: Int, _ type: String, _ data: String, _ more: String = ""
    ) throws -> JSONView {
        try json(
            """
            {"position":\(position),"version":\(position),"type":"\(type)","occurredOn":"2022","recordedAt":"R",\
            "data":\(data),"metadata":{"actor":{"uid":7,"onBehalfOf":"person/P-1"},"reason":"so"}\(more)}
            """)
    }

    @Test func `what is set again is told as old and new, each part of a record for itself`() throws {
        let events = [
            try event(1, "project.milestone-set", #"{"milestone":"M1","title":"One","due":"2022-01"}"#),
            try event(2, "project.milestone-set", #"{"milestone":"M2","title":"Two","due":"2022-02"}"#),
            try event(3, "project.milestone-set", #"{"milestone":"M1","title":"One","due":"2022-03"}"#),
        ]
        #expect(
            HistoryChanges(events).changes(of: events[2]) == [
                .init(field: "milestone", old: nil, new: "M1"), .init(field: "title", old: nil, new: "One"),
                .init(field: "due", old: "2022-01", new: "2022-03"),
            ])
    }

    @Test func `what was voided is nothing that anything replaced`() throws {
        let events = [
            try event(1, "project.created", #"{"title":"One"}"#),
            try event(2, "project.renamed", #"{"title":"Two"}"#, #","voidedBy":3"#),
            try event(4, "project.renamed", #"{"title":"Three"}"#),
        ]
        #expect(
            HistoryChanges(events).changes(of: events[2]) == [
                .init(field: "title", old: "One", new: "Three")
            ])
    }

    @Test func `the name of an attachment is no name that a record had`() throws {
        let events = [
            try event(1, "institution.registered", #"{"name":"One"}"#),
            try event(2, "institution.attachment-linked", #"{"name":"scan.pdf"}"#),
            try event(3, "institution.renamed", #"{"name":"Two"}"#),
        ]
        #expect(
            HistoryChanges(events).changes(of: events[2]) == [.init(field: "name", old: "One", new: "Two")])
    }

    @Test func `what a correction says is replaced where the corrected event stood`() throws {
        let events = [
            try event(1, "project.created", #"{"title":"Oen"}"#, #","voidedBy":3"#),
            try event(2, "project.renamed", #"{"title":"Two"}"#),
            try event(3, "project.voided", #"{"position":1,"replacedBy":4}"#),
            try event(4, "project.created", #"{"title":"One"}"#),
            try event(5, "project.renamed", #"{"title":"Three"}"#),
        ]
        let story = HistoryChanges(events)
        #expect(story.changes(of: events[1]) == [.init(field: "title", old: "One", new: "Two")])
        #expect(story.changes(of: events[4]) == [.init(field: "title", old: "Two", new: "Three")])
    }

    @Test func `a history is rows too, one for each field`() throws {
        let events = [
            try event(1, "project.created", #"{"title":"One"}"#),
            try event(2, "project.renamed", #"{"title":"Two"}"#),
            try event(3, "project.started", "{}"),
        ]
        let story = HistoryRows(events)
        #expect(
            story.rows(of: events[1]) == [
                [
                    "2", "2", "project.renamed", "2022", "R", "7", "person/P-1", "title", "One", "Two", "so",
                    "",
                    "",
                ]
            ])
        #expect(
            story.rows(of: events[2]).map(\.count) == [HistoryRows.columns.count])
    }

    @Test func `what was voided says why, is struck out on a terminal, and is no old value`() throws {
        func event(_ position: Int, _ rest: String) throws -> JSONView {
            try json(
                """
                {"position":\(position),"type":"device.stage-changed","version":\(position),"occurredOn":"2022",\
                "recordedAt":"-",\(rest)}
                """)
        }
        let events = [
            try event(1, #""data":{"stage":"prototype"},"metadata":{}"#),
            try event(2, #""data":{"stage":"marketed"},"metadata":{},"voidedBy":3"#),
            try event(3, #""data":{"position":2},"metadata":{"reason":"a slip"}"#),
            try event(4, #""data":{"stage":"registered"},"metadata":{}"#),
        ]
        let plain = HistoryText(events)
        let struckOut = HistoryText(events, isTerminal: true)
        #expect(
            events.map { plain.text(of: $0) }.joined() == """
                2022  device.stage-changed  version 1 at position 1, recorded -
                    stage: prototype
                2022  device.stage-changed  version 2 at position 2, recorded - (voided by 3: a slip)
                    stage: prototype → marketed
                2022  device.stage-changed  version 3 at position 3, recorded -
                    position: 2
                    why: a slip
                2022  device.stage-changed  version 4 at position 4, recorded -
                    stage: prototype → registered

                """)
        let lines = events.map { struckOut.text(of: $0) }
        #expect(!lines[0].contains("\u{1B}"))
        #expect(lines[1].contains("    \u{1B}[9mstage: prototype → marketed\u{1B}[29m\n"))
    }

    @Test func `fields of a correction are those of the event but for what is set`() throws {
        let event = try json(
            """
            {"type":"project.created","data":{"title":"Neddles","units":["U-1"],"problems":[],"institutions":[],\
            "disciplines":["surgery"],"cooperative":true}}
            """)
        let fields = CorrectedFields(of: event)
        let corrected = try fields.setting([
            "title=Needles", "disciplines=a", "disciplines=b", "cooperative=false", "units=",
        ])
        #expect(
            JSONValue.object(corrected).bytes.elementsEqual(
                #"{"title":"Needles","units":[],"problems":[],"institutions":[],"disciplines":["a","b"],"cooperative":false}"#
                    .utf8))
        for (setting, message) in [
            ("name=x", "project.created has no field name; it has title, units, problems, institutions, "),
            ("title", "--set title: the form is field=value"),
            ("cooperative=perhaps", "--set cooperative: \"perhaps\" is not true or false."),
        ] {
            let error = #expect(throws: UsageError.self) { try fields.setting([setting]) }
            #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
        }
    }

    @Test func `an event is one line`() throws {
        let event = try json(
            """
            {"position":5,"stream":"trial/T-1","version":4,"type":"trial.outcome-logged","occurredOn":"2022-03-14",\
            "data":{"device":"D-1","result":"success"}}
            """)
        #expect(
            EventLine.of(event)
                == "5  2022-03-14  trial/T-1 v4  trial.outcome-logged  device=D-1 result=success")
    }

    @Test(arguments: [
        (JSONValue.null, ""), (true, "true"), (7, "7"), (.array(["a", 1]), "a, 1"),
        (.object(["sealed": "AAA="]), "[sealed]"),
        (.object(["minorUnits": 1250, "currency": "CNY"]), "12.50 CNY"),
        (.object(["person": "P-1", "role": "engineer"]), "person=P-1 role=engineer"),
    ])
    func `a value is a cell`(value: JSONValue, text: String) { #expect(CellText.of(value) == text) }

    @Test func `a trial's report leaves out what the trial does not have`() throws {
        let report = try json(
            """
            {"knownAt":9,"position":9,"hash":"ab","countingRule":2,"trial":"T-1","label":"Needles","status":"running",\
            "outcomes":{"success":3,"partial":0,"failure":1,"notEvaluable":1,"evaluable":4,"rate":"0.7500",\
            "lower":"0.3006","upper":"0.9544"},"devices":[],"sites":[],"endpoints":[],\
            "subjects":{"enrolled":0,"completed":0,"withdrawn":0,"withdrawals":[]},\
            "deviations":{"minor":0,"major":0},"feedback":{"acclaimed":1,"positive":0,"neutral":0,"negative":0}}
            """)
        #expect(
            try ReportText.of("trial", report) == """
                trial T-1: Needles, running
                known at position 9, counting rule 2, hash ab

                outcomes

                success  partial  failure  not evaluable    rate    95 % interval
                ───────  ───────  ───────  ─────────────  ──────  ───────────────
                      3        0        1              1  0.7500  0.3006 – 0.9544

                subjects    enrolled 0, completed 0, withdrawn 0
                deviations  minor 0, major 0
                feedback    acclaimed 1, positive 0, neutral 0, negative 0

                """)
    }
}
