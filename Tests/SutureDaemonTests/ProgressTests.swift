import SutureDomain
import Testing

@testable import SutureDaemon

/// Waiting for a position: nobody waits for ever, and nobody is forgotten.
@Suite(.timeLimit(.minutes(20))) struct ProgressTests {
    /// Longer than any test takes: what returns was woken.
    private static let patience = Duration.seconds(1_000_000)

    @Test func `who waits is woken when it is reached, and not before`() async {
        let progress = Progress(at: .zero)
        let waiting = (1...100).map { position in
            Task { await progress.reaches(Position(Int64(position)), within: ProgressTests.patience) }
        }
        for position in 1...100 as ClosedRange<Int64> { progress.advance(to: Position(position)) }
        for task in waiting { #expect(await task.value) }
        #expect(await progress.reaches(Position(100), within: .zero))
        progress.advance(to: Position(50))
        #expect(progress.position == Position(100))
    }

    @Test(arguments: [Duration.zero, .nanoseconds(1), .milliseconds(1)])
    func `whoever has no patience is told so, however little it is`(patience: Duration) async {
        let progress = Progress(at: .zero)
        for _ in 0..<200 { #expect(await !progress.reaches(Position(1), within: patience)) }
    }

    @Test func `cancelling and closing end the wait`() async {
        let progress = Progress(at: .zero)
        let cancelled = Task { await progress.reaches(Position(1), within: ProgressTests.patience) }
        cancelled.cancel()
        #expect(await !cancelled.value)
        let closed = Task { await progress.reaches(Position(1), within: ProgressTests.patience) }
        progress.close()
        #expect(await !closed.value)
    }
}
