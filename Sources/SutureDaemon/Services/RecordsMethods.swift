import SutureDomain
import SutureInterface
import SutureJSON
import SutureReadModels
import Varlink

/// `org.suture.Records`: what is known of records, at any moment.
struct RecordsMethods: Sendable {
    let access: Access
    let consistency: Consistency
    let views: ViewsAtMoment

    private struct GetParameters: Decodable {
        var record: String
    }

    private struct ListParameters: Decodable {
        var view: String
        var `where`: JSONView?
        var orderBy: String?
        var limit: Int64?
        var after: String?
    }

    private struct SearchParameters: Decodable {
        var text: String
        var kinds: [String]
        var limit: Int64?
        var after: String?
    }

    private struct Rows: Encodable {
        var rows: RawJSON
        var next: String?
        var position: Int64
    }

    private struct Found: Encodable {
        var record: RawJSON
        var more: [More]?
        var version: Int64
        var position: Int64
    }

    func get(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(GetParameters.self, call)
        let stream = try QueryParameters.stream(parameters.record, parameter: "record")
        let page = try await read(at: parameters.moment) { try $0.get(stream) }
        return try JSONEncoding().encode(
            Found(
                record: RawJSON(page.record), more: page.more.isEmpty ? nil : page.more,
                version: page.version.number, position: page.position.number))
    }

    func list(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(ListParameters.self, call)
        let query = ListQuery(
            view: parameters.view, filter: parameters.where, orderBy: parameters.orderBy,
            limit: parameters.limit)
        return try await page(at: parameters.moment, after: parameters.after) { reader, after in
            var query = query
            query.after = after
            return try reader.list(query)
        }
    }

    func search(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(SearchParameters.self, call)
        let query = SearchQuery(text: parameters.text, kinds: parameters.kinds, limit: parameters.limit)
        return try await page(at: parameters.moment, after: parameters.after) { reader, after in
            var query = query
            query.after = after
            return try reader.search(query)
        }
    }

    /// What can be listed.
    func views(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.caller(call.peer).require(.reader)
        _ = try QueryParameters.decode(NoParameters.self, from: call)
        return try JSONEncoding().encode(["views": ViewCatalogue.descriptions])
    }

    private func prepare<Own: Decodable & Sendable>(
        _ type: Own.Type, _ call: VarlinkCall
    ) async throws -> MomentQuery<Own> {
        try access.caller(call.peer).require(.reader)
        let query = try QueryParameters.decode(MomentQuery<Own>.self, from: call)
        try await consistency.wait(atLeast: query.atLeast)
        return query
    }

    /// A page of the present, or one of the past, whose following pages show the same moment.
    private func page(
        at moment: Moment, after: String?,
        _ body: @escaping @Sendable (ViewReader, _ after: String?) throws -> Page
    ) async throws -> [UInt8] {
        let isPast = !moment.isPresent
        var (moment, after) = (moment, after)
        if isPast, let cursor = after {
            guard let past = PastCursor(cursor) else { throw VarlinkError.invalidParameter("after") }
            after = past.after
            moment.knownAt = .position(past.knownAt)
        }
        let page = try await read(at: moment) { [after] in try body($0, after) }
        let next = page.next.map { isPast ? PastCursor(knownAt: page.position, after: $0).text : $0 }
        return try JSONEncoding().encode(
            Rows(rows: RawJSON(page.rows), next: next, position: page.position.number))
    }

    private func read<Value: Sendable>(
        at moment: Moment, _ body: @escaping @Sendable (ViewReader) throws -> Value
    ) async throws -> Value {
        do {
            return try await views.read(at: moment, body)
        } catch let error as QueryError {
            throw error.answer(at: moment)
        }
    }
}

extension QueryError {
    /// What a client is told.
    /// - Parameter moment: the one that was asked for: what is not there then may be there now.
    func answer(at moment: Moment) -> any Error {
        switch self {
        case .invalidParameter(let path, _): VarlinkError.invalidParameter(path)
        case .notFound(let stream): WireError.notFound(stream, moment: moment.phrase)
        }
    }
}

extension Moment {
    /// To go on after what is or is not at the moment; empty for the present.
    fileprivate var phrase: String {
        let day = asOf.map { " as of \($0)" } ?? ""
        let known =
            switch knownAt {
            case nil: ""
            case .position(let position): " as the log was at position \(position)"
            case .instant(let instant): " as the log was at \(instant)"
            }
        return day + known
    }
}
