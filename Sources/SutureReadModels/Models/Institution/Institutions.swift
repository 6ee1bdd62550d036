import SutureDomain

/// One row per institution.
enum Institutions: ReadModel {
    static let view = View(
        Institution.self, label: "name", "Universities, hospitals, enterprises and other bodies.",
        columns: [
            .text("name", "The name that it goes by."),
            .text("type", "What sort of body it is."),
            .text("country", "Where it is."),
            .text("city", "Where it is."),
        ])

    static func project(when: inout Projection) {
        when(Institution.Registered.self) { registered, rows in
            try rows.put([
                "name": registered.name, "type": registered.type.rawValue, "country": registered.country,
                "city": registered.city,
            ])
        }
        when(Institution.Renamed.self) { renamed, rows in try rows.update(set: ["name": renamed.name]) }
    }
}
