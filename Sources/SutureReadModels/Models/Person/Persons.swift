import SutureDomain

/// One row per person.
enum Persons: ReadModel {
    static let view = View(
        Person.self, label: "name", "Everybody whom a record names.",
        columns: [
            .sealed("name", as: "name", "The name."),
            .sealed("localName", as: "localName", "The name in the person's own language and script."),
        ])

    static func project(when: inout Projection) {
        when(Person.Registered.self) { registered, rows in
            try rows.put(["name": registered.name, "localName": registered.localName])
        }
    }
}
