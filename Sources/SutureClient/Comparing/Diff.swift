import ArgumentParser

/// `suture diff …`: what changed between two moments, in a record or in a report.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what changed between two moments.",
        discussion: """
            Days are days of the world, positions and instants those of the log: the first shows what happened \
            meanwhile, the second what was learnt, corrected and voided meanwhile.
              suture diff trial/T-001 --from-version 3 --to-version 9
              suture diff report programme --from 2021-12-31 --to 2022-12-31 --explain
            """,
        subcommands: [DiffRecord.self, DiffReport.self], defaultSubcommand: DiffRecord.self)
}
