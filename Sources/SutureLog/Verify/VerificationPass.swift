import Dispatch
import Foundation
import SutureDomain
import SutureSystem
import Synchronization

/// One pass over a log, range by range, on as many threads as there are cores. Ranges are taken in the order
/// of the log and put together in that order, so what is found first is the first there is, however the
/// threads ran.
final class VerificationPass: Sendable {
    /// How many events are read at once; the log is held meanwhile.
    static let pageEventCount = 1_000

    private let verifier: LogVerifier
    private let start: LogHead
    private let goal: Position
    private let known: LogHead?
    private let state: Mutex<State>

    private struct State {
        /// Where the range begins that is to be taken next, behind this event.
        var next: Position
        /// How many events were looked at, in whatever range.
        var checkedCount: Int64 = 0
        /// Ranges that wait for one before them, by the event behind which they begin.
        var waiting: [Position: RangeFindings] = [:]
        var merge: StreamMerge
        var finding: Verification.Finding?
        var failure: LogFailure?

        var isOver: Bool { finding != nil || failure != nil }
    }

    /// - Parameter known: a head that was kept elsewhere.
    init(of verifier: LogVerifier, behind start: LogHead, through goal: Position, known: LogHead?) {
        self.verifier = verifier
        self.start = start
        self.goal = goal
        self.known = known
        let merge = StreamMerge(behind: start, reader: verifier.reader)
        state = Mutex(State(next: start.position, merge: merge))
    }

    /// - Parameter progress: told after each page how far it is, and how far it has to go.
    func run(progress: (_ done: Position, _ goal: Position) -> Void) throws(LogFailure) -> Verification {
        let rangeCount = (goal.number - start.position.number - 1) / verifier.rangeEventCount + 1
        let threadCount = min(
            verifier.reader.readerCountMax, ProcessInfo.processInfo.activeProcessorCount, Int(rangeCount))
        withoutActuallyEscaping(progress) { progress in
            // It is called under the lock alone, while its owner waits here.
            nonisolated(unsafe) let progress = progress
            DispatchQueue.concurrentPerform(iterations: threadCount) { _ in
                while let range = self.takeRange() {
                    self.finish(self.check(range, progress: progress), behind: range.start)
                }
            }
        }
        let (merge, finding, failure) = state.withLock { ($0.merge, $0.finding, $0.failure) }
        if let failure { throw failure }
        if let finding { return .unsound(finding) }
        return .sound(
            .init(eventCount: merge.eventCount, streamCount: merge.streamCount, head: merge.head))
    }

    private func takeRange() -> (start: Position, end: Position)? {
        state.withLock { state in
            guard !state.isOver, state.next < goal else { return nil }
            let start = state.next
            state.next = min(goal, Position(start.number + verifier.rangeEventCount))
            return (start, state.next)
        }
    }

    private func check(
        _ range: (start: Position, end: Position), progress: (Position, Position) -> Void
    ) -> RangeFindings {
        let origin: LogHead
        do throws(LogFailure) {
            if range.start == start.position {
                origin = start
            } else if let head = try verifier.reader.head(at: range.start) {
                origin = head
            } else {
                return .init(head: start, blemish: .init(.missing(range.start, until: goal)))
            }
        } catch {
            return .init(head: start, failure: error)
        }
        var checker = RangeChecker(behind: origin, known: known, isDeep: verifier.isDeep)
        checker.check(
            verifier.reader, through: range.end, goal: goal, pageEventCount: VerificationPass.pageEventCount
        ) { count in
            state.withLock { state in
                state.checkedCount += count
                progress(Position(start.position.number + state.checkedCount), goal)
            }
        }
        return checker.findings
    }

    /// Puts what was found together with what was found before it, as soon as that is there.
    private func finish(_ findings: RangeFindings, behind start: Position) {
        state.withLock { state in
            state.waiting[start] = findings
            while !state.isOver, let next = state.waiting.removeValue(forKey: state.merge.head.position) {
                do throws(LogFailure) {
                    state.finding = try state.merge.add(next)
                } catch {
                    state.failure = error
                }
            }
        }
    }
}

extension RangeFindings.Blemish {
    init(_ finding: Verification.Finding) {
        self.init(position: finding.position, problems: [finding.what])
    }
}
