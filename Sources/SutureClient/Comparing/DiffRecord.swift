import ArgumentParser
import SutureInterface
import SutureJSON

/// `suture diff KIND/ID`: what changed in a record.
struct DiffRecord: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "What changed in a record: its values, and the rows of its lists.")

    @Argument(help: ArgumentHelp("The record.", valueName: "kind/ID"))
    var record: String

    @Option(help: ArgumentHelp("From this version of the record.", valueName: "version"))
    var fromVersion: Int64?

    @Option(help: ArgumentHelp("To this version of the record.", valueName: "version"))
    var toVersion: Int64?

    @OptionGroup(title: "Time") var span: SpanOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        guard fromVersion != nil || span.hasBeginning else {
            throw ValidationError("Say from when: --from-version, --from or --from-known.")
        }
        if fromVersion != nil, span.fromKnown != nil {
            throw ValidationError(
                "--from-version and --from-known exclude each other: both are the log's time.")
        }
        if toVersion != nil, span.toKnown != nil {
            throw ValidationError("--to-version and --to-known exclude each other: both are the log's time.")
        }
        for (name, version) in [("--from-version", fromVersion), ("--to-version", toVersion)] {
            if let version, version < 1 { throw ValidationError("\(name) must be at least 1.") }
        }
    }

    func run() async throws {
        try RecordName.check(record)
        let (states, keys) = try await connection.withDaemon { daemon in
            let views = try DescribedView.all(in: try await daemon.call(Method.views))
            let source = RecordSource(daemon: daemon, record: record, views: views)
            return (try await self.states(in: source), source.keys)
        }
        let difference = Comparison(keys: keys, leftOut: ["position", "counts"])
            .difference(from: states.old.members, to: states.new.members)
        if connection.json {
            return try difference.write(of: ("record", record), from: states.old.json, to: states.new.json)
        }
        try difference.write(of: record, from: states.old.text, to: states.new.text)
    }

    private func states(in source: RecordSource) async throws -> (old: RecordAtMoment, new: RecordAtMoment) {
        var beginning = span.beginning
        var end = span.end
        if fromVersion != nil || toVersion != nil {
            let positions = try await source.positions(of: [fromVersion, toVersion].compactMap { $0 })
            if let fromVersion { beginning.knownAt = positions[fromVersion].map { "\($0)" } }
            if let toVersion { end.knownAt = positions[toVersion].map { "\($0)" } }
        }
        let old = try await source.state(at: beginning)
        let new = try await source.state(at: end)
        guard old.version != nil || new.version != nil else {
            throw NotFound(message: "There was no \(record) at either moment.")
        }
        return (old, new)
    }
}
