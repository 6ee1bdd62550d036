package import SutureDomain

extension ViewReader {
    /// - Parameter asOf: the day that these views show, for the report to say so.
    ///
    /// Throws `QueryError.notFound` if there is no such record, and `QueryError.invalidParameter` for a record that is of
    /// no kind on the way from problem to application.
    package func trace(_ record: StreamName, asOf: Day? = nil) throws -> TraceReport {
        guard TraceKind.named(record.kind) != nil else {
            let kinds = TraceKind.all.map(\.name).joined(separator: ", ")
            throw QueryError.invalidParameter(
                "record", message: "\(record) is not on the way from problem to application: \(kinds).")
        }
        return try read { snapshot in
            guard try snapshot.head(of: record) != nil else { throw QueryError.notFound(record) }
            let checkpoint = try snapshot.checkpoint()
            var walk = TraceWalk(record, in: snapshot)
            try walk.run()
            return TraceReport(
                asOf: asOf?.description, knownAt: checkpoint.position, position: checkpoint.position,
                hash: checkpoint.hash.hexadecimal, record: record.text, nodes: walk.nodes,
                truncated: walk.isTruncated)
        }
    }
}
