import ArgumentParser
import SutureDomain

/// The commands of one kind of record: `suture trial …`.
struct KindCommand<Subject: Record>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Subject.kind, abstract: Meaning.of(kind: Subject.self),
            subcommands: Catalogue.commands(of: Subject.self).map { command(for: $0) })
    }

    private static func command<Request: Command>(for _: Request.Type) -> any ParsableCommand.Type {
        RecordCommand<Request>.self
    }
}

extension Catalogue {
    /// A group of commands for every kind of record.
    static func kindCommands() -> [any ParsableCommand.Type] {
        func group<Kind: Record>(for _: Kind.Type) -> any ParsableCommand.Type { KindCommand<Kind>.self }
        return kinds.map { group(for: $0) }
    }
}
