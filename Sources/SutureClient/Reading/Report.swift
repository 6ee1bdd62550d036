import ArgumentParser

/// `suture report …`: figures that are worked out of the records when they are asked for.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work out a report.",
        subcommands: [
            ReportProgramme.self, ReportTrial.self, ReportSafety.self, ReportFunding.self, ReportClaims.self,
            ReportDossier.self, ReportTrace.self, ReportAudit.self,
        ])
}
