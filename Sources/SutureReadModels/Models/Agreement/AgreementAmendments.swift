import SutureDomain

/// What parties agreed on later.
enum AgreementAmendments: ReadModel {
    static let view = View(
        "agreement-amendment", of: Agreement.self, list: "amendments", "Changes to agreements.", key: .entry,
        columns: [
            .text("text", "What is agreed since then."),
            .date("amendedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Agreement.Amended.self) { amended, rows in
            try rows.put(["text": amended.text, "amendedOn": rows.occurredOn])
        }
    }
}
