import SutureInterface
import SutureJSON
import SutureOutput
import Varlink

/// Calls again what the daemon is too busy for, when it says that there may be room, until patience ends.
struct Patience {
    /// How long is waited in all, before one answer.
    static let waitMax = Duration.seconds(300)
    /// The least that is waited, whatever the daemon says.
    private static let pauseMin = Duration.milliseconds(50)

    var waitMax = Patience.waitMax
    /// Told once what is waited for.
    var tell: (String) throws -> Void = { try Output.error.line("suture: \($0)") }
    var sleep: (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// - Throws: what the attempt throws, and ``BusyTooLong``.
    func call<Reply>(_ attempt: () async throws -> Reply) async throws -> Reply {
        var waited = Duration.zero
        while true {
            do {
                return try await attempt()
            } catch let error as VarlinkError {
                guard let pause = Patience.pause(asked: error) else { throw error }
                guard waited + pause <= waitMax else { throw BusyTooLong(error: error, waited: waited) }
                if waited == .zero {
                    let message = error.parameters["message"]?.string ?? "The daemon is busy."
                    try tell("waiting, at most \(waitMax.components.seconds) s: \(message)")
                }
                try await sleep(pause)
                waited += pause
            }
        }
    }

    /// `nil` for another error.
    private static func pause(asked error: VarlinkError) -> Duration? {
        guard error.kind == .busy,
            let milliseconds = error.parameters["retryAfterMilliseconds"]?.int64
        else { return nil }
        return max(.milliseconds(milliseconds), pauseMin)
    }
}

/// The daemon had no room for what was asked, however long it was waited.
struct BusyTooLong: ExplainedError {
    /// What it answered last.
    let error: VarlinkError
    let waited: Duration

    var lines: [String] { ["busy: \(message)"] }

    /// What it was, and for how long.
    var message: String {
        "\(error.parameters["message"]?.string ?? "") Waited \(waited.components.seconds) s for it; try again later"
    }
}
