import ArgumentParser
import Foundation
import SutureLog
import SutureOutput

/// `suture-replay rebuild`
struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Make the read models anew from a log, in a new file.")

    @OptionGroup var log: LogArgument

    @Option(
        help: ArgumentHelp("The file to make; it must not exist.", valueName: "views.db"), completion: .file()
    )
    var into: String

    func validate() throws {
        guard !FileManager.default.fileExists(atPath: into) else {
            throw ValidationError("\(into) exists; name a new file")
        }
    }

    func run() throws {
        let reader = try log.open()
        let goal = try reader.head().position
        try ViewsRebuild.run(reader, upTo: goal, into: into)
        try Output.standard.line("rebuilt \(into) from \(goal) events")
    }
}
