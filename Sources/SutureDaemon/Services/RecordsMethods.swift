import SutureDomain
import SutureInterface
import SutureJSON
import SutureReadModels
import SutureVarlink

/// `org.suture.Records`: what is known of records, at any moment.
struct RecordsMethods: Sendable {
    let access: Access
    let consistency: Consistency
    let views: Views

    private struct GetParameters: Decodable {
        var record: String
        var asOf: String?
        var knownAt: String?
        var atLeast: Int64?
    }

    private struct ListParameters: Decodable {
        var view: String
        var `where`: JSONView?
        var orderBy: String?
        var limit: Int64?
        var after: String?
        var asOf: String?
        var knownAt: String?
        var atLeast: Int64?
    }

    private struct SearchParameters: Decodable {
        var text: String
        var kinds: [String]
        var limit: Int64?
        var after: String?
        var asOf: String?
        var knownAt: String?
        var atLeast: Int64?
    }

    private struct Rows: Encodable {
        var rows: RawJSON
        var next: String?
        var position: Int64

        init(_ page: Page) {
            rows = RawJSON(page.rows)
            next = page.next
            position = page.position.number
        }
    }

    private struct Found: Encodable {
        var record: RawJSON
        var version: Int64
        var position: Int64
    }

    private struct Described: Encodable {
        var views: [ViewDescription]
    }

    func get(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(GetParameters.self, call) { $0.atLeast }
        let stream = try QueryParameters.stream(parameters.record, parameter: "record")
        let moment = try QueryParameters.moment(asOf: parameters.asOf, knownAt: parameters.knownAt)
        let page = try await read(call, at: moment) { try $0.reader.get(stream) }
        return try JSONEncoding().encode(
            Found(record: RawJSON(page.record), version: page.version.number, position: page.position.number))
    }

    func list(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(ListParameters.self, call) { $0.atLeast }
        let moment = try QueryParameters.moment(asOf: parameters.asOf, knownAt: parameters.knownAt)
        let query = ListQuery(
            view: parameters.view, filter: parameters.where, orderBy: parameters.orderBy,
            limit: parameters.limit,
            after: parameters.after)
        return try JSONEncoding().encode(Rows(try await read(call, at: moment) { try $0.reader.list(query) }))
    }

    func search(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try await prepare(SearchParameters.self, call) { $0.atLeast }
        let moment = try QueryParameters.moment(asOf: parameters.asOf, knownAt: parameters.knownAt)
        let query = SearchQuery(
            text: parameters.text, kinds: parameters.kinds, limit: parameters.limit, after: parameters.after)
        return try JSONEncoding().encode(
            Rows(try await read(call, at: moment) { try $0.reader.search(query) }))
    }

    /// What can be listed.
    func views(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.require(.reader, of: call.peer)
        _ = try QueryParameters.decode(NoParameters.self, from: call)
        return try JSONEncoding().encode(Described(views: ViewCatalogue.descriptions))
    }

    private func prepare<Parameters: Decodable>(
        _ type: Parameters.Type, _ call: VarlinkCall, atLeast: (Parameters) -> Int64?
    ) async throws -> Parameters {
        try access.require(.reader, of: call.peer)
        let parameters = try QueryParameters.decode(type, from: call)
        try await consistency.wait(atLeast: atLeast(parameters), interface: call.interfaceName)
        return parameters
    }

    private func read<Value: Sendable>(
        _ call: VarlinkCall, at moment: Moment, _ body: @escaping @Sendable (Views.Snapshot) throws -> Value
    ) async throws -> Value {
        do {
            return try await views.read(at: moment, body)
        } catch let error as QueryError {
            throw VarlinkError(error, interface: call.interfaceName)
        }
    }
}

extension VarlinkError {
    init(_ error: QueryError, interface: String) {
        switch error {
        case .invalidParameter(let path, _): self = .invalidParameter(path)
        case .notFound(let stream):
            self.init(
                "\(interface).NotFound",
                ["message": .string("There is no \(stream)."), "record": .string(stream.text)])
        }
    }
}
