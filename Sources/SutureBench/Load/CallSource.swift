import SutureJSON

/// Makes the calls of one client. Each client has a programme of its own, so none waits for another's.
struct CallSource: Sendable {
    /// So many calls go round where a mix repeats them.
    static let ringCallCount = 250
    /// What the calls of a list may take in memory, over all clients.
    static let listByteCountMax = 256 * 1024 * 1024
    /// What a call of a programme takes, roughly, more rather than less.
    private static let callByteCount = 320
    /// Over which the programme's years are spread.
    private static let programmeCommandCount = 1_000_000

    private let mix: Mix
    /// Of all ids, of records and commands: of this client and this run alone.
    private let prefix: String
    private var generator: ProgrammeGenerator
    private var commandCount = 0

    init(mix: Mix, seed: UInt64, prefix: String) {
        self.mix = mix
        self.prefix = prefix
        generator = ProgrammeGenerator(
            seed: seed, expectedCount: CallSource.programmeCommandCount, prefix: prefix)
    }

    /// The calls of a run, and what must be recorded before them and is not measured.
    /// - Parameters:
    ///   - count: how many calls are wanted at most, where they are a list.
    ///   - clientCount: how many clients share the memory.
    mutating func calls(count: Int, clientCount: Int) -> (preparation: [LoadCall], calls: PreparedCalls) {
        var preparation = (0..<mix.preparationCount).map { _ in call(generator.next()) }
        switch mix {
        case .programme:
            let most = CallSource.listByteCountMax / CallSource.callByteCount / clientCount
            let calls = (0..<min(count, most)).map { _ in call(generator.next()) }
            return ([], PreparedCalls(calls, order: .list, firstNumber: 0))
        case .outcomes, .reads:
            let outcomes = self.outcomes(behind: &preparation)
            let calls = outcomes.enumerated().map { index, outcome in
                mix == .outcomes || index % 10 == 9 ? outcome : query(index)
            }
            return (preparation, PreparedCalls(calls, order: .ring, firstNumber: commandCount))
        }
    }

    /// Outcomes that can be logged again and again. What else the generator makes is prepared as well, and
    /// since it may be the end of a trial, the outcomes before it do not count.
    private mutating func outcomes(behind preparation: inout [LoadCall]) -> [LoadCall] {
        var outcomes: [LoadCall] = []
        while outcomes.count < CallSource.ringCallCount {
            let command = generator.nextOutcome()
            if command.name == "trial.log-outcome" {
                outcomes.append(call(command))
            } else {
                outcomes = []
                preparation.append(call(command))
            }
        }
        return outcomes
    }

    private mutating func call(_ command: GeneratedCommand) -> LoadCall {
        defer { commandCount += 1 }
        return LoadCall(command, prefix: prefix, number: commandCount)
    }

    private func query(_ index: Int) -> LoadCall {
        let (trials, queries) = (generator.runningTrials, Query.allCases)
        return queries[index / trials.count % queries.count].call(trial: trials[index % trials.count].id)
    }
}
