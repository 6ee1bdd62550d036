import Logging
import Synchronization

/// What the journal is told of what accounts do wrong, bounded: however often one tries, nothing else is lost
/// among its lines. The next line of an account says how many were left out.
final class AccountNotices: Sendable {
    /// The most lines about one account within ``period``.
    static let lineCountMax = 10
    static let period = Duration.seconds(60)
    /// The most accounts whose lines are counted apart; those of all others are counted together.
    static let accountCountMax = 1_000

    private struct Tally {
        let since: ContinuousClock.Instant
        var lineCount = 0
        /// Of earlier periods too, until a line says it.
        var leftOutCount = 0
    }

    private let logger: Logger
    private let now: @Sendable () -> ContinuousClock.Instant
    /// By uid; under `nil` those of which the kernel does not say it, and those beyond ``accountCountMax``.
    private let tallies = Mutex<[UInt32?: Tally]>([:])

    init(logger: Logger, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.logger = logger
        self.now = now
    }

    /// Tells it, unless enough was told of the account.
    func warn(of uid: UInt32?, _ message: String, _ facts: [String: String] = [:]) {
        guard let leftOutCount = admit(uid) else { return }
        var facts = facts
        facts["uid"] = uid.map { "\($0)" }
        facts["account"] = uid.flatMap { Accounts.name(ofUser: $0) }
        facts["leftOutBefore"] = leftOutCount == 0 ? nil : "\(leftOutCount)"
        logger.warning("\(message)", metadata: facts.mapValues { "\($0)" })
    }

    /// Counts one more line.
    /// - Returns: how many were left out before it; `nil` if it is left out itself.
    private func admit(_ uid: UInt32?) -> Int? {
        let now = now()
        return tallies.withLock { tallies in
            let account = tallies[uid] != nil || hasRoom(for: now, in: &tallies) ? uid : nil
            var tally = tallies[account] ?? Tally(since: now)
            if now - tally.since >= AccountNotices.period {
                tally = Tally(since: now, leftOutCount: tally.leftOutCount)
            }
            tally.lineCount += 1
            defer { tallies[account] = tally }
            guard tally.lineCount <= AccountNotices.lineCountMax else {
                tally.leftOutCount += 1
                return nil
            }
            defer { tally.leftOutCount = 0 }
            return tally.leftOutCount
        }
    }

    /// Forgets who has been quiet for a period if there is no room for another, but what was left out counts.
    private func hasRoom(for now: ContinuousClock.Instant, in tallies: inout [UInt32?: Tally]) -> Bool {
        guard tallies.count >= AccountNotices.accountCountMax else { return true }
        let quiet = tallies.filter { $0.key != nil && now - $0.value.since >= AccountNotices.period }
        let leftOutCount = quiet.values.reduce(0) { $0 + $1.leftOutCount }
        for uid in quiet.keys { tallies[uid] = nil }
        if leftOutCount > 0 { tallies[nil, default: Tally(since: now)].leftOutCount += leftOutCount }
        return tallies.count < AccountNotices.accountCountMax
    }
}
