import SutureDomain

/// What screenings decided about projects.
enum ProjectScreenings: ReadModel {
    static let view = View(
        "project-screening", of: Project.self, list: "screenings", "What screenings decided about projects.",
        key: .columns(["screening"]), indexed: ["screening"],
        columns: [
            .reference("screening", to: Screening.self, "The screening."),
            .text("decision", "key, selected, deferred or rejected; the last one counts."),
            .date("decidedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Project.Screened.self) { screened, rows in
            try rows.put([
                "screening": screened.screening, "decision": screened.decision.rawValue,
                "decidedOn": rows.occurredOn,
            ])
        }
    }
}
