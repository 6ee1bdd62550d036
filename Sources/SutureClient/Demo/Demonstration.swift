import SutureDemo
import SutureInterface
import SutureJSON
import SutureOutput
import SutureProgram
import Varlink

/// What the demo does, step by step, and what it says of it.
struct Demonstration {
    /// The daemon is killed when so many of the late sheets are acknowledged.
    private static let acknowledgedCountBeforeKill = 150
    /// How many sheets are on their way at once, so that the kill finds some.
    private static let sheetWindowCount = 200

    let programs: SisterPrograms
    let daemon: PrivateDaemon
    let began = ContinuousClock.now

    /// - Returns: what the daemon has acknowledged.
    func run() async throws -> Acknowledgements {
        try Output.standard.line("Everything is kept in \(daemon.folder.path)\n")
        try await startDaemon()
        var acknowledged = Acknowledgements()
        try await record(Programme.records, into: &acknowledged)
        try await show("report", "programme", "--as-of", "2019-11-06")
        try await show("report", "trial", InvestigatedDevice.all[0].trial)
        try await kill(during: Programme.lateSheets, &acknowledged)
        try await startDaemon()
        try await findAll(acknowledged)
        try await finish(Programme.lateSheets, after: acknowledged)
        try await checkOffline()
        // What the documents claim, held against the records.
        try await show("report", "claims")
        return acknowledged
    }

    private func startDaemon() async throws {
        let began = ContinuousClock.now
        let process = try await daemon.start()
        try say("Started sutured (process \(process)) in \((ContinuousClock.now - began).brief).")
    }

    private func say(_ text: String) throws { try Output.standard.line(text) }
}

// MARK: Recording

extension Demonstration {
    private func record(_ programme: Programme, into acknowledged: inout Acknowledgements) async throws {
        let began = ContinuousClock.now
        var progress = ProgressBar(total: programme.commands.count, noun: "commands")
        try await send(programme.commands) { call, result in
            acknowledged.add(try Receipt(inReply: result.get()), of: call)
            progress.advance(to: acknowledged.count)
        }
        progress.clear()
        try say(
            """
            Recorded what two documents say of a programme of two universities, sentence by sentence. They name few and \
            count many, so most of its records are made up to fit their figures, and each says so.
            \(programme.commands.count) commands in \((ContinuousClock.now - began).brief), each on the disk before its \
            reply.
            """)
    }

    /// Sends commands over one connection and hands each one's result over, in order.
    private func send(
        _ calls: [CommandCall], windowCount: Int = Pipeline.windowCountMax,
        report: (CommandCall, Result<JSONView, any Error>) throws -> Void
    ) async throws {
        try await withDaemon { daemon in
            try await Pipeline(daemon: daemon, windowCount: windowCount).run(calls, report: report)
        }
    }

    private func withDaemon<Value>(_ work: (Daemon) async throws -> Value) async throws -> Value {
        try await Daemon.connected(to: daemon.folder.socket, work)
    }
}

// MARK: The kill

extension Demonstration {
    private func kill(during programme: Programme, _ acknowledged: inout Acknowledgements) async throws {
        let before = acknowledged.count
        try await send(programme.commands, windowCount: Demonstration.sheetWindowCount) { call, result in
            switch result {
            case .success(let reply):
                acknowledged.add(try Receipt(inReply: reply), of: call)
                if acknowledged.count - before == Demonstration.acknowledgedCountBeforeKill { daemon.kill() }
            // The connection is gone, as it must be.
            case .failure(is VarlinkClientError): break
            case .failure(let error): throw error
            }
        }
        await daemon.ended()
        try say(
            """

            Killed sutured with SIGKILL while outcome sheets came in: \(acknowledged.count - before) of \
            \(programme.commands.count) were acknowledged.
            """)
    }

    private func findAll(_ acknowledged: Acknowledgements) async throws {
        let missingCount = try await withDaemon { try await acknowledged.missingCount(from: $0) }
        guard missingCount == 0 else {
            throw DemoFailure(description: "of what was acknowledged \(missingCount) commands are missing")
        }
        try say(
            "Nothing is missing: the log has all \(acknowledged.count) acknowledged commands at their positions."
        )
    }

    /// Sends again, with the same command ids, whatever got no reply.
    private func finish(_ programme: Programme, after acknowledged: Acknowledgements) async throws {
        let rest = programme.commands.filter { !acknowledged.contains($0) }
        var duplicateCount = 0
        try await send(rest) { _, result in
            if try Receipt(inReply: result.get()).duplicate { duplicateCount += 1 }
        }
        try say(
            "Sent the other \(rest.count) once more with the same command ids. \(duplicateCount) of them had reached the "
                + "log before the kill; none was recorded twice.\n")
    }
}

// MARK: Reading

extension Demonstration {
    /// Runs a command of this client as it would be typed.
    private func show(_ arguments: String...) async throws {
        try say("\n$ suture \(arguments.joined(separator: " "))")
        let status = await ClientProgram.run(arguments + ["--socket", daemon.folder.socket])
        guard status == ProgramStatus.done.rawValue else {
            throw AlreadyReported(status: ProgramStatus(rawValue: status) ?? .failed)
        }
    }

    /// Proves the log and its read models without the daemon's help.
    private func checkOffline() async throws {
        let folder = daemon.folder
        // Whoever asks for a report waits until the read models have caught up.
        _ = try await withDaemon { try await $0.call(Method.report("Programme")) }
        try say("$ suture-replay verify \(folder.state)")
        try await programs.replay("verify", folder.state)
        try say("$ suture-replay rebuild \(folder.state) --into \(folder.rebuiltViews)")
        try await programs.replay("rebuild", folder.state, "--into", folder.rebuiltViews)
        try say("$ suture-replay compare \(folder.state)")
        try await programs.replay("compare", folder.state)
    }

    /// To be said when the daemon is stopped.
    func sayWhatNext(after acknowledged: Acknowledgements) throws {
        let folder = daemon.folder
        let entry = Programme.onlyEntryIntoProject.flatMap { acknowledged.position(of: $0) } ?? 0
        let path = programs.areOnPath ? "" : "\n  export PATH=\(programs.folder):$PATH"
        try say(
            """

            Done in \((ContinuousClock.now - began).brief). The daemon is stopped; its records are kept. To go on:
            \(path)
              sutured --state-directory \(folder.state) --socket \(folder.socket) 2>>\(folder.journal) &
              export SUTURE_SOCKET=\(folder.socket)
              suture report programme --as-of 2022-11-07
              suture report programme --as-of 2019-11-06 --metric doctors.committed --explain
              suture report trial \(InvestigatedDevice.all[1].trial)
              suture list project-member --where project=PR-001
              suture report trace \(InvestigatedDevice.all[0].origin)
              suture report dossier \(Programme.assessment) --unit \(Programme.centre)
              suture report funding \(Programme.fundingPlan)
              suture history unit/\(Programme.centre)
              suture search 'Wu Tao'
              suture follow --from 1 --type unit.member-joined
            The only student of the last of forty projects was typed in by mistake? Then there are 39, and there were \
            40 for all that was known before:
              suture void \(entry) --reason 'Typed in for the wrong project'
              suture report claims --source \(Origin.news2019.document ?? "")
              suture report claims --source \(Origin.news2019.document ?? "") --known-at \(acknowledged.head)
            And to end it:
              kill %1; rm -r \(folder.path)
            """)
    }
}

extension Duration {
    /// `1.3 s`
    fileprivate var brief: String {
        let tenths = self / .milliseconds(100)
        return "\(Int(tenths) / 10).\(Int(tenths) % 10) s"
    }
}
