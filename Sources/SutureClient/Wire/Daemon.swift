import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import Synchronization
import Varlink

/// The daemon at the other end of the socket.
struct Daemon: Sendable {
    /// How long an answer may take before a person is told what is being waited for.
    private static let silenceMax = Duration.seconds(3)

    let client: VarlinkClient
    private let beginning = Beginning()

    /// Whether anything was answered yet: then the daemon runs, and what takes long is work.
    private final class Beginning: Sendable {
        let hasAnswered = Atomic<Bool>(false)
    }

    private init(client: VarlinkClient) { self.client = client }

    static func connect(to path: String) async throws -> Daemon {
        do {
            return Daemon(client: try await VarlinkClient.connect(to: path))
        } catch {
            throw Unreachable(socketPath: path, cause: error)
        }
    }

    /// Connects, does the work, and closes whatever came of it.
    static func connected<Result>(
        to path: String, _ work: (Daemon) async throws -> Result
    ) async throws -> Result {
        let daemon = try await connect(to: path)
        do {
            let result = try await work(daemon)
            await daemon.close()
            return result
        } catch {
            await daemon.close()
            throw error
        }
    }

    func call(_ method: String, _ parameters: [UInt8]) async throws -> JSONView {
        // The service manager holds the socket open while the daemon starts, or cannot start.
        let notice = Task {
            try await Task.sleep(for: Daemon.silenceMax)
            if beginning.hasAnswered.load(ordering: .relaxed) { return }
            try Output.error.line(
                "suture: waiting for the daemon; if it cannot start, its journal says why: journalctl -u sutured"
            )
        }
        defer { notice.cancel() }
        do {
            let reply = try await client.call(method, parameters)
            beginning.hasAnswered.store(true, ordering: .relaxed)
            return reply
        } catch {
            throw await explained(error, method: method, parameters: parameters)
        }
    }

    func call(_ method: String, _ parameters: JSONObject = [:]) async throws -> JSONView {
        try await call(method, JSONValue.object(parameters).bytes)
    }

    /// Hands over every reply of a method that gives several.
    func stream(
        _ method: String, _ parameters: JSONObject, _ body: (JSONView) throws -> Void
    ) async throws {
        let sent = JSONValue.object(parameters).bytes
        do {
            for try await reply in client.stream(method, sent) { try body(reply) }
        } catch {
            throw await explained(error, method: method, parameters: sent)
        }
    }

    /// The error of a call with what the call itself shows of it, where that is more.
    /// - Parameter fieldsPath: what is told before the name of a field.
    func explained(
        _ error: any Error, method: String, parameters: [UInt8], fieldsPath: String = ""
    ) async -> any Error {
        guard let error = error as? VarlinkError else { return error }
        switch error.kind {
        case .invalidParameter:
            return MisunderstoodCall(error, method: method, parameters: parameters, fieldsPath: fieldsPath)
                ?? error
        case .permissionDenied:
            // Who may not even read has no role, and need not ask.
            let role = ForbiddenCall.role(neededFor: method) == .reader ? Role.none : await role()
            return ForbiddenCall(error, method: method, parameters: parameters, role: role) ?? error
        default: return error
        }
    }

    /// What the account may do; `nil` if the daemon does not answer.
    private func role() async -> Role? {
        do {
            return try await client.call(Method.status, JSONValue.object([:]).bytes)["role"]?.string.flatMap {
                Role(rawValue: $0)
            }
        } catch {
            // Whoever may do anything may ask.
            return (error as? VarlinkError)?.kind == .permissionDenied ? Role.none : nil
        }
    }

    func close() async { await client.close() }
}

/// There is no connection to the daemon.
struct Unreachable: Error {
    let socketPath: String
    let cause: VarlinkClientError

    /// Which socket it was, and what to do about it.
    var message: String {
        let remedy =
            switch cause {
            case .noSocket: "is sutured running? --socket or SUTURE_SOCKET names another socket"
            case .permissionDenied: "you need write access to the socket: ask for membership of its group"
            case .refused: "nothing listens there: start sutured, or look into its journal"
            case .closed, .unintelligible, .failed: "\(cause)"
            }
        return "cannot reach the daemon at \(socketPath): \(remedy)"
    }
}
