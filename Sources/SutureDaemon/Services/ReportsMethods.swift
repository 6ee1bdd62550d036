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
    }

    private struct TrialParameters: Decodable {
        var trial: String
    }

    private struct TraceParameters: Decodable {
        var record: String
    }

    func programme(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(MomentQuery<ProgrammeParameters>.self, from: call)
        return try await report(call, parameters) { reader, moment in
            try SentReport.bytes(
                of: reader.programme(
                    asOf: moment.asOf, explain: parameters.explain ?? false, metric: parameters.metric),
                hints: ["figures": "ask for one of them alone, by metric"])
        }
    }

    func trial(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(MomentQuery<TrialParameters>.self, from: call)
        guard let id = Trial.ID(parameters.trial), id.isOfOwnKind else {
            throw VarlinkError.invalidParameter("trial")
        }
        return try await report(call, parameters) { reader, moment in
            let trial = ["trial": id.text]
            return try SentReport.bytes(
                of: reader.trial(id, asOf: moment.asOf),
                listedBy: [
                    "devices": .init("trial-device", trial), "sites": .init("trial-site", trial),
                    "endpoints": .init("trial-endpoint", trial),
                ])
        }
    }

    func trace(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(MomentQuery<TraceParameters>.self, from: call)
        let record = try QueryParameters.stream(parameters.record, parameter: "record")
        return try await report(call, parameters) { reader, moment in
            try SentReport.bytes(
                of: reader.trace(record, asOf: moment.asOf), hints: ["nodes": "trace a record that it shows"])
        }
    }

    /// Every report says for which moment it holds, and with which hash the log vouches for it.
    func report(
        _ call: VarlinkCall, _ query: MomentQuery<some Decodable & Sendable>,
        _ body: @escaping @Sendable (ViewReader, Moment) throws -> [UInt8]
    ) async throws -> [UInt8] {
        try access.require(.reader, of: call.peer)
        try await consistency.wait(atLeast: query.atLeast, interface: call.interfaceName)
        do {
            return try await views.read(at: query.moment) { try body($0, query.moment) }
        } catch let error as QueryError {
            throw VarlinkError(error, at: query.moment, interface: call.interfaceName)
        }
    }
}
