package import SutureDomain
package import SutureJSON

/// The way from a clinical problem to its clinical application, as far as it leads through one record.
///
///     project/PR-1  Needles for deep wounds  (running, 2019-06)
///       device/D-1  Needle 3/8  (investigational)
///         trial/T-1  Deep wounds  (running, 2021-03-01)  ◀
///           3 × outcome success
package enum TraceReport: Report {
    package static let name = "trace"
    package static let abstract =
        "The way from problem to project, device, trial, what came of it, and clinical application."
    package static let discussion =
        "From any record on that way: all that leads to it, and all that is below it."
    package static let documentation = """
        The way from clinical problem to project, device, trial, what came of it, and clinical application, as far as it leads \
        through a record: all that leads to it, and all that is below it. At most \(TraceWalk.nodeCountMax) nodes, and \
        \(TraceWalk.childCountMax) of a kind below a record.
        """
    package static let refusal: String? =
        "InvalidParameter for a record of a kind that is not on that way"

    package static let parameters = [
        ReportParameter(
            "record", .recordOf(TraceKind.all.map(\.name)),
            "As kind/ID: a problem, project, device, trial, adverse event, deficiency or achievement.",
            help: "The record.", valueName: "kind/ID")
    ]

    package static let sections: [ReportSection] = [
        .facts(.has("record", .record)),
        .rows("nodes", node, elsewhere: .hint("trace a record that it shows")),
        .facts(.has("truncated", .flag, "Whether there is more than is shown.")),
    ]

    package static func work(
        _ told: inout ReportTold, in source: any ReportSource, now: Instant, day: Day
    ) throws {
        var walk = TraceWalk(told.question.records[0], in: source)
        try walk.run()
        told.tell("nodes", walk.nodes)
        told.tell("truncated", .bool(walk.isTruncated))
    }

    package static func layout(of question: JSONObject) -> ReportLayout {
        ReportLayout(
            blocks: [
                .tree(
                    "nodes", line: { (depth: $0.depth.number ?? 0, text: line(of: $0)) },
                    end: { $0.truncated.bool ? "There is more than is shown here." : "" })
            ],
            csv: [
                ReportTable(
                    "", "nodes",
                    [
                        "depth", "kind", "record", "label", "status", "happenedOn", "count", "asked",
                        "repeated", "omitted",
                    ])
            ])
    }

    private static func line(of node: Shown) -> String {
        let facts = [node.status, node.happenedOn].filter { !$0.isEmpty }.map(\.text)
        var parts = [head(of: node)]
        if !facts.isEmpty { parts.append("(\(facts.joined(separator: ", ")))") }
        if node.repeated.bool { parts.append("(see above)") }
        if !node.omitted.isEmpty { parts.append("(\(node.omitted) more below it)") }
        if node.asked.bool { parts.append("◀") }
        return parts.joined(separator: "  ")
    }

    private static func head(of node: Shown) -> String {
        let (record, label) = (node.record.text, node.label.text)
        if !record.isEmpty { return record == label ? record : "\(record)  \(label)" }
        let count = node.count.isEmpty ? "" : "\(node.count) × "
        return ["\(count)\(node.kind)", label].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

// MARK: What is told

extension TraceReport {
    static let node = ReportType(
        "TraceNode",
        """
        A record on the way from a clinical problem to its application, or what belongs to one. Nodes are in the order of a tree, \
        each before what is below it.
        """,
        .has("kind", .text, "Of the record; outcome or application for what has no record of its own."),
        .may("record", .record, "As kind/ID; absent for what has no record of its own."),
        .has("label", .text, "What it is called; of outcomes their result."),
        .has("depth", .count, "0 at the top, 1 below that."),
        .may("status", .text, "How far it is: of a device its stage."),
        .may(
            "happenedOn", .date,
            "When it began: raised, started, recorded, applied, the onset of an adverse event."),
        .may("count", .count, "How many outcomes, or how many uses."),
        .has("asked", .flag, "Whether it is the record that was asked for."),
        .has("repeated", .flag, "Whether it stands further up with all that is below it."),
        .may("omitted", .count, "How many records are below it besides those that are shown."))
}
