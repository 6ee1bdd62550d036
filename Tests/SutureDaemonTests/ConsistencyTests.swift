import SutureDomain
import Testing

@testable import SutureDaemon

/// What does not come is not waited for. The patience is without end, so whoever waits for it never returns.
@Suite(.timeLimit(.minutes(20))) struct ConsistencyTests {
    private struct Broken: Error, Equatable {}

    private static func consistency(
        committed: Int64, projected: Int64, areMade: Bool = true, failure: (any Error)? = Broken()
    ) -> Consistency {
        let log = Progress(at: Position(committed))
        let models = Progress(at: Position(projected))
        if let failure { models.close(because: failure) }
        return Consistency(
            committed: log, projected: models, unmadeBecause: { areMade ? nil : "" }, hurry: {},
            patience: .seconds(1_000_000),
            shortPatience: .seconds(1_000_000))
    }

    @Test(arguments: [true, false])
    func `read models that have stopped are not waited for`(areMade: Bool) async {
        let consistency = ConsistencyTests.consistency(committed: 5, projected: 3, areMade: areMade)
        await consistency.waitIfPossible()
        await #expect(throws: Broken()) {
            try await consistency.wait()
        }
        await #expect(throws: Broken()) {
            try await consistency.wait(atLeast: 4)
        }
    }

    @Test func `who is content with what they have gets that`() async throws {
        let consistency = ConsistencyTests.consistency(committed: 5, projected: 3)
        for position in [0, 1, 3] as [Int64] {
            try await consistency.wait(atLeast: position)
        }
    }

    @Test func `read models that are up to date are not waited for`() async throws {
        let consistency = ConsistencyTests.consistency(committed: 5, projected: 5, failure: nil)
        await consistency.waitIfPossible()
        try await consistency.wait()
    }
}
