import SutureDomain

/// One row: the installation itself.
enum Installations: ReadModel {
    static let view = View(
        Installation.self, label: "id", "What was done to the log as a whole; its id is the log's.",
        columns: [.date("lastOn", "When something was last recorded of it.")],
        computed: [
            ComputedColumn(
                name: "restorationCount", meaning: "How often a log that lacks events was accepted.",
                sql: "(SELECT count(*) FROM installation_restoration r WHERE r.installation = t.id)"),
            ComputedColumn(
                name: "acceptedClocks", meaning: "How often a clock that contradicts the log was accepted.",
                sql: "(SELECT count(*) FROM installation_clock c WHERE c.installation = t.id)"),
            ComputedColumn(
                name: "importCount", meaning: "How many imports were begun.",
                sql: "(SELECT count(*) FROM import i WHERE i.installation = t.id)"),
        ])

    static func project(when: inout Projection) {
        when(Installation.Restored.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
        when(Installation.ClockAccepted.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
        when(Installation.ImportBegun.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
        when(Installation.ImportClosed.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
        when(Installation.ImportUndone.self) { _, rows in try rows.put(["lastOn": rows.occurredOn]) }
    }
}
