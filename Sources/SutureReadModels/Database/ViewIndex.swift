package import SutureDomain
import SutureSQLite

/// The last event of a stream.
package struct StreamHead: Hashable, Sendable {
    package let version: StreamVersion
    package let position: Position
    /// Whether the record's creation was voided: the stream goes on, but there is no record.
    package let isVoid: Bool

    package init(version: StreamVersion, position: Position, isVoid: Bool = false) {
        self.version = version
        self.position = position
        self.isVoid = isVoid
    }

    /// Selects what a head is made of, of one stream.
    static let sql = "SELECT version, position, is_void FROM stream_head WHERE stream = ?"

    init(_ row: RowOnStatement) {
        self.init(
            version: StreamVersion(row.integer(at: 0)), position: Position(row.integer(at: 1)),
            isVoid: row.integer(at: 2) != 0)
    }
}

/// What the recorder looks up in the read models: heads, receipts and candidates.
///
/// Belongs to one thread. Its statements are prepared once and run beside the connection's queue, whose lock
/// and statement cache would take longer than the lookups.
package final class ViewIndex {
    private enum Snapshot { case none, wanted, begun }

    fileprivate static let pageRecordCountMax = 10_000

    /// Of each question, in their order.
    private let statements: [Statement]
    /// The same for each view that can mention a record.
    private let mentions: [Statement]
    /// Keeps the connection open.
    private let connection: Connection
    private let path: String
    private let noteFailure: (ViewFailure) -> Void
    private var snapshot = Snapshot.none

    /// Opens a connection of its own, after the tables were made.
    /// - Parameter noteFailure: told of what breaks in a lookup, before whoever looks something up is.
    package init(path: String, noteFailure: @escaping (ViewFailure) -> Void = { _ in }) throws {
        self.path = path
        self.noteFailure = noteFailure
        connection = try ViewsConnection.reader(path: path, unseal: nil)
        (statements, mentions) = try connection.inDatabase { database in
            (
                try Question.allCases.map { try database.makeStatement(sql: $0.sql) },
                try ViewCatalogue.tables.compactMap(\.mentionSQL).map { try database.makeStatement(sql: $0) }
            )
        }
    }

    /// From now on every lookup sees the state of the first of them, until ``endSnapshot()``.
    ///
    /// That saves the locks of a transaction for each lookup. To be called only after the events that are
    /// known to be projected were forgotten: then the snapshot, which begins later, has whatever the memory
    /// has not.
    package func beginSnapshot() { if snapshot == .none { snapshot = .wanted } }

    /// Lets go of the state: as long as it is kept, the views' write-ahead log is not started anew.
    package func endSnapshot() throws {
        // Over in any case: if it could not be ended the next one cannot begin, and lookups fail. Going on
        // with the old state would miss what the memory has forgotten since, and give a version twice.
        defer { snapshot = .none }
        if snapshot == .begun { try step(statement(.end).sqliteStatement) }
    }

    package func head(of stream: StreamName) throws -> StreamHead? {
        try rows(of: statement(.head), stream) { StreamHead($0) }.first
    }

    /// Where the events of the command may begin, the earliest first. Ids are kept as hashes, so some may be
    /// of other commands: the log has the id of each event.
    package func receiptCandidates(of commandID: String) throws -> [Position] {
        try rows(of: statement(.receipts), CommandHash(of: commandID).number) { Position($0.integer(at: 0)) }
    }

    /// Records that may answer the question, perhaps more than do: their exact state decides.
    package func candidates(for lookup: Lookup) throws -> [StreamName] {
        switch lookup {
        case .name(let text): try streams(named: text)
        case .enrolment(let person, _): try streams(statement(.students), person)
        case .appointment(let person, _, _), .instructorship(let person, _):
            try streams(statement(.instructors), person)
        }
    }

    /// Records whose rows mention the text: as the id of a record, in a list, or as a name. Perhaps more than
    /// refer to what is meant: their events decide.
    ///
    /// Every view that can mention a record is gone through, most of them from the first row to the last.
    /// - Parameters:
    ///   - text: an id, or what a lookup finds a record by.
    ///   - stream: as what a record of that id is named where any kind may be; for what is no id the text.
    package func streams(mentioning text: String, stream: String) throws -> [StreamName] {
        var streams = try streams(named: text)
        for statement in mentions {
            Parameters(of: statement.sqliteStatement).bind(stream, at: 2)
            streams += try self.streams(statement, text)
        }
        return streams
    }

    /// Which event has voided the one at this position; `nil` if none has.
    package func void(of position: Position) throws -> Position? {
        try rows(of: statement(.void), position) { Position($0.integer(at: 0)) }.first
    }

    /// How far the read models have come.
    package func position() throws -> Position {
        try rows(of: statement(.position)) { Position($0.integer(at: 0)) }.first ?? .zero
    }

    /// The greatest number of an id that was assigned to a person (`P-0042`: 42); zero if there is none.
    package func highestAssignedPerson() throws -> Int {
        try rows(of: statement(.highestAssignedPerson)) { Int($0.integer(at: 0)) }.first ?? 0
    }

    /// The greatest number that stands behind a text in the names of streams (`institution/I-`: 42 for
    /// `institution/I-0042`); zero if there is none.
    package func highestNumber(behind text: String) throws -> Int {
        try rows(of: statement(.highestNumber), text) { Int($0.integer(at: 0)) }.first ?? 0
    }

    /// Whether the person's data were erased.
    package func isErased(_ person: StreamName) throws -> Bool {
        try !rows(of: statement(.erasure), String(person.id)) { _ in true }.isEmpty
    }

    /// The persons who were erased behind a position, in the order of the log.
    package func erased(after position: Position) throws -> [StreamName] {
        try rows(of: statement(.erasures), position) { StreamName(recorded: $0.text(at: 0)) }
    }

    /// Some of the records of a kind of which something was recorded behind a position, in the order of their
    /// names, with those whose creation was voided.
    /// - Parameter last: the one that they come after.
    package func records(
        ofKind kind: String, after last: StreamName?, recordedBehind position: Position
    ) throws -> [StreamName] {
        let parameters = Parameters(of: statement(.records).sqliteStatement)
        parameters.bind(position.number, at: 2)
        // 0 comes behind /: whatever begins with kind/ is before it.
        parameters.bind("\(kind)0", at: 3)
        return try streams(statement(.records), last?.text ?? "\(kind)/")
    }

    private func statement(_ question: Question) -> Statement { statements[question.rawValue] }

    private func streams(named text: String) throws -> [StreamName] {
        try text.spellings.flatMap { try streams(statement(.named), $0) }
    }

    private func streams(_ statement: Statement, _ argument: some ColumnValue) throws -> [StreamName] {
        try rows(of: statement, argument) { StreamName(recorded: $0.text(at: 0)) }
    }

    private func rows<Result>(
        of statement: Statement, _ argument: (some ColumnValue)? = Int64?.none,
        _ read: (RowOnStatement) -> Result
    ) throws -> [Result] {
        do {
            if snapshot == .wanted {
                try step(self.statement(.begin).sqliteStatement)
                snapshot = .begun
            }
            let pointer = statement.sqliteStatement
            try argument?.bind(to: Parameters(of: pointer), at: 1)
            var results: [Result] = []
            try forEachRow(of: pointer) { results.append(read(RowOnStatement(statement: pointer))) }
            return results
        } catch {
            let failure = ViewFailure(
                operation: "look something up", place: path, cause: error,
                hint: "Start the daemon again: it makes damaged read models anew from the log.")
            noteFailure(failure)
            throw failure
        }
    }
}

/// What a ``ViewIndex`` asks, with one parameter at most.
private enum Question: Int, CaseIterable {
    case head, receipts, named, students, instructors, highestAssignedPerson, highestNumber, erasure, erasures
    case records, void, position, begin, end

    var sql: String {
        switch self {
        case .head: StreamHead.sql
        case .receipts: "SELECT position FROM receipt WHERE command_hash = ? ORDER BY position"
        case .named:
            """
            SELECT DISTINCT record FROM search_term
            WHERE term = ? AND NOT sealed AND type IN (\(SearchTerm.Kind.name.sql), \(SearchTerm.Kind.alias.sql))
            """
        case .students: "SELECT 'student/' || id FROM student WHERE person = ?"
        case .instructors: "SELECT 'instructor/' || id FROM instructor WHERE person = ?"
        case .highestAssignedPerson: AssignedPersons.highestSQL
        case .highestNumber:
            """
            SELECT max(CAST(substr(stream, length(?1) + 1) AS INTEGER)) FROM stream_head
            WHERE stream > ?1 AND stream < ?1 || ':' AND substr(stream, length(?1) + 1) NOT GLOB '*[^0-9]*'
                AND length(stream) <= length(?1) + 9
            """
        case .erasure: "SELECT 1 FROM person_erasure WHERE person = ?"
        case .erasures: "SELECT 'person/' || person FROM person_erasure WHERE entry > ? ORDER BY entry"
        case .records:
            """
            SELECT stream FROM stream_head WHERE stream > ?1 AND stream < ?3 AND position > ?2
            ORDER BY stream LIMIT \(ViewIndex.pageRecordCountMax)
            """
        case .void: "SELECT position FROM void WHERE voided = ?"
        case .position: "SELECT position FROM checkpoint"
        case .begin: "BEGIN"
        case .end: "COMMIT"
        }
    }
}

extension View {
    /// The streams of rows that mention a record, by its id (`?1`) or its stream (`?2`); `nil` if none can.
    fileprivate var mentionSQL: String? {
        let conditions = columns.dropFirst().compactMap { column in
            switch column.content {
            case .reference: "\(column.sqlName) = ?1"
            case .record: "\(column.sqlName) = ?2"
            case .list:
                "instr(\(column.sqlName), '\"' || ?1 || '\"') OR instr(\(column.sqlName), '\"' || ?2 || '\"')"
            case .text, .integer, .boolean, .decimal, .date, .sealed: nil
            }
        }
        guard !conditions.isEmpty else { return nil }
        // Named by number, so that both can be bound whichever of them occur.
        return "SELECT DISTINCT \(streamSQL(alias: "t")) FROM \(table) t "
            + "WHERE (\(conditions.joined(separator: " OR "))) AND ?1 IS NOT NULL AND ?2 IS NOT NULL"
    }
}
