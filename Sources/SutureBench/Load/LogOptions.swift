import ArgumentParser
import SutureProgram

/// On which log the daemon of a run is started.
struct LogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Start the daemon on this log instead of an empty one. It is written to.", valueName: "directory"),
        completion: .directory)
    var stateDirectory: String?

    /// A daemon on that log, or on an empty one in the folder of the run.
    func daemon(_ scratch: ScratchFolder) throws -> BenchDaemon {
        try BenchDaemon(stateDirectory: stateDirectory ?? scratch.file("state"), scratch: scratch)
    }
}
