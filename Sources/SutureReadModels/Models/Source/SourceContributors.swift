import SutureDomain

/// Who worked on documents.
enum SourceContributors: ReadModel {
    static let view = View(
        "source-contributor", of: Source.self, list: "contributors", "Persons who worked on documents.",
        key: .columns(["person", "role"]), indexed: ["person"],
        columns: [
            .reference("person", to: Person.self, "The contributor."),
            .text("role", "author, copy_editor or other."),
        ])

    static func project(when: inout Projection) {
        when(Source.Registered.self) { registered, rows in
            for contributor in registered.contributors {
                try rows.put(["person": contributor.person, "role": contributor.role.rawValue])
            }
        }
    }
}
