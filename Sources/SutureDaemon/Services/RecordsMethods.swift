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

        init(_ page: Page, next: String?) {
            rows = RawJSON(page.rows)
            self.next = next
            position = page.position.number
        }
    }

    private struct Found: Encodable {
        var record: RawJSON
        var more: [More]?
        var version: Int64
        var position: Int64

        init(_ page: RecordPage) {
            record = RawJSON(page.record)
            more = page.more.isEmpty ? nil : page.more
            version = page.version.number
            position = page.position.number
        }
    }

    private struct Described: Encodable {
        var views: [ViewDescription]
    }

    func get(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(GetParameters.self, call)
        let stream = try QueryParameters.stream(parameters.record, parameter: "record")
        let page = try await read(call, at: parameters.moment) { try $0.get(stream) }
        return try JSONEncoding().encode(Found(page))
    }

    func list(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(ListParameters.self, call)
        let query = ListQuery(
            view: parameters.view, filter: parameters.where, orderBy: parameters.orderBy,
            limit: parameters.limit)
        return try await page(call, at: parameters.moment, after: parameters.after) { reader, after in
            var query = query
            query.after = after
            return try reader.list(query)
        }
    }

    func search(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(SearchParameters.self, call)
        let query = SearchQuery(text: parameters.text, kinds: parameters.kinds, limit: parameters.limit)
        return try await page(call, at: parameters.moment, after: parameters.after) { reader, after in
            var query = query
            query.after = after
            return try reader.search(query)
        }
    }

    /// What can be listed.
    func views(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.require(.reader, of: call.peer)
        _ = try QueryParameters.decode(NoParameters.self, from: call)
        return try JSONEncoding().encode(Described(views: ViewCatalogue.descriptions))
    }

    private func prepare<Own: Decodable & Sendable>(
        _ type: Own.Type, _ call: VarlinkCall
    ) async throws -> MomentQuery<Own> {
        try access.require(.reader, of: call.peer)
        let query = try QueryParameters.decode(MomentQuery<Own>.self, from: call)
        try await consistency.wait(atLeast: query.atLeast, interface: call.interfaceName)
        return query
    }

    /// A page of the present, or one of the past, whose following pages show the same moment.
    private func page(
        _ call: VarlinkCall, at moment: Moment, after: String?,
        _ body: @escaping @Sendable (ViewReader, _ after: String?) throws -> Page
    ) async throws -> [UInt8] {
        guard !moment.isPresent else {
            let page = try await read(call, at: moment) { try body($0, after) }
            return try JSONEncoding().encode(Rows(page, next: page.next))
        }
        var moment = moment
        var cursor: PastCursor?
        if let after {
            guard let past = PastCursor(after) else { throw VarlinkError.invalidParameter("after") }
            cursor = past
            moment.knownAt = .position(past.knownAt)
        }
        let behind = cursor?.after
        let page = try await read(call, at: moment) { try body($0, behind) }
        let next = page.next.map { PastCursor(knownAt: page.position, after: $0).text }
        return try JSONEncoding().encode(Rows(page, next: next))
    }

    private func read<Value: Sendable>(
        _ call: VarlinkCall, at moment: Moment, _ body: @escaping @Sendable (ViewReader) throws -> Value
    ) async throws -> Value {
        do {
            return try await views.read(at: moment, body)
        } catch let error as QueryError {
            throw VarlinkError(error, at: moment, interface: call.interfaceName)
        }
    }
}

extension VarlinkError {
    /// - Parameter moment: the one that was asked for: what is not there then may be there now.
    init(_ error: QueryError, at moment: Moment, interface: String) {
        switch error {
        case .invalidParameter(let path, _): self = .invalidParameter(path)
        case .notFound(let stream):
            self = WireError.notFound(stream, moment: moment.phrase).answer(of: interface)
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
