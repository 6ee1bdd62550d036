import SutureDomain

extension Fund: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Funds.self, FundPledges.self, FundReceipts.self, FundLines.self, FundApprovals.self,
        FundCheckpoints.self, FundAllocations.self, FundReleases.self, FundPayments.self,
        FundExpenditures.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Drafted.self) { event, rows in try rows.put("title", "title", event.title) }
    }
}

/// One row per fund.
enum Funds: ReadModel {
    static let view = View(
        Fund.self, label: "title", "Plans of money for joint training.", indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit whose training is paid for."),
            .text("title", "What it is called."),
            .text("currency", "ISO 4217."),
            .date("begins", "When it begins."),
            .date("ends", "When it ends."),
            .text("status", "drafted, approved or closed."),
            .date("draftedOn", "When it was drawn up."),
            .integer("totalMinorUnits", "What was approved last, in the minor unit of the currency."),
            .date("approvedOn", "When it was approved last."),
            .date("closedOn", "When it was closed."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Drafted.self) { drafted, rows in
            try rows.put([
                "unit": drafted.unit, "title": drafted.title, "currency": drafted.currency,
                "begins": drafted.begins, "ends": drafted.ends, "status": "drafted",
                "draftedOn": rows.occurredOn,
            ])
        }
        when(Fund.Approved.self) { approved, rows in
            try rows.update(set: [
                "status": "approved", "totalMinorUnits": approved.total.minorUnits,
                "approvedOn": rows.occurredOn,
            ])
        }
        when(Fund.Closed.self) { _, rows in
            try rows.update(set: ["status": "closed", "closedOn": rows.occurredOn])
        }
    }
}

/// What sources have promised.
enum FundPledges: ReadModel {
    static let view = View(
        "fund-pledge", of: Fund.self, list: "pledges", "What sources have promised to funds.", key: .entry,
        indexed: ["source"],
        columns: [
            .reference("source", to: Institution.self, "Who gives."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("pledgedOn", "When it was promised."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Pledged.self) { pledged, rows in
            try rows.put([
                "source": pledged.source,
                "amountMinorUnits": pledged.amount.minorUnits, "currency": pledged.amount.currency,
                "pledgedOn": rows.occurredOn,
            ])
        }
    }
}

/// What of the promises has come.
enum FundReceipts: ReadModel {
    static let view = View(
        "fund-receipt", of: Fund.self, list: "receipts", "Money that came into funds.", key: .entry,
        indexed: ["source"],
        columns: [
            .reference("source", to: Institution.self, "Who gave."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .text("voucher", "The number of the voucher."),
            .date("receivedOn", "When it came."),
        ])

    static func project(when: inout Projection) {
        when(Fund.PledgeReceived.self) { received, rows in
            try rows.put([
                "source": received.source,
                "amountMinorUnits": received.amount.minorUnits, "currency": received.amount.currency,
                "voucher": received.voucher, "receivedOn": rows.occurredOn,
            ])
        }
    }
}

/// What plans are meant for.
enum FundLines: ReadModel {
    static let view = View(
        "fund-line", of: Fund.self, list: "lines", "The lines of the plans.", key: .columns(["line"]),
        columns: [
            .text("line", "The id of the line."),
            .text("purpose", "stipend, research, travel, equipment, clinical_practice, teaching or other."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("setOn", "When it was set last."),
        ])

    static func project(when: inout Projection) {
        when(Fund.LineSet.self) { line, rows in
            try rows.put([
                "line": line.line, "purpose": line.purpose.rawValue,
                "amountMinorUnits": line.amount.minorUnits, "currency": line.amount.currency,
                "setOn": rows.occurredOn,
            ])
        }
    }
}

/// Who approved plans, and how much.
enum FundApprovals: ReadModel {
    static let view = View(
        "fund-approval", of: Fund.self, list: "approvals", "Approvals of funds; the last one of each counts.",
        key: .entry,
        columns: [
            .reference("approvedBy", to: Institution.self, "Who approved it."),
            .integer("totalMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("approvedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Approved.self) { approved, rows in
            try rows.put([
                "approvedBy": approved.by, "totalMinorUnits": approved.total.minorUnits,
                "currency": approved.total.currency, "approvedOn": rows.occurredOn,
            ])
        }
    }
}

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

/// Money that is set aside from lines.
enum FundAllocations: ReadModel {
    static let view = View(
        "fund-allocation", of: Fund.self, list: "allocations",
        "Money that is set aside from the lines of funds.", key: .columns(["allocation"]),
        indexed: ["student", "project"],
        columns: [
            .text("allocation", "The id of the allocation."),
            .text("line", "The line that it is taken from."),
            .reference("student", to: Student.self, "The student for whom it is."),
            .reference("project", to: Project.self, "The project for which it is."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("allocatedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Allocated.self) { allocated, rows in
            try rows.put([
                "allocation": allocated.allocation, "line": allocated.line,
                "student": allocated.student, "project": allocated.project,
                "amountMinorUnits": allocated.amount.minorUnits, "currency": allocated.amount.currency,
                "allocatedOn": rows.occurredOn,
            ])
        }
    }
}

/// What of allocations went back to their lines.
enum FundReleases: ReadModel {
    static let view = View(
        "fund-release", of: Fund.self, list: "releases",
        "Money of allocations that went back to their lines.", key: .entry,
        columns: [
            .text("allocation", "The allocation."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("releasedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.AllocationReleased.self) { released, rows in
            try rows.put([
                "allocation": released.allocation,
                "amountMinorUnits": released.amount.minorUnits, "currency": released.amount.currency,
                "releasedOn": rows.occurredOn,
            ])
        }
    }
}

/// What was paid out of funds, and what came back.
enum FundPayments: ReadModel {
    static let view = View(
        "fund-payment", of: Fund.self, list: "payments", "What was paid out of funds, and what came back.",
        key: .entry,
        columns: [
            .text("type", "disbursement or refund."),
            .text("allocation", "The allocation."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .text("voucher", "The number of the voucher."),
            .date("paidOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.Disbursed.self) { disbursed, rows in
            try rows.put([
                "type": "disbursement", "allocation": disbursed.allocation,
                "amountMinorUnits": disbursed.amount.minorUnits, "currency": disbursed.amount.currency,
                "voucher": disbursed.voucher, "paidOn": rows.occurredOn,
            ])
        }
        when(Fund.Refunded.self) { refunded, rows in
            try rows.put([
                "type": "refund", "allocation": refunded.allocation,
                "amountMinorUnits": refunded.amount.minorUnits, "currency": refunded.amount.currency,
                "voucher": refunded.voucher, "paidOn": rows.occurredOn,
            ])
        }
    }
}

/// What the money was spent on.
enum FundExpenditures: ReadModel {
    static let view = View(
        "fund-expenditure", of: Fund.self, list: "expenditures", "What the money of funds was spent on.",
        key: .entry,
        columns: [
            .text("allocation", "The allocation."),
            .integer("amountMinorUnits", "How much, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .text("category", "On what."),
            .date("spentOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Fund.ExpenditureReported.self) { reported, rows in
            try rows.put([
                "allocation": reported.allocation,
                "amountMinorUnits": reported.amount.minorUnits, "currency": reported.amount.currency,
                "category": reported.category, "spentOn": rows.occurredOn,
            ])
        }
    }
}
