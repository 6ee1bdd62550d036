import ArgumentParser

/// How long a run is, and where its files are.
struct RunOptions: ParsableArguments {
    /// On a disk on every Debian, where `/tmp` may be in memory.
    private static let scratchDefault = "/var/tmp"

    @Option(help: "For how long each run measures; 5 if neither this nor --commands is given.")
    var seconds: Double?

    @Option(help: "How many calls each run measures.")
    var commands: Int?

    @Option(help: "Another seed makes other programmes.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Where folders for the runs are made, on the disk that is to be measured. They are removed again.",
            valueName: "directory"),
        completion: .directory)
    var scratch = RunOptions.scratchDefault

    func validate() throws {
        guard commands ?? 1 > 0 else { throw ValidationError("--commands must be at least 1.") }
        guard seconds ?? 1 > 0 else { throw ValidationError("--seconds must be more than 0.") }
        guard seconds == nil || commands == nil else {
            throw ValidationError("Give --seconds or --commands, not both.")
        }
    }

    /// - Parameter rate: calls per second at most.
    func limit(rate: Int? = nil) -> LoadLane.Limit {
        LoadLane.Limit(
            callCountMax: commands ?? .max, seconds: commands == nil ? seconds ?? 5 : nil, rate: rate)
    }
}
