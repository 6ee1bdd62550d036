import SutureJSON

/// The calls of one client, without an end. Each client has a programme of its own, so none waits for another's.
struct CallSource: Sendable {
    private let mix: Mix
    private let prefix: String
    private var generator: ProgrammeGenerator
    private var count = 0

    /// - Parameter prefix: stands before all ids; of this client and this run alone.
    init(mix: Mix, seed: UInt64, prefix: String) {
        self.mix = mix
        self.prefix = prefix
        generator = ProgrammeGenerator(
            seed: seed, expectedCount: CallSource.programmeCommandCount, prefix: prefix)
    }

    /// Over which the programme's years are spread.
    private static let programmeCommandCount = 1_000_000

    mutating func next() -> LoadCall {
        defer { count += 1 }
        if count < mix.preparationCount { return call(generator.next()) }
        return switch mix {
        case .programme: call(generator.next())
        case .outcomes: call(generator.nextOutcome())
        case .reads: read()
        }
    }

    private func call(_ command: GeneratedCommand) -> LoadCall {
        LoadCall(command, commandID: "\(prefix)\(count)")
    }

    private func read() -> LoadCall {
        let trial = generator.runningTrials[count % generator.runningTrials.count].id
        return switch count / generator.runningTrials.count % 4 {
        case 0: LoadCall("org.suture.Records.Get", ["record": .string("trial/\(trial)")])
        case 1:
            LoadCall(
                "org.suture.Records.List",
                ["view": "trial-outcome", "where": ["trial": .string(trial)], "limit": 20])
        case 2: LoadCall("org.suture.Records.History", ["record": .string("trial/\(trial)"), "limit": 20])
        default: LoadCall("org.suture.Reports.Trial", ["trial": .string(trial)])
        }
    }
}
