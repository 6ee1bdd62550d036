package import SutureDomain
package import SutureJSON

/// What a report is worked out from, and what has been told so far.
package struct ReportWork {
    package let source: any ReportSource
    /// The moment for which it is told what is due: the end of the day that is asked for, else the instant, else now.
    package let now: Instant
    /// The day of that moment.
    package let day: Day
    package private(set) var told: ReportTold

    package var question: ReportQuestion { told.question }

    package init(_ question: ReportQuestion, source: any ReportSource, now: Instant, day: Day) {
        self.source = source
        self.now = now
        self.day = day
        told = ReportTold(question)
    }

    /// - Parameter name: of a member of the report, which has no SQL.
    package mutating func tell(_ name: String, _ cell: ReportCell) { told.tell(name, cell) }

    package mutating func leaveOut(_ count: Int64, of section: String) { told.leaveOut(count, of: section) }
}

/// What was worked out for a report.
package struct ReportTold: Sendable {
    package let question: ReportQuestion
    private var cells: [String: ReportCell] = [:]
    /// How many rows of a section are left out, by its name.
    package private(set) var leftOut: [String: Int64] = [:]

    package init(_ question: ReportQuestion) { self.question = question }

    /// - Parameter name: of a member of the report, which has no SQL.
    package mutating func tell(_ name: String, _ cell: ReportCell) { cells[name] = cell }

    package mutating func leaveOut(_ count: Int64, of section: String) {
        if count > 0 { leftOut[section, default: 0] += count }
    }

    /// What is written for a member without SQL: what was told, or a parameter of that name told again.
    private func cell(of member: ReportMember) -> ReportCell {
        cells[member.name] ?? question.cell(member.name) ?? (member.content.isRows ? .rows([]) : .nothing)
    }

    /// The answer of a report that asks nothing by SQL.
    package func answer(of report: any Report.Type, _ head: ReportHead) -> [UInt8] {
        answer(of: report, head) { section, _ in
            preconditionFailure("there is nobody to ask: \(section.sql ?? "")")
        }
    }

    /// The answer as an object of JSON, whatever its length.
    /// - Parameter query: writes what a section's SQL selects: the members of the object, or the rows of an array that have
    ///   been begun.
    package func answer(
        of report: any Report.Type, _ head: ReportHead,
        query: (ReportSection, inout JSONWriter) throws -> Void
    ) rethrows -> [UInt8] {
        var writer = JSONWriter(byteCapacity: 4096)
        writer.beginObject()
        writer.write(head.cells, as: ReportHead.members)
        for section in report.sections {
            if section.sql == nil {
                writer.write(section.members.map { cell(of: $0) }, as: section.members)
            } else if section.rowMembers != nil {
                writer.key(section.members[0].name)
                writer.beginArray()
                try query(section, &writer)
                writer.endArray()
            } else {
                try query(section, &writer)
            }
        }
        if report.isPaged { writer.write([cell(of: ReportHead.next)], as: [ReportHead.next]) }
        writer.endObject()
        return writer.bytes
    }
}
