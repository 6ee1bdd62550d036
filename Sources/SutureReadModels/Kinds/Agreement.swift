import SutureDomain

extension Agreement: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Agreements.self, AgreementParties.self, AgreementAmendments.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Drafted.self) { event, rows in try rows.put("title", "title", event.title) }
    }
}

/// One row per agreement.
enum Agreements: ReadModel {
    static let view = View(
        Agreement.self, label: "title", "Agreements between institutions.",
        columns: [
            .text("title", "What it is called."),
            .text("type", "framework, joint_construction, project, confidentiality, funding or other."),
            .text("object", "What it is about."),
            .date("draftedOn", "When it was drafted."),
            .date("terminatedOn", "When it was terminated; absent while it was not."),
            .reference("terminatedBy", to: Institution.self, "The party that ended it."),
        ],
        computed: [
            ComputedColumn(
                name: "status", meaning: "drafted, in_force or terminated.", content: .text,
                sql: """
                    CASE WHEN t.terminated_on IS NOT NULL THEN 'terminated' \
                    WHEN \(AgreementParties.haveSignedSQL(agreement: "t.id")) THEN 'in_force' \
                    ELSE 'drafted' END
                    """),
            ComputedColumn(
                name: "partyCount", meaning: "How many parties it has.",
                sql: "(SELECT count(*) FROM agreement_party p WHERE p.agreement = t.id)"),
            ComputedColumn(
                name: "signatureCount",
                meaning: "How many of the parties have signed.",
                sql: """
                    (SELECT count(*) FROM agreement_party p \
                    WHERE p.agreement = t.id AND p.signed_on IS NOT NULL)
                    """),
        ])

    static func project(when: inout Projection) {
        when(Agreement.Drafted.self) { drafted, rows in
            try rows.put([
                "title": drafted.title, "type": drafted.type.rawValue, "object": drafted.object,
                "draftedOn": rows.occurredOn,
            ])
        }
        when(Agreement.Terminated.self) { terminated, rows in
            try rows.update(set: ["terminatedOn": rows.occurredOn, "terminatedBy": terminated.by])
        }
    }
}

/// Who is a party to agreements, and who signed for it.
enum AgreementParties: ReadModel {
    static let view = View(
        "agreement-party", of: Agreement.self, list: "parties",
        "The parties to agreements, and who signed for them.",
        key: .columns(["party"]), indexed: ["party"],
        columns: [
            .reference("party", to: Institution.self, "The party."),
            .reference("signatory", to: Person.self, "Who signed for it."),
            .list("capacity", "In which functions the signatory did."),
            .reference("activity", to: Activity.self, "The meeting at which it was signed."),
            .date("signedOn", "When it was signed; absent while it is not."),
        ])

    static func project(when: inout Projection) {
        when(Agreement.Drafted.self) { drafted, rows in
            for party in drafted.parties { try rows.put(["party": party]) }
        }
        when(Agreement.Signed.self) { signed, rows in
            try rows.put([
                "party": signed.party, "signatory": signed.signatory,
                "capacity": ListValue(signed.capacity), "activity": signed.activity,
                "signedOn": rows.occurredOn,
            ])
        }
    }

    /// Whether the parties are known and every one of them has signed.
    static func haveSignedSQL(agreement: String) -> String {
        """
        (SELECT count(*) > 0 AND count(*) = count(p.signed_on) FROM agreement_party p \
        WHERE p.agreement = \(agreement))
        """
    }
}

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
