import SutureDomain
import SutureInterface
import SutureLog

/// How the daemon is doing.
///
/// What stands here is what `org.suture.Service.Status` answers, in this order and with these meanings: the
/// interface's text is written from it, and `suture status` prints whatever comes.
struct DaemonStatus: Encodable {
    /// The version of the daemon.
    let version: String
    /// The identity of the log, a UUID.
    let logId: String
    /// When the log was created.
    let createdAt: String
    /// The position of the last event.
    let position: Int64
    /// The hash of the last event, in hexadecimal; it vouches for every event before it.
    let hash: String
    /// The position up to which the read models follow the log.
    let projectedPosition: Int64
    /// Whether commands are refused at present, why, and since when.
    let readOnly: Bool
    let readOnlyReason: String?
    let readOnlySince: String?
    /// Of how many persons keys.db had no key at the start although nobody erased them, or has one that is
    /// damaged. Their names read [key lost] until the backup of keys.db is put back.
    let lostKeys: Int64
    /// What of the log was found to be damaged while it was read: at which position, when, and whether
    /// commands are recorded. Accounts and groups of the configuration that the system does not know, or
    /// cannot look up: nothing is granted to them until it can. That the machine says no time zone, so that
    /// UTC is taken. That views.db is damaged, where that was met, or not in its place: the next start makes
    /// it anew. And whose keys in keys.db are damaged, as far as it was seen.
    let warnings: [String]
    /// How many clients are connected.
    let clients: Int64
    /// How many commands wait to be decided.
    let queuedCommands: Int64
    /// How many calls were denied since the start, for want of a role; the journal tells of whom.
    let deniedCallCount: Int64
    let uptimeSeconds: Int64
    /// What the daemon's clock says.
    let clock: String
    /// When the last event was recorded, as it says itself; when the log was made if there is none.
    let lastRecordedAt: String
    /// By how much the clock is behind that, and when this was noticed, where it is more than a minute: what
    /// is recorded meanwhile bears the time of the last event. By more than an hour commands are refused.
    let clockBehindSeconds: Int64?
    let clockBehindSince: String?
    /// Whether something keeps the clock right, as the kernel or systemd-timesyncd says; left out where
    /// neither does.
    let clockIsSynchronised: Bool?
    /// The time zone in which a day begins and ends.
    let timeZone: String
    /// By how much its clocks are ahead of UTC at present (+08:00).
    let utcOffset: String
    /// What the caller may do: none, reader, recorder or steward.
    let role: String

    init(of served: ServedInterfaces, for caller: Caller) {
        let (parts, state, clock) = (served.parts, served.parts.state, served.parts.clock)
        let (head, readModels) = (state.log.head, state.readModels)
        let closure = state.gate.closure
        let lag = parts.clockWatch.lag
        version = Product.version
        logId = state.log.identity.id
        createdAt = state.log.identity.createdAt.description
        position = head.position.number
        hash = head.hash.hexadecimal
        projectedPosition = parts.projected.position.number
        readOnly = closure != nil
        readOnlyReason = closure?.reason
        readOnlySince = closure?.since.description
        lostKeys = Int64(readModels.lostKeyCount)
        warnings =
            served.startWarnings + served.access.warnings + state.damage.warnings + readModels.warnings
            + readModels.keyWarnings
        clients = Int64(parts.clientCount)
        queuedCommands = Int64(parts.queue.commandCount)
        deniedCallCount = served.answers.denialCount
        uptimeSeconds = (ContinuousClock.now - served.started).components.seconds
        self.clock = clock.now.description
        lastRecordedAt = head.recordedAt.description
        clockBehindSeconds = lag?.seconds
        clockBehindSince = lag?.since.description
        clockIsSynchronised = clock.isSynchronised
        timeZone = clock.zone.name
        utcOffset = clock.zone.offsetText(at: clock.now)
        role = caller.role.rawValue
    }
}
