import SutureDomain

/// Who supports units, and how.
enum UnitSupport: ReadModel {
    static let view = View(
        "unit-support", of: Unit.self, list: "support", "Support that units were given.", key: .entry,
        columns: [
            .record("supporter", "The institution or unit, as kind/ID."),
            .text("type", "support, guidance, funding or policy."),
            .text("text", "What it consists of."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.SupportRecorded.self) { support, rows in
            try rows.put([
                "supporter": support.supporter, "type": support.type.rawValue, "text": support.text,
                "occurredOn": rows.occurredOn,
            ])
        }
    }
}
