import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// `org.suture.Service`: the daemon itself.
struct ServiceMethods: Sendable {
    let access: Access
    let status: @Sendable (Caller) -> DaemonStatus
    /// Reads the configuration again; gives the settings that need a new start.
    let reload: @Sendable () async throws -> [String]

    func status(_ call: VarlinkCall) async throws -> [UInt8] {
        let caller = access.caller(call.peer)
        try caller.require(.reader)
        _ = try QueryParameters.decode(NoParameters.self, from: call)
        return try JSONEncoding().encode(status(caller))
    }

    func reload(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.caller(call.peer).require(.steward)
        _ = try QueryParameters.decode(NoParameters.self, from: call)
        do {
            return try JSONEncoding().encode(["unchanged": try await reload()])
        } catch let error as ConfigurationError {
            throw WireError.failed(
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
