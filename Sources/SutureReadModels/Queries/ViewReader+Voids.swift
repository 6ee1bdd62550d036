package import SutureDomain

extension ViewReader {
    /// Which of these positions were voided, and by which.
    package func voids(from first: Position, through last: Position) throws -> [Position: Position] {
        try voids(
            sql: "SELECT voided, position FROM void WHERE voided BETWEEN ? AND ?", [first, last])
    }

    /// Which of the stream's events were voided, and by which.
    package func voids(of stream: StreamName) throws -> [Position: Position] {
        try voids(sql: "SELECT voided, position FROM void WHERE record = ?", [stream])
    }

    private func voids(sql: String, _ arguments: [any ColumnValue]) throws -> [Position: Position] {
        try read { snapshot in
            var voids: [Position: Position] = [:]
            try snapshot.forEachRow(sql: sql, arguments) {
                voids[Position($0.integer(at: 0))] = Position($0.integer(at: 1))
            }
            return voids
        }
    }
}
