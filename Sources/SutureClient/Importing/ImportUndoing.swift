import SutureInterface
import SutureJSON
import SutureOutput
import SutureProgram
import Varlink

/// `suture import --undo`: what an import recorded is voided by the daemon, which says how far it is.
struct ImportUndoing {
    /// The import, by the position of its first event.
    let batch: Int64
    let reason: String?
    let isDryRun: Bool
    /// Whether what comes over the wire is printed.
    let isJSON: Bool

    /// As the interface calls it.
    private struct Progress: Decodable {
        let eventCount, voidedCount, voidedBefore, keptCount, correctionCount: Int64
        let undone: Bool
    }

    func run(with daemon: Daemon) async throws {
        var context: JSONObject = [:]
        context["reason"] = reason.map { .string($0) }
        if isDryRun { context["dryRun"] = true }
        let parameters: JSONObject = ["batch": .integer(batch), "context": .object(context)]
        var replies: [Progress] = []
        var bar: ProgressBar?
        do {
            try await daemon.stream(Method.undoImport, parameters) { reply in
                if isJSON { try Output.standard.line(reply.rawText) }
                let progress = try JSONDecoding(rejectsUnknownKeys: false).decode(Progress.self, from: reply)
                replies.append(progress)
                bar = bar ?? ProgressBar(total: Int(progress.eventCount), noun: "events")
                bar?.advance(to: Int(progress.voidedCount))
            }
        } catch {
            bar?.clear()
            try tell(stoppedAt: replies.last)
            guard error is VarlinkClientError else { throw error }
            try Output.error.line("suture: the connection to the daemon broke: \(error)")
            throw AlreadyReported(status: .failed)
        }
        bar?.clear()
        guard let last = replies.last else { throw UnintelligibleReply(missing: "undone") }
        try tell(last, wasUndone: last.undone && replies.count == 1)
    }

    private func tell(stoppedAt progress: Progress?) throws {
        guard let progress, progress.eventCount > 0 else { return }
        try Output.error.line(
            "suture: at least \(progress.voidedCount) of \(progress.eventCount) events were voided before it stopped; undone "
                + "again, it goes on from there")
    }

    private func tell(_ progress: Progress, wasUndone: Bool) throws {
        let output = isJSON ? Output.error : Output.standard
        guard !wasUndone else {
            return try output.line("import \(batch) was undone before: nothing to do")
        }
        let count = isDryRun ? progress.eventCount : progress.voidedCount
        try output.line(
            "import \(batch): \(ImportUndoing.events(count)) \(isDryRun ? "would be voided" : "voided"), "
                + "\(progress.voidedBefore) voided or corrected before")
        if progress.correctionCount > 0 {
            try output.line(
                "  of these \(progress.correctionCount) corrected something, which does not count again: suture history "
                    + "shows it, record by record")
        }
        if progress.keptCount > 0 {
            try output.line(
                "  \(ImportUndoing.events(progress.keptCount)) of the import stand for ever: voids, locks, unlocks, erasures, and what is of "
                    + "persons who are erased"
            )
        }
    }

    private static func events(_ count: Int64) -> String { count == 1 ? "1 event" : "\(count) events" }
}
