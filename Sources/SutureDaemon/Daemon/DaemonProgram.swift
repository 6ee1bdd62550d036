import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels
import SutureSystem
import Synchronization
import UnixSignals
import Varlink

/// The daemon: its parts, how they are connected, and their life from start to stop.
struct DaemonProgram {
    let configuration: DaemonConfiguration
    /// For every reload.
    let readConfiguration: @Sendable () throws -> DaemonConfiguration
    let environment: [String: String]
    /// Whether a log may begin beside files that tell of another: said for one start, and never by
    /// configuration, which would say it again at a start that nobody watches.
    let beginsNewLog: Bool
    let logger = Logger(label: "sutured", factory: { _ in JournalLogHandler() })

    /// Runs until SIGTERM or SIGINT.
    func run() async throws {
        JournalLogHandler.level.withLock { [configuration] in $0 = configuration.logLevel }
        DaemonProgram.secureProcess()
        Descriptors.raiseLimit()
        if let lack = Descriptors.lack(
            of: DaemonProgram.descriptorCount(configuration) + DaemonProgram.connectionCountMin)
        {
            throw StartFailure("cannot start: \(lack)")
        }
        let connections = ConnectionLimit(
            configured: configuration.connectionCountMax, free: Descriptors.freeCount,
            kept: DaemonProgram.descriptorCount(configuration))
        let started = ContinuousClock.now
        let manager = ServiceManager(environment: environment)
        let clock = Clock(zone: configuration.zone)
        let inherited = try InheritedSocket.descriptor(environment: environment)
        let bootID = try BootID.current(environment: environment)
        let socketWarnings = inherited.map { InheritedSocket.warnings($0, configuration) } ?? []
        let connectionWarnings = connections.warning.map { [$0] } ?? []
        for warning in configuration.warnings + socketWarnings + connectionWarnings {
            logger.warning("\(warning)")
        }
        let state = try OpenState(
            path: configuration.stateDirectory, beginsNewLog: beginsNewLog, environment: environment,
            clock: clock, manager: manager, logger: logger)
        let parts = try DaemonParts(
            state, configuration: configuration, clock: clock,
            bootID: bootID, logger: logger)
        let access = Access(configuration.access)
        let notices = AccountNotices(logger: logger)
        let reloader = Reloader(
            configuration, read: readConfiguration, access: access, manager: manager,
            statusText: { parts.statusText }, logger: logger)
        let interfaces = ServedInterfaces(
            parts: parts, access: access, answers: Answers(notices), reloader: reloader,
            startWarnings: (configuration.zoneNote.map { [$0] } ?? []) + connectionWarnings, started: started)
        let server = ServerService(
            start: { [configuration] in
                let server = try await VarlinkServer.start(
                    interfaces.service(), at: DaemonProgram.address(configuration, inherited: inherited),
                    limits: DaemonProgram.limits(configuration, connections),
                    report: { notices.warn(of: $1, $0) })
                parts.serve(through: server)
                return server
            },
            ready: { [logger] in
                manager.ready(status: parts.statusText)
                logger.notice("serving", metadata: ["position": "\(state.log.head.position)"])
            },
            stopping: { manager.stopping() })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    // A projector that broke has closed the gate; reads are served on.
                    .init(service: try parts.projecting(), successTerminationBehavior: .ignore),
                    .init(
                        service: parts.recording(manager: manager),
                        failureTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: reloader),
                    .init(service: MissingAccountService(access: access, logger: logger)),
                    .init(service: server),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        try await parts.close()
        try state.close()
        logger.notice("stopped")
    }

    /// How many files have to be open at once, beside the sockets of clients.
    private static func descriptorCount(_ configuration: DaemonConfiguration) -> Int {
        ownDescriptorCount + configuration.queryThreadCount * queryThreadDescriptorCount
    }

    /// Of the databases, each with its write-ahead log and, for the log, connections of the recorder, the
    /// projector, checks, an undo and views of the past; of the socket, the event loops and the lock; and
    /// some to spare.
    private static let ownDescriptorCount = 128
    /// Of a connection to the log, with its readers, and one to the read models.
    private static let queryThreadDescriptorCount = 16
    /// With room for fewer clients it does not start.
    private static let connectionCountMin = 8

    /// What holds for the whole process, before anything is opened.
    private static func secureProcess() {
        // Files of the state directory are for this account alone, whoever starts the daemon and wherever.
        umask(0o077)
        // By default it ends a process, also while it starts and does not listen to signals yet.
        signal(SIGHUP, SIG_IGN)
    }

    private static func address(
        _ configuration: DaemonConfiguration, inherited: Int32?
    ) -> VarlinkServer.Address {
        if let inherited { return .inherited(fileDescriptor: inherited) }
        return .path(configuration.socketPath, mode: configuration.socketMode)
    }

    private static func limits(
        _ configuration: DaemonConfiguration, _ connections: ConnectionLimit
    ) -> VarlinkServer.Limits {
        var limits = VarlinkServer.Limits()
        limits.connectionCountMax = connections.count
        limits.connectionCountPerUserMax = configuration.connectionCountPerUserMax
        return limits
    }
}
