import SutureDomain

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
