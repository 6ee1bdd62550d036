import SutureDomain

/// Who judges the units.
enum AssessmentExperts: ReadModel {
    static let view = View(
        "assessment-expert", of: Assessment.self, list: "experts", "Experts who judge units.",
        key: .columns(["person"]), indexed: ["person"],
        columns: [
            .reference("person", to: Person.self, "The expert."),
            .date("appointedOn", "When the expert was appointed."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.ExpertAppointed.self) { appointed, rows in
            try rows.put(["person": appointed.person, "appointedOn": rows.occurredOn])
        }
    }
}
