package import SutureDomain
import SutureJSON
package import SutureReports
import SutureSQLite

extension ViewReader {
    /// Works a report out of these views.
    /// - Parameters:
    ///   - now: for which it is told what is due.
    ///   - day: that of this moment.
    ///   - asOf: the day that these views show, for the report to say so.
    ///
    /// Throws `QueryError.notFound` if a record is not there that the report is asked about.
    package func answer(
        _ report: any Report.Type, _ question: ReportQuestion, now: Instant, day: Day, asOf: Day? = nil
    ) throws -> ReportAnswer {
        try read { snapshot in
            let head = try snapshot.head(of: question, asOf: asOf)
            var told = ReportTold(question)
            try report.work(&told, in: snapshot, now: now, day: day)
            return try told.answer(of: report, head) { section, writer in
                try snapshot.write(section, question.arguments, into: &writer)
            }
        }
    }

    /// What a report that asks other moments, too, is worked out from, and what it says of itself.
    ///
    /// Throws `QueryError.notFound` if a record is not there that the report is asked about.
    package func gather<Asked: ReportAcrossMoments>(
        _ report: Asked.Type, _ question: ReportQuestion, asOf: Day?
    ) throws -> (head: ReportHead, gathered: Asked.Gathered) {
        try read { snapshot in
            (try snapshot.head(of: question, asOf: asOf), try report.gather(question, in: snapshot))
        }
    }

    /// Asks these views something for a report.
    package func ask<Value>(_ ask: (any ReportSource) throws -> Value) throws -> Value { try read(ask) }
}

extension Snapshot {
    /// What a report says of itself, once it is certain that all it is about is there.
    ///
    /// A record whose creation was voided is not there: that is decided here, for every report.
    func head(of question: ReportQuestion, asOf: Day?) throws -> ReportHead {
        for stream in question.records {
            guard let head = try head(of: stream), !head.isVoid else { throw QueryError.notFound(stream) }
        }
        let checkpoint = try checkpoint()
        return ReportHead(
            asOf: asOf, position: checkpoint.position, hash: checkpoint.hash.hexadecimal,
            countingRule: CountingRule.version)
    }

    /// - Returns: how many rows are left out.
    fileprivate func write(
        _ section: ReportSection, _ arguments: [JSONValue], into writer: inout JSONWriter
    ) throws -> Int64 {
        guard let sql = section.sql else { return 0 }
        guard let members = section.rowMembers else {
            var count = 0
            try forEachRow(sql: sql, arguments) { row in
                count += 1
                try row.write(section.members, into: &writer)
            }
            precondition(count == 1, "facts have one row: \(sql)")
            return 0
        }
        guard let limit = section.rowCountMax else {
            try write(rowsOf: members, sql, arguments, into: &writer)
            return 0
        }
        let count = try write(rowsOf: members, "\(sql) LIMIT \(limit)", arguments, into: &writer)
        return count < limit ? 0 : try integer(sql: "SELECT count(*) FROM (\(sql))", arguments) - count
    }

    /// - Returns: how many there are.
    @discardableResult
    private func write(
        rowsOf members: [ReportMember], _ sql: String, _ arguments: [JSONValue], into writer: inout JSONWriter
    ) throws -> Int64 {
        var count: Int64 = 0
        try forEachRow(sql: sql, arguments) { row in
            count += 1
            writer.beginObject()
            try row.write(members, into: &writer)
            writer.endObject()
        }
        return count
    }
}

extension RowOnStatement {
    /// Writes the columns as members of an object that has been begun.
    fileprivate func write(_ members: [ReportMember], into writer: inout JSONWriter) throws {
        var index: Int32 = 0
        try write(members, from: &index, into: &writer)
    }

    private func write(
        _ members: [ReportMember], from index: inout Int32, into writer: inout JSONWriter
    ) throws {
        for member in members {
            switch member.content {
            // Of these a list is one column, as JSON.
            case .group, .money:
                let members = member.content.members ?? []
                if member.isOptional, isNull(at: index) {
                    index += Int32(members.count)
                    continue
                }
                writer.key(member.name)
                writer.beginObject()
                try write(members, from: &index, into: &writer)
                writer.endObject()
                continue
            case _ where member.isOptional && isNull(at: index): break
            case .count, .amount:
                writer.key(member.name)
                writer.integer(integer(at: index))
            case .flag:
                writer.key(member.name)
                writer.bool(integer(at: index) != 0)
            case .texts, .choices, .names, .rows:
                writer.key(member.name)
                try writeJSON(at: index, into: &writer)
            case .text, .decimal, .date, .instant, .id, .record, .choice:
                writer.key(member.name)
                writer.string(text(at: index))
            }
            index += 1
        }
    }
}

extension Snapshot: ReportSource {
    func forEachRow(
        _ sql: String, _ arguments: [JSONValue], _ look: (any ReportRow) throws -> Void
    ) throws {
        try forEachRow(sql: sql, arguments) { try look($0) }
    }

    func rows(_ members: [ReportMember], _ sql: String, _ arguments: [JSONValue]) throws -> [JSONObject] {
        var writer = JSONWriter()
        writer.beginArray()
        try write(rowsOf: members, sql, arguments, into: &writer)
        writer.endArray()
        return try JSONDocument(parsing: writer.bytes).root.elements.map { JSONObject($0) }
    }

    func label(ofRecord record: String) -> String { Label.sql(ofRecord: record) }

    func label(of kind: any RecordKind.Type, id: String) -> String {
        Label.sql(ofKind: kind.kind, id: id) ?? id
    }
}

extension RowOnStatement: ReportRow {
    func optionalInteger(at index: Int32) -> Int64? { isNull(at: index) ? nil : integer(at: index) }
}
