import SutureDomain
import SutureJSON
import SutureLog
import SutureReadModels
import SutureVarlink

/// `org.suture.Reports`: figures, each with where they come from.
struct ReportsMethods: Sendable {
    let access: Access
    let consistency: Consistency
    let views: Views
    let clock: Clock

    private struct ProgrammeParameters: Decodable {
        var metric: String?
        var explain: Bool?
        var asOf: String?
        var knownAt: String?
        var atLeast: Int64?
    }

    private struct TrialParameters: Decodable {
        var trial: String
        var asOf: String?
        var knownAt: String?
        var atLeast: Int64?
    }

    private struct TraceParameters: Decodable {
        var record: String
        var asOf: String?
        var knownAt: String?
        var atLeast: Int64?
    }

    func programme(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(ProgrammeParameters.self, from: call)
        return try await report(
            call, asOf: parameters.asOf, knownAt: parameters.knownAt, atLeast: parameters.atLeast
        ) { reader, asOf in
            try JSONEncoding().encode(
                reader.programme(asOf: asOf, explain: parameters.explain ?? false, metric: parameters.metric))
        }
    }

    func trial(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(TrialParameters.self, from: call)
        guard let id = Trial.ID(parameters.trial), id.stream.kind == Trial.kind else {
            throw VarlinkError.invalidParameter("trial")
        }
        return try await report(
            call, asOf: parameters.asOf, knownAt: parameters.knownAt, atLeast: parameters.atLeast
        ) { reader, asOf in
            try JSONEncoding().encode(reader.trial(id, asOf: asOf))
        }
    }

    func trace(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(TraceParameters.self, from: call)
        let record = try QueryParameters.stream(parameters.record, parameter: "record")
        return try await report(
            call, asOf: parameters.asOf, knownAt: parameters.knownAt, atLeast: parameters.atLeast
        ) { reader, asOf in
            try JSONEncoding().encode(reader.trace(record, asOf: asOf))
        }
    }

    /// Every report says for which moment it holds, and with which hash the log vouches for it.
    func report(
        _ call: VarlinkCall, asOf: String?, knownAt: String?, atLeast: Int64?,
        _ body: @escaping @Sendable (ViewReader, Day?) throws -> [UInt8]
    ) async throws -> [UInt8] {
        try access.require(.reader, of: call.peer)
        let moment = try QueryParameters.moment(asOf: asOf, knownAt: knownAt)
        try await consistency.wait(atLeast: atLeast, interface: call.interfaceName)
        do {
            return try await views.read(at: moment) { try body($0, moment.asOf) }
        } catch let error as QueryError {
            throw VarlinkError(error, at: moment, interface: call.interfaceName)
        }
    }
}
