import Foundation
import SutureDomain
import SutureInterface
import SutureLog
import SutureProgram
import SutureSQLiteLog

/// All measurements on one log.
struct OfflineRun {
    let eventCount: Int
    let directory: StateDirectory
    let scratch: ScratchFolder

    /// How often a start and the small queries are measured.
    private static let startCount = 5
    private static let queryCount = 1_000

    /// - Returns: the tables.
    func measure() throws -> String {
        var work = FigureTable(["what", "seconds", "events/s", "CPU seconds", "memory MB"])
        var answers = FigureTable(["answers", "p50 ms", "p99 ms", "max ms"])
        var sizes = FigureTable(["bytes per event", ""])
        work.rows += try [
            replay("verify", ["verify", directory.path]),
            replay("verify --deep", ["verify", "--deep", directory.path]),
            replay("rebuild", ["rebuild", directory.path, "--into", scratch.file("views.db")]),
        ]
        unlink(scratch.file("views.db"))
        try removeViews()
        let first = try BenchDaemon(stateDirectory: directory.path, scratch: scratch)
        work.rows.append(
            row("first start, with rebuild", first.startSeconds, cpu: nil, memory: first.memoryByteCountMax))
        try first.stop()
        work.rows.append(try starts())
        try measureDaemon(&work, &answers)
        let use = DiskUse(of: directory)
        let payload = try payloadByteCount()
        for (what, count) in [
            ("log.db", use.logByteCount), ("data and metadata", payload), ("views.db", use.viewsByteCount),
        ] {
            sizes.rows.append([what, FigureText.decimal(Double(count) / Double(eventCount), digits: 1)])
        }
        sizes.rows.append(
            [
                "log.db : data and metadata",
                FigureText.decimal(Double(use.logByteCount) / Double(payload), digits: 2),
            ])
        return [work, answers, sizes].map(\.description).joined(separator: "\n\n")
    }

    private func row(_ what: String, _ seconds: Double, cpu: Double?, memory: Int?, eventCount: Int? = nil)
        -> [String]
    {
        [
            what, FigureText.decimal(seconds, digits: 3),
            eventCount.map { FigureText.count(Int(Double($0) / seconds)) } ?? "–",
            cpu.map { FigureText.decimal($0, digits: 2) } ?? "–",
            memory.map { FigureText.decimal(Double($0) / 1e6, digits: 1) } ?? "–",
        ]
    }

    /// A run of `suture-replay`.
    private func replay(_ what: String, _ arguments: [String]) throws -> [String] {
        ProgressLine.show("\(FigureText.count(eventCount)) events: \(what)")
        let began = KernelTime.now()
        let program = try ChildProgram(
            BenchDaemon.executable("suture-replay"), arguments, outputPath: scratch.file("replay"))
        let memory = program.waitWatchingMemory()
        let seconds = KernelTime.seconds(since: began)
        let cpu = try program.waitForSuccess().cpuSeconds
        return row(what, seconds, cpu: cpu, memory: memory, eventCount: eventCount)
    }

    /// Starting with read models that are there and current, until it is ready.
    private func starts() throws -> [String] {
        var (seconds, cpu, memory): ([Double], [Double], [Double]) = ([], [], [])
        for number in 1...OfflineRun.startCount {
            ProgressLine.show("\(FigureText.count(eventCount)) events: start \(number)")
            let daemon = try BenchDaemon(stateDirectory: directory.path, scratch: scratch)
            seconds.append(daemon.startSeconds)
            memory.append(Double(daemon.memoryByteCountMax))
            cpu.append(try daemon.stop().cpuSeconds)
        }
        return row(
            "start to READY and stop (median of \(OfflineRun.startCount))", FigureText.median(seconds),
            cpu: FigureText.median(cpu), memory: Int(FigureText.median(memory)))
    }

    private func measureDaemon(_ work: inout FigureTable, _ answers: inout FigureTable) throws {
        let daemon = try BenchDaemon(stateDirectory: directory.path, scratch: scratch)
        let control = try ControlConnection(path: daemon.socketPath)
        for query in [Query.record, .outcomes] {
            ProgressLine.show("\(FigureText.count(eventCount)) events: \(query)")
            let result = try ask(daemon, query)
            answers.rows.append(
                ["\(query)"] + [50, 99].map { result.milliseconds(percentile: $0) } + [result.millisecondsMax]
            )
        }
        for what in ["report as of a day in the middle", "the same report again"] {
            ProgressLine.show("\(FigureText.count(eventCount)) events: \(what)")
            work.rows.append(
                try timed(what, daemon) {
                    _ = try control.call(Method.report("Programme"), "{\"asOf\":\"2019-01-01\"}")
                    return nil
                })
        }
        ProgressLine.show("\(FigureText.count(eventCount)) events: Follow")
        work.rows.append(
            try timed("Follow from 1", daemon) {
                let count = try Follower.run(socketPath: daemon.socketPath)
                guard count == eventCount else { throw BenchFailure("Follow gave \(count) events") }
                return count
            })
        try daemon.stop()
    }

    /// Something that the daemon does, with its CPU time, and its largest memory up to then.
    private func timed(_ what: String, _ daemon: BenchDaemon, _ body: () throws -> Int?) throws -> [String] {
        let (began, before) = (KernelTime.now(), KernelTime.cpuTime(ofProcess: daemon.id) ?? 0)
        let count = try body()
        let seconds = KernelTime.seconds(since: began)
        let cpu = Double((KernelTime.cpuTime(ofProcess: daemon.id) ?? before) - before) / 1e9
        return row(what, seconds, cpu: cpu, memory: daemon.memoryByteCountMax, eventCount: count)
    }

    private func ask(_ daemon: BenchDaemon, _ query: Query) throws -> LoadResult {
        let calls = try query.calls(socketPath: daemon.socketPath)
        var lanes = [
            LoadLane(
                [try LoadConnection(path: daemon.socketPath, calls)], pipelineCount: 1,
                limit: LoadLane.Limit(callCountMax: OfflineRun.queryCount))
        ]
        try LoadDriver.run(&lanes)
        guard lanes[0].result.isSound else {
            throw BenchFailure(lanes[0].result.complaints.joined(separator: "\n"))
        }
        return lanes[0].result
    }

    private func removeViews() throws {
        for suffix in ["", "-wal", "-shm"] where unlink(directory.views + suffix) != 0 && errno != ENOENT {
            throw BenchFailure(errno: errno, "delete \(directory.views)")
        }
    }

    /// Of all events.
    private func payloadByteCount() throws -> Int {
        let reader = try LogReader.open(path: directory.log)
        var (sum, position) = (0, Position.zero)
        while true {
            let page = try reader.events(after: position, limit: 10_000)
            guard let last = page.last else { return sum }
            sum += page.reduce(0) { $0 + $1.data.count + $1.metadata.count }
            position = last.position
        }
    }
}
