import ArgumentParser
import Foundation
import SutureVarlink

/// `suture-bench load`
struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Load a running daemon and measure how it answers.",
        discussion: """
            Every run records programmes of its own, with ids that no other run has; use a daemon whose log may be \
            thrown away.
            """)

    static let defaultSocketPath = "/run/suture/org.suture.Service"

    @Option(
        help: ArgumentHelp(
            "The daemon's socket; else $SUTURE_SOCKET, else \(defaultSocketPath).", valueName: "path"),
        completion: .file())
    var socket: String?

    @Option(help: "How many connections.")
    var clients = 4

    @Option(help: "How many calls each connection has on their way.")
    var pipeline = 16

    @Option(help: "For how long; 10 if neither this nor --commands is given.")
    var seconds: Int?

    @Option(help: "How many calls in all.")
    var commands: Int?

    @Option(help: "What is asked for: \(Mix.allCases.map(\.rawValue).joined(separator: ", ")).")
    var mix = Mix.outcomes

    @Option(help: "Another seed makes other programmes.")
    var seed: UInt64 = 1

    func validate() throws {
        for (name, value) in [
            ("--clients", clients), ("--pipeline", pipeline), ("--seconds", seconds ?? 1),
            ("--commands", commands ?? 1),
        ] where value < 1 {
            throw ValidationError("\(name) must be at least 1.")
        }
        guard seconds == nil || commands == nil else {
            throw ValidationError("give --seconds or --commands, not both.")
        }
    }

    func run() async throws {
        let path =
            socket ?? ProcessInfo.processInfo.environment["SUTURE_SOCKET"] ?? LoadCommand.defaultSocketPath
        let run = String(UInt64(Date().timeIntervalSince1970 * 1_000_000), radix: 36)
        var connections: [(VarlinkClient, CallSource)] = []
        for number in 0..<clients {
            let source = CallSource(mix: mix, seed: seed &+ UInt64(number), prefix: "\(run)-\(number)-")
            connections.append((try await VarlinkClient.connect(to: path), source))
        }
        let (preparation, sources) = await drive(
            connections, callCount: clients * mix.preparationCount, until: nil)
        guard preparation.errors.isEmpty else {
            print("the preparation failed\n\(preparation.text(seconds: 0))")
            throw ExitCode(1)
        }
        let began = ContinuousClock.now
        let deadline = commands == nil ? began + .seconds(seconds ?? 10) : nil
        let (result, _) = await drive(
            zip(connections, sources).map { ($0.0, $1) }, callCount: commands ?? .max, until: deadline)
        let elapsed = (ContinuousClock.now - began) / .seconds(1)
        print("\(mix.rawValue): \(clients) clients with \(pipeline) calls on their way each")
        print(result.text(seconds: elapsed))
        if !result.errors.isEmpty { throw ExitCode(1) }
    }

    /// Lets every client send its share.
    private func drive(
        _ connections: [(VarlinkClient, CallSource)], callCount: Int, until deadline: ContinuousClock.Instant?
    ) async -> (LoadResult, [CallSource]) {
        await withTaskGroup(of: (Int, LoadResult, CallSource).self) { group in
            let (share, rest) = callCount.quotientAndRemainder(dividingBy: connections.count)
            for (number, (connection, source)) in connections.enumerated() {
                let client = LoadClient(
                    connection, source, callCount: share + (number < rest ? 1 : 0), pipelineCount: pipeline,
                    deadline: deadline)
                group.addTask {
                    let (result, source) = await client.run()
                    return (number, result, source)
                }
            }
            var result = LoadResult()
            var sources = connections.map { $0.1 }
            for await (number, one, source) in group {
                result.add(one)
                sources[number] = source
            }
            return (result, sources)
        }
    }
}
