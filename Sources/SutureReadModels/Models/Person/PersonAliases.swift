import SutureDomain

/// What else a person is called.
enum PersonAliases: ReadModel {
    static let view = View(
        "person-alias", of: Person.self, list: "aliases", "Other names of persons.", key: .entry,
        columns: [.sealed("alias", as: "alias", "The other name.")])

    static func project(when: inout Projection) {
        when(Person.AliasAdded.self) { added, rows in try rows.put(["alias": added.alias]) }
    }
}
