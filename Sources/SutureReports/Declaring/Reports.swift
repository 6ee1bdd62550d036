import SutureDomain

/// All reports, in the order in which help and interface show them.
package enum Reports {
    package static let all: [any Report.Type] = [
        ProgrammeReport.self, TrialReport.self, SafetyReport.self, FundingReport.self, ClaimsReport.self,
        DossierReport.self, TraceReport.self, AuditReport.self, ChangesReport.self,
    ]

    /// Of the interface that they are methods of.
    package static let interfaceName = "\(Product.namespace).Reports"

    /// `nil` if there is none of that name.
    package static func named(_ name: String) -> (any Report.Type)? { all.first { $0.name == name } }
}
