import SutureDomain

/// Who organises activities.
enum ActivityOrganisers: ReadModel {
    static let view = View(
        "activity-organiser", of: Activity.self, list: "organisers", "Institutions that organise activities.",
        key: .columns(["organiser"]),
        columns: [.reference("organiser", to: Institution.self, "The institution.")])

    static func project(when: inout Projection) {
        when(Activity.Planned.self) { planned, rows in
            for organiser in planned.organisers { try rows.put(["organiser": organiser]) }
        }
    }
}
