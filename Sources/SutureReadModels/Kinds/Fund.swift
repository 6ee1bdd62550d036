import SutureDomain

extension Fund: Viewed {
    static let readModels = [
        funds, pledges, receipts, lines, approvals, checkpoints, allocations, releases, payments,
        expenditures,
    ]

    static let searchTerms = [
        SearchTerm(.title, of: Drafted.self, "title") { $0.title }
    ]

    private static let funds = ReadModel(of: Fund.self, "Plans of money for joint training.") { when in
        when(Drafted.self) { drafted, row in
            row.put("unit", drafted.unit, "The unit whose training is paid for.", .indexed)
            row.put("title", drafted.title, "What it is called.", .label)
            row.put("currency", drafted.currency, "ISO 4217.")
            row.put("begins", drafted.begins, "When it begins.")
            row.put("ends", drafted.ends, "When it ends.")
            row.put("status", Status.drafted, "{words}.")
            row.put("draftedOn", row.occurredOn, "When it was drawn up.")
        }
        when(transition: Approved.self) { approved, row in
            row.put(
                "totalMinorUnits", approved.total.minorUnits,
                "What was approved last, in the minor unit of the currency.")
            row.put("approvedOn", row.occurredOn, "When it was approved last.")
        }
        when(transition: Closed.self) { _, row in row.put("closedOn", row.occurredOn, "When it was closed.") }
    }

    private static let pledges = ReadModel(
        "fund-pledge", list: "pledges", when: Pledged.self, "What sources have promised to funds."
    ) { pledged, row in
        row.put("source", pledged.source, "Who gives.", .indexed)
        row.put(amount: pledged.amount, "How much, in the minor unit of the currency.")
        row.put("pledgedOn", row.occurredOn, "When it was promised.")
    }

    private static let receipts = ReadModel(
        "fund-receipt", list: "receipts", when: PledgeReceived.self, "Money that came into funds."
    ) { received, row in
        row.put("source", received.source, "Who gave.", .indexed)
        row.put(amount: received.amount, "How much, in the minor unit of the currency.")
        row.put("voucher", received.voucher, "The number of the voucher.")
        row.put("receivedOn", row.occurredOn, "When it came.")
    }

    private static let lines = ReadModel(
        "fund-line", list: "lines", when: LineSet.self, "The lines of the plans."
    ) { line, row in
        row.put("line", line.line, "The id of the line.", .key)
        row.put("purpose", line.purpose, "{words}.")
        row.put(amount: line.amount, "How much, in the minor unit of the currency.")
        row.put("setOn", row.occurredOn, "When it was set last.")
    }

    private static let approvals = ReadModel(
        "fund-approval", list: "approvals", when: Approved.self,
        "Approvals of funds; the last one of each counts."
    ) { approved, row in
        row.put("approvedBy", approved.by, "Who approved it.")
        row.put(
            "totalMinorUnits", approved.total.minorUnits, "How much, in the minor unit of the currency.")
        row.put("currency", approved.total.currency, "ISO 4217.")
        row.put("approvedOn", row.occurredOn, "When.")
    }

    private static let checkpoints = ReadModel(
        "fund-checkpoint", of: Fund.self, list: "checkpoints",
        "When the use of money is looked at, and how that came out."
    ) { when in
        when(CheckpointSet.self) { checkpoint, row in
            row.put("checkpoint", checkpoint.checkpoint, "The id of the checkpoint.", .key)
            row.put("type", checkpoint.type, "{words}.")
            row.put("due", checkpoint.due, "By when.")
            row.put(
                "allocation", checkpoint.allocation,
                "The allocation that it is about; absent if it is the whole fund.")
        }
        when(CheckpointHeld.self) { held, row in
            row.put("checkpoint", held.checkpoint)
            row.put("decision", held.decision, "{words}; absent while it has not been held.")
            row.put("findings", held.findings, "What was found.")
            row.put("heldOn", row.occurredOn, "When it was held last.")
            row.clear("conditionMetOn")
        }
        when(ConditionMet.self) { met, row in
            row.put("checkpoint", met.checkpoint)
            row.put("conditionMetOn", row.occurredOn, "When its condition was met.")
        }
    }

    private static let allocations = ReadModel(
        "fund-allocation", list: "allocations", when: Allocated.self,
        "Money that is set aside from the lines of funds."
    ) { allocated, row in
        row.put("allocation", allocated.allocation, "The id of the allocation.", .key)
        row.put("line", allocated.line, "The line that it is taken from.")
        row.put("student", allocated.student, "The student for whom it is.", .indexed)
        row.put("project", allocated.project, "The project for which it is.", .indexed)
        row.put(amount: allocated.amount, "How much, in the minor unit of the currency.")
        row.put("allocatedOn", row.occurredOn, "When.")
    }

    private static let releases = ReadModel(
        "fund-release", list: "releases", when: AllocationReleased.self,
        "Money of allocations that went back to their lines."
    ) { released, row in
        row.put("allocation", released.allocation, "The allocation.")
        row.put(amount: released.amount, "How much, in the minor unit of the currency.")
        row.put("releasedOn", row.occurredOn, "When.")
    }

    private static let payments = ReadModel(
        "fund-payment", of: Fund.self, list: "payments", "What was paid out of funds, and what came back."
    ) { when in
        when(Disbursed.self) { disbursed, row in
            row.put("type", "disbursement", "disbursement or refund.")
            row.put("allocation", disbursed.allocation, "The allocation.")
            row.put(amount: disbursed.amount, "How much, in the minor unit of the currency.")
            row.put("voucher", disbursed.voucher, "The number of the voucher.")
            row.put("paidOn", row.occurredOn, "When.")
        }
        when(Refunded.self) { refunded, row in
            row.put("type", "refund")
            row.put("allocation", refunded.allocation)
            row.put(amount: refunded.amount)
            row.put("voucher", refunded.voucher)
            row.put("paidOn", row.occurredOn)
        }
    }

    private static let expenditures = ReadModel(
        "fund-expenditure", list: "expenditures", when: ExpenditureReported.self,
        "What the money of funds was spent on."
    ) { reported, row in
        row.put("allocation", reported.allocation, "The allocation.")
        row.put(amount: reported.amount, "How much, in the minor unit of the currency.")
        row.put("category", reported.category, "On what.")
        row.put("spentOn", row.occurredOn, "When.")
    }
}
