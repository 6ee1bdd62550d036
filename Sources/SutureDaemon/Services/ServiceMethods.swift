import SutureDomain
import SutureInterface
import SutureJSON
import SutureVarlink

/// `org.suture.Service`: the daemon itself.
struct ServiceMethods: Sendable {
    let access: Access
    let status: @Sendable (VarlinkCall) throws -> DaemonStatus
    /// Reads the configuration again; gives the settings that need a new start.
    let reload: @Sendable () async throws -> [String]

    private struct Reloaded: Encodable {
        var unchanged: [String]
    }

    func status(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.require(.reader, of: call.peer)
        _ = try QueryParameters.decode(NoParameters.self, from: call)
        return try JSONEncoding().encode(status(call))
    }

    func reload(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.require(.steward, of: call.peer)
        _ = try QueryParameters.decode(NoParameters.self, from: call)
        do {
            return try JSONEncoding().encode(Reloaded(unchanged: try await reload()))
        } catch let error as ConfigurationError {
            throw RecordingError.failed(
                operation: "reload the configuration", message: error.description,
                hint: "everything stays as it was; mend the file and reload again")
        }
    }
}

/// The parameters of a method that takes none.
struct NoParameters: Decodable {
    private enum CodingKeys: CodingKey {}

    /// Looks for keys, so that those that are there are noticed as unknown.
    init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: CodingKeys.self) }
}

/// How the daemon is doing.
struct DaemonStatus: Encodable {
    var version: String
    var logId: String
    var createdAt: String
    var position: Int64
    var hash: String
    var projectedPosition: Int64
    var readOnly: Bool
    var readOnlyReason: String?
    var lostKeys: Int64
    var warnings: [String]
    var clients: Int64
    var queuedCommands: Int64
    var uptimeSeconds: Int64
    var clock: String
    var lastRecordedAt: String
    var clockBehindSeconds: Int64?
    var clockBehindSince: String?
    var clockIsSynchronised: Bool?
    var timeZone: String
    var utcOffset: String
    var role: String
}
