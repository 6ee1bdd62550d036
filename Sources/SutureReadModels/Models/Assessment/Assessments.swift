import SutureDomain

/// One row per assessment.
enum Assessments: ReadModel {
    static let view = View(
        Assessment.self, label: "title", "Assessments of units against criteria.",
        columns: [
            .text("title", "What it is called."),
            .text("scope", "What is assessed, and of whom."),
            .reference("organiser", to: Institution.self, "Who assesses."),
            .integer("year", "The year that is assessed."),
            .list("ratingScale", "The ratings that can be given, the best one first."),
            .text("status", "announced or released."),
            .date("announcedOn", "When it was announced."),
            .date("releasedOn", "When the results were released; absent while they are not."),
            .reference("releasedBy", to: Institution.self, "Who released them."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.Announced.self) { announced, rows in
            try rows.put([
                "title": announced.title, "scope": announced.scope, "organiser": announced.organiser,
                "year": announced.year, "ratingScale": ListValue(announced.ratingScale),
                "status": "announced", "announcedOn": rows.occurredOn,
            ])
        }
        when(Assessment.ResultsReleased.self) { released, rows in
            try rows.update(set: [
                "status": "released", "releasedOn": rows.occurredOn, "releasedBy": released.by,
            ])
        }
    }
}
