import SutureDomain
package import SutureJSON

/// What was worked out for a report: values of its members by their names.
///
/// A group and a row are objects; of a member that is absent, or null, nothing is said.
package struct ReportTold: Sendable {
    package let question: ReportQuestion
    private var values: [String: JSONValue] = [:]
    /// How many rows of a section are left out, by its name.
    private var leftOut: [String: Int64] = [:]

    package init(_ question: ReportQuestion) { self.question = question }

    /// - Parameter name: of a member of the report, which has no SQL.
    package mutating func tell(_ name: String, _ value: JSONValue) { values[name] = value }

    /// - Parameter name: of a list of the report, which has no SQL.
    package mutating func tell(_ name: String, _ rows: some Sequence<JSONObject>) {
        values[name] = .array(rows.map { .object($0) })
    }

    package mutating func leaveOut(_ count: Int64, of section: String) {
        if count > 0 { leftOut[section, default: 0] += count }
    }

    /// What is written for a member without SQL: what was told, or a parameter of that name told again.
    private func value(of member: ReportMember) -> JSONValue {
        values[member.name] ?? question.value(member.name) ?? (member.content.isRows ? [] : nil)
    }

    /// The answer of a report that asks nothing by SQL.
    package func answer(of report: any Report.Type, _ head: ReportHead) -> ReportAnswer {
        answer(of: report, head) { section, _ in
            preconditionFailure("there is nobody to ask: \(section.sql ?? "")")
        }
    }

    /// - Parameter query: writes what a section's SQL selects: members of the object, or rows of the array,
    ///   that was begun; and says how many rows it leaves out.
    package func answer(
        of report: any Report.Type, _ head: ReportHead,
        query: (ReportSection, inout JSONWriter) throws -> Int64
    ) rethrows -> ReportAnswer {
        var told = self
        var writer = JSONWriter(byteCapacity: 4096)
        writer.beginObject()
        writer.write(head.told, as: ReportHead.members)
        for section in report.sections {
            if section.sql == nil {
                for member in section.members { writer.write(value(of: member), as: member) }
            } else if section.rowMembers != nil {
                writer.key(section.members[0].name)
                writer.beginArray()
                told.leaveOut(try query(section, &writer), of: section.members[0].name)
                writer.endArray()
            } else {
                _ = try query(section, &writer)
            }
        }
        if report.isPaged { writer.write(value(of: ReportHead.next), as: ReportHead.next) }
        writer.endObject()
        return ReportAnswer(bytes: writer.bytes, leftOut: told.leftOut)
    }
}

/// An answer, as long as it is.
package struct ReportAnswer: Sendable {
    /// An object of JSON.
    package let bytes: [UInt8]
    /// How many rows of a section the report itself leaves out.
    package var leftOut: [String: Int64] = [:]
}

extension JSONWriter {
    /// Writes what was told into an object that has been begun, in the order of the members.
    fileprivate mutating func write(_ told: JSONObject, as members: [ReportMember]) {
        var count = 0
        for member in members {
            // Most are in that order.
            let isNext = count < told.count && told[count].key == member.name
            guard let value = isNext ? told[count].value : told[member.name] else { continue }
            write(value, as: member)
            count += 1
        }
        precondition(count == told.count, "\(told.map(\.key)) are not all among \(members.map(\.name))")
    }

    fileprivate mutating func write(_ value: JSONValue, as member: ReportMember) {
        if case .null = value { return }
        key(member.name)
        write(value, of: member.content.members)
    }

    /// - Parameter members: of a group, or of each row.
    private mutating func write(_ value: JSONValue, of members: [ReportMember]?) {
        switch (value, members) {
        case (.object(let object), let members?):
            beginObject()
            write(object, as: members)
            endObject()
        case (.array(let rows), let members?):
            beginArray()
            for row in rows { write(row, of: members) }
            endArray()
        default: self.value(value)
        }
    }
}
