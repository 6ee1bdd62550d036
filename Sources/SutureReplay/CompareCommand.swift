import ArgumentParser
import Foundation
import SutureDomain
import SutureLog
import SutureOutput
import SutureProgram
import SutureReadModels
import SutureSystem

/// `suture-replay compare`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare read models with what a log makes of them: equal, or the first row that differs.",
        discussion: """
            The read models are copied as they are at this moment, rebuilt from the log up to the same event, and \
            compared row by row. Both copies are temporary files.
            """)

    @OptionGroup var log: LogArgument

    @Argument(help: "The read models; those of the state directory if left out.", completion: .file())
    var views: String?

    func validate() throws {
        guard views != nil || LogArgument.isDirectory(log.file) else {
            throw ValidationError("name the views.db to compare with, or a state directory")
        }
    }

    func run() throws {
        let reader = try log.open()
        let scratch = try ScratchFolder()
        let live = scratch.file("live.db")
        let checkpoint = try copy(views ?? StateDirectory(path: log.file).views, to: live, of: reader)
        let rebuilt = scratch.file("rebuilt.db")
        try ViewsRebuild.run(reader, upTo: checkpoint.position, into: rebuilt)
        guard let difference = try compareViews(live, with: rebuilt) else {
            try Output.standard.line(
                "equal: the read models are what \(checkpoint.position) events make of them")
            return
        }
        let event = try difference.position.flatMap { try reader.event(at: $0) }
        try ExitCode.badNews(
            ["different (first: the read models, second: rebuilt): \(difference)"]
                + (event.map { [$0.line] } ?? []))
    }

    /// The read models as they are now; refused unless they are of this log.
    private func copy(_ path: String, to copy: String, of reader: LogReader) throws -> ViewsCheckpoint {
        guard FileManager.default.fileExists(atPath: path) else {
            throw failure(path, "there is no such file", "Start the daemon once: it makes them.")
        }
        guard let checkpoint = try copyViews(path, to: copy) else {
            throw failure(
                path, "they were made by another version of Suture",
                "Start this version's daemon once: it rebuilds them.")
        }
        guard checkpoint.logID == reader.identity.id else {
            throw failure(
                path, "they follow another log, \(checkpoint.logID)", "Name the views.db of this log.")
        }
        let hash =
            checkpoint.position == .zero
            ? reader.identity.hash : try reader.head(at: checkpoint.position)?.hash
        guard checkpoint.hash == hash else {
            throw failure(
                path,
                "they know position \(checkpoint.position) (\(checkpoint.hash.hexadecimal)), which the log does not have",
                "Put the right log.db back: sutured refuses commands until then, or until an operator says sutured "
                    + "--accept-restored.")
        }
        return checkpoint
    }

    private func failure(_ path: String, _ cause: String, _ hint: String) -> LogFailure {
        LogFailure(.inconsistent, "compare the read models", in: path, because: cause, hint: hint)
    }
}
