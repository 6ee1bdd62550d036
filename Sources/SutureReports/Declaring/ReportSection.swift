/// A part of a report's answer: facts, or rows.
package struct ReportSection: Sendable {
    /// Of rows the one that holds them.
    package let members: [ReportMember]
    /// Selects the members in their order, those of groups in their place; `?1`, `?2` … are the report's
    /// parameters in their order, a record by its bare id, NULL where one was not given. A list within a row
    /// is JSON. `nil`: what is worked out.
    package let sql: String?
    /// Of the rows that SQL selects no more are shown.
    package let rowCountMax: Int64?
    /// How rows of several pages are added up.
    package let tally: ReportTally?

    /// Values that are given once.
    /// - Parameter sql: has exactly one row.
    static func facts(_ members: ReportMember..., sql: String? = nil) -> ReportSection {
        ReportSection(members: members, sql: sql, rowCountMax: nil, tally: nil)
    }

    /// The same of a group.
    static func group(_ name: String, _ type: ReportType, sql: String? = nil) -> ReportSection {
        facts(.has(name, .group(type)), sql: sql)
    }

    /// The members of each row; `nil` for facts.
    package var rowMembers: [ReportMember]? { members[0].content.isRows ? members[0].content.members : nil }

    static func rows(
        _ name: String, _ type: ReportType, _ meaning: String = "", rowCountMax: Int64? = nil,
        tally: ReportTally? = nil, elsewhere: ReportElsewhere? = nil, sql: String? = nil
    ) -> ReportSection {
        ReportSection(
            members: [.has(name, .rows(type), meaning, elsewhere: elsewhere)], sql: sql,
            rowCountMax: rowCountMax, tally: tally)
    }
}

/// How the rows of several pages that count the same become one.
package struct ReportTally: Sendable {
    /// The members in which they agree.
    package let by: [String]
    /// The members that are added up.
    package let sums: [String]
    /// The members of which the last page's holds.
    package let latest: [String]
}
