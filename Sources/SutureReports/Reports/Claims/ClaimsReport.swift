import SutureDomain
package import SutureJSON

/// Each claim of a document that stands, beside what the records say as of its own day.
package enum ClaimsReport: ReportAcrossMoments {
    package static let name = "claims"
    package static let abstract = "What documents claim, held against the records."
    package static let discussion = """
        Each claim is held against the records as of its own day. --as-of and --known-at say which claims there \
        are, and --known-at also what the log knew. A claim that was withdrawn is left out; suture list \
        source-claim shows those too.
        """
    package static let documentation = """
        The claims of documents that have not been withdrawn, each with what the records say for its own day and a verdict.
        asOf and knownAt say which claims there are; the records are asked as of the day for which each claim is made, whatever \
        asOf is, and for what was known at knownAt.
        """

    package static let parameters: [ReportParameter] = [
        ReportParameter(
            "source", .id(Source.self), isOptional: true, "Only the claims of this document.", valueName: "id"
        ),
        .explain(help: "Say why, and list what was counted."),
    ]

    package static let sections: [ReportSection] = [
        .group(
            "counts",
            ReportType(
                "ClaimVerdicts", "How many claims came out in which way.",
                .has("supported", .count), .has("contradicted", .count), .has("notCheckable", .count))),
        .rows("claims", CheckedClaim.type, elsewhere: .view("source-claim", where: ["source"])),
    ]

    package static func gather(
        _ question: ReportQuestion, in source: any ReportSource
    ) throws -> [RecordedClaim] {
        try RecordedClaim.standing(of: question.value("source"), in: source)
    }

    /// One day after the other: the views of one day at a time are made and asked, however many there are.
    package static func tell(
        _ told: inout ReportTold, of recorded: [RecordedClaim], across moments: some ReportMoments
    ) async throws {
        let explain = told.question.flag("explain")
        var claims = recorded.map(\.unchecked)
        for (day, places) in recorded.placesByDay {
            let (found, others) = try await moments.read(on: day) { source, isAlternative in
                try places.map {
                    try recorded[$0].checked(in: source, explain: explain && !isAlternative)
                }
            }
            for (index, place) in places.enumerated() {
                claims[place] = found[index].weighed(against: others.map { $0[index] })
            }
        }
        func count(_ verdict: Verdict) -> JSONValue {
            .integer(Int64(claims.count { $0.verdict == verdict }))
        }
        told.tell(
            "counts",
            [
                "supported": count(.supported), "contradicted": count(.contradicted),
                "notCheckable": count(.notCheckable),
            ])
        told.tell("claims", claims.map(\.told))
    }

    package static func layout(of question: JSONObject) -> ReportLayout {
        let explains = question["explain"]?.bool ?? false
        let counts = ReportBlock.lines { report in
            let counts = report.counts
            return [
                "\(counts.supported) supported, \(counts.contradicted) contradicted, "
                    + "\(counts.notCheckable) not checkable"
            ]
        }
        let records = ReportColumn("records", isNumeric: true, computed)
        let table = ReportTable(
            "", "claims",
            [
                "source", "claim", ReportColumn("quote", beginning), ReportColumn("figure", figure),
                ReportColumn("claimed", claimed), records, ReportColumn("day") { $0.day.or($0.asOf).text },
                "verdict",
            ], showsEmptyColumns: true, showsNoRows: true)
        let names = [
            "source", "claim", "quote", "metric", "parameters", "comparator", "value", "asOf", "day",
            "attribution",
        ].map { ReportColumn(stringLiteral: $0) }
        return ReportLayout(
            blocks: [explains ? .each("claims", explained) : .table(table), counts],
            csv: [
                ReportTable("", "claims", names + [ReportColumn("computed", computed), "verdict", "why"])
            ])
    }

    private static let explained: [ReportBlock] = [
        .facts(
            [
                "quote", ReportFact("figure", figure), ReportFact("claimed", claimed),
                ReportFact("whose word", "attribution"),
                ReportFact("records") { "\(computed($0)) \($0.figure.unit)" },
                ReportFact("day") { $0.day.or($0.asOf).text }, "why",
            ], title: { "\($0.source) \($0.claim): \($0.verdict)" }),
        .table(ReportTable("", "figure.counted")),
    ]

    /// In characters.
    private static let quoteLengthMax = 40

    /// Of the quote, so that the verdict stays in sight.
    @Sendable private static func beginning(_ claim: Shown) -> String {
        let text = claim.quote.text
        return text.count > quoteLengthMax ? text.prefix(quoteLengthMax) + "…" : text
    }

    @Sendable private static func figure(_ claim: Shown) -> String {
        "\(claim.metric)\(claim.parameters.after(" "))"
    }

    @Sendable private static func claimed(_ claim: Shown) -> String {
        let words = claim.comparator.text.split(separator: "_").joined(separator: " ")
        return "\(words)\(claim.value.after(" "))"
    }

    @Sendable private static func computed(_ claim: Shown) -> String {
        claim.figure.value.or(claim.figure["text"]).text
    }
}
