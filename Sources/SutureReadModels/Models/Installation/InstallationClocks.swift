import SutureDomain

/// When a clock that contradicts the log was accepted.
enum InstallationClocks: ReadModel {
    static let view = View(
        "installation-clock", of: Installation.self, list: "clocks",
        "Clocks that contradict the log, accepted by a steward.", key: .entry,
        columns: [
            .text("clock", "What the daemon's clock said, RFC 3339 in UTC."),
            .text("log", "When the last event of the log said that it was recorded, RFC 3339 in UTC."),
            .date("acceptedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Installation.ClockAccepted.self) { accepted, rows in
            try rows.put([
                "clock": accepted.clock.description, "log": accepted.log.description,
                "acceptedOn": rows.occurredOn,
            ])
        }
    }
}
