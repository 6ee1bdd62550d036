import SutureDomain

/// Where trials take place.
enum TrialSites: ReadModel {
    static let view = View(
        "trial-site", of: Trial.self, list: "sites", "Hospitals that take part in trials.",
        key: .columns(["site"]), indexed: ["institution", "investigator"],
        columns: [
            .text("site", "The id of the site."),
            .reference("institution", to: Institution.self, "The hospital."),
            .reference("investigator", to: Person.self, "Who is in charge there."),
            .text("status", "added, active or closed."),
            .date("addedOn", "When it was added."),
            .date("activatedOn", "When it was activated last."),
            .date("closedOn", "When it was closed; absent if it was activated again."),
        ])

    static func project(when: inout Projection) {
        when(Trial.SiteAdded.self) { added, rows in
            try rows.put([
                "site": added.site, "institution": added.institution, "investigator": added.investigator,
                "status": "added", "addedOn": rows.occurredOn,
            ])
        }
        when(Trial.SiteActivated.self) { activated, rows in
            try rows.put([
                "site": activated.site, "status": "active", "activatedOn": rows.occurredOn,
                "closedOn": String?.none,
            ])
        }
        when(Trial.SiteClosed.self) { closed, rows in
            try rows.put(["site": closed.site, "status": "closed", "closedOn": rows.occurredOn])
        }
    }
}
