import SutureDomain

/// What trials measure.
enum TrialEndpoints: ReadModel {
    static let view = View(
        "trial-endpoint", of: Trial.self, list: "endpoints", "What trials measure.",
        key: .columns(["endpoint"]),
        columns: [
            .text("endpoint", "The id of the endpoint."),
            .text("title", "What it is called."),
            .text("type", "primary, secondary, safety or performance."),
            .text("measure", "How it is measured."),
            .date("definedOn", "When it was defined."),
        ])

    static func project(when: inout Projection) {
        when(Trial.EndpointDefined.self) { defined, rows in
            try rows.put([
                "endpoint": defined.endpoint, "title": defined.title, "type": defined.type.rawValue,
                "measure": defined.measure, "definedOn": rows.occurredOn,
            ])
        }
    }
}
