import SutureDomain

/// When a log that lacks events was accepted, and what was known of those.
enum InstallationRestorations: ReadModel {
    static let view = View(
        "installation-restoration", of: Installation.self, list: "restorations",
        "Logs that lack events which they had once, accepted by an operator.", key: .entry,
        columns: [
            .integer("acceptedPosition", "The position of the last event of the log as it was accepted."),
            .text("acceptedHash", "The hash of that event, in hexadecimal."),
            .integer("knownPosition", "The last position that a file beside the log knew of."),
            .text("knownHash", "The hash of the event there, in hexadecimal."),
            .date("acceptedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Installation.Restored.self) { restored, rows in
            try rows.put([
                "acceptedPosition": restored.position, "acceptedHash": restored.hash,
                "knownPosition": restored.knownPosition, "knownHash": restored.knownHash,
                "acceptedOn": rows.occurredOn,
            ])
        }
    }
}
