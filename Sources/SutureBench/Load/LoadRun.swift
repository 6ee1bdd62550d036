import Foundation

/// One measurement of one shape: preparation, load, and the wait for the read models.
struct LoadRun {
    let mix: Mix
    let shape: Shape
    let limit: LoadLane.Limit
    let seed: UInt64
    /// Whether the log is this run's own. In another one all ids are made unlike those of earlier runs.
    var isLogNew = true

    /// What was measured.
    struct Figures {
        let result: LoadResult
        let seconds: Double
        /// `nil` for a daemon that we did not start.
        let daemonCPUSeconds: Double?
        let clientCPUSeconds: Double
        /// How many events the read models were behind when the last reply had come.
        let lagEventCount: Int
        /// How long they then took to follow.
        let lagSeconds: Double
        /// The events that came to the log.
        let eventCount: Int
        /// Those and all before them.
        let position: Int

        var rate: Double { Double(result.count) / seconds }
    }

    /// How many calls a connection sends at once in the preparation.
    private static let preparationPipelineCount = 100

    /// - Parameter daemonID: its process, where its CPU time is wanted.
    func measure(socketPath: String, daemonID: Int32? = nil) throws -> Figures {
        let control = try ControlConnection(path: socketPath)
        let connections = try connect(socketPath)
        _ = try waitForReadModels(control)
        let before = try control.status().position
        let (daemonBefore, clientBefore) = (
            daemonID.flatMap(KernelTime.cpuTime(ofProcess:)), KernelTime.cpuTime()
        )
        var lanes = [LoadLane(connections, pipelineCount: shape.pipelineCount, limit: limit)]
        let seconds = try LoadDriver.run(&lanes)
        let clientCPU = KernelTime.cpuTime() - clientBefore
        let daemonAfter = daemonID.flatMap(KernelTime.cpuTime(ofProcess:))
        let lag = try waitForReadModels(control)
        let after = try control.status().position
        var result = lanes[0].result
        if after - before < result.commandCount {
            result.add(error: "events that have a receipt are missing")
        }
        return Figures(
            result: result, seconds: seconds,
            daemonCPUSeconds: daemonAfter.map { Double($0 - (daemonBefore ?? 0)) / 1e9 },
            clientCPUSeconds: Double(clientCPU) / 1e9, lagEventCount: lag.eventCount, lagSeconds: lag.seconds,
            eventCount: after - before, position: after)
    }

    /// The connections, each behind the preparation of its programme.
    func connect(_ socketPath: String) throws -> [LoadConnection] {
        let callCount = limit.callCountMax == .max ? .max : limit.callCountMax / shape.clientCount + 1
        let prepared = sources.map { source in
            var source = source
            return source.calls(count: callCount, clientCount: shape.clientCount)
        }
        let connections = try prepared.map {
            try LoadConnection(
                path: socketPath, PreparedCalls($0.preparation, order: .list, firstNumber: 0))
        }
        var lanes = [
            LoadLane(connections, pipelineCount: LoadRun.preparationPipelineCount, limit: LoadLane.Limit())
        ]
        try LoadDriver.run(&lanes)
        guard lanes[0].result.isSound else {
            throw BenchFailure(
                "the preparation failed\n" + lanes[0].result.complaints.joined(separator: "\n"))
        }
        for (connection, calls) in zip(connections, prepared) { connection.replaceCalls(calls.calls) }
        return connections
    }

    /// One for each client, with ids that only this run uses.
    var sources: [CallSource] {
        var random = SeededRandom(
            seed: isLogNew ? seed : UInt64(Date().timeIntervalSince1970 * 1_000_000))
        let run = String(random.next() % 2_821_109_907_456, radix: 36)  // 36⁸
        return (0..<shape.clientCount).map {
            CallSource(mix: mix, seed: seed &+ UInt64($0), prefix: "\(run)-\($0)-")
        }
    }

    private func waitForReadModels(_ control: ControlConnection) throws -> (eventCount: Int, seconds: Double)
    {
        let began = KernelTime.now()
        let status = try control.status()
        var projected = status.projectedPosition
        while projected < status.position {
            usleep(1_000)
            projected = try control.status().projectedPosition
        }
        return (status.position - status.projectedPosition, KernelTime.seconds(since: began))
    }
}
