import SutureDomain

/// By what screenings compare projects.
enum ScreeningCriteria: ReadModel {
    static let view = View(
        "screening-criterion", of: Screening.self, list: "criteria",
        "The criteria by which screenings compare projects.", key: .columns(["criterion"]),
        columns: [
            .text("criterion", "The id of the criterion."),
            .text("title", "What it is called."),
            .decimal("weight", "How much it counts beside the others."),
        ])

    static func project(when: inout Projection) {
        when(Screening.Opened.self) { opened, rows in
            for criterion in opened.criteria {
                try rows.put([
                    "criterion": criterion.id, "title": criterion.title, "weight": criterion.weight,
                ])
            }
        }
    }
}
