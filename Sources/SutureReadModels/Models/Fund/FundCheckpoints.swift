import SutureDomain

/// When the use of money is looked at, and how that came out.
enum FundCheckpoints: ReadModel {
    static let view = View(
        "fund-checkpoint", of: Fund.self, list: "checkpoints",
        "When the use of money is looked at, and how that came out.", key: .columns(["checkpoint"]),
        columns: [
            .text("checkpoint", "The id of the checkpoint."),
            .text("type", "opening, midterm, annual or final."),
            .date("due", "By when."),
            .text("allocation", "The allocation that it is about; absent if it is the whole fund."),
            .text("decision", "pass, conditional or fail; absent while it has not been held."),
            .text("findings", "What was found."),
            .date("heldOn", "When it was held last."),
            .date("conditionMetOn", "When its condition was met."),
        ])

    static func project(when: inout Projection) {
        when(Fund.CheckpointSet.self) { checkpoint, rows in
            try rows.put([
                "checkpoint": checkpoint.checkpoint, "type": checkpoint.type.rawValue, "due": checkpoint.due,
                "allocation": checkpoint.allocation,
            ])
        }
        when(Fund.CheckpointHeld.self) { held, rows in
            try rows.put([
                "checkpoint": held.checkpoint, "decision": held.decision.rawValue, "findings": held.findings,
                "heldOn": rows.occurredOn, "conditionMetOn": String?.none,
            ])
        }
        when(Fund.ConditionMet.self) { met, rows in
            try rows.put(["checkpoint": met.checkpoint, "conditionMetOn": rows.occurredOn])
        }
    }
}
