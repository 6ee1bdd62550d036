import SutureTestSupport

/// The built `suture-replay`, run as an operator would.
enum Replay {
    static func run(_ arguments: String...) async throws -> ProgramRun { try await run(arguments) }

    static func run(_ arguments: [String]) async throws -> ProgramRun {
        try await ProgramRun.of([BuiltProgram.path("suture-replay")] + arguments)
    }
}
