import SutureDomain
import SutureReports

extension Agreement: Viewed {
    static let readModels = [agreements, parties, amendments]

    static let searchTerms = [
        SearchTerm(.title, of: Drafted.self, "title") { $0.title }
    ]

    private static let agreements = ReadModel(
        of: Agreement.self, "Agreements between institutions.",
        computed: [
            QueryColumn(
                "status", .enumeration(["drafted", "in_force", "terminated"]), "{words}.",
                sql: """
                    CASE WHEN t.terminated_on IS NOT NULL THEN 'terminated' \
                    WHEN \(AgreementSignatures.areAll(of: "t.id")) THEN 'in_force' \
                    ELSE 'drafted' END
                    """),
            QueryColumn(
                "partyCount", .integer, "How many parties it has.",
                sql: "(SELECT count(*) FROM agreement_party p WHERE p.agreement = t.id)"),
            QueryColumn(
                "signatureCount", .integer, "How many of the parties have signed.",
                sql: """
                    (SELECT count(*) FROM agreement_party p \
                    WHERE p.agreement = t.id AND p.signed_on IS NOT NULL)
                    """),
        ]
    ) { when in
        when(Drafted.self) { drafted, row in
            row.put("title", drafted.title, "What it is called.", .label)
            row.put("type", drafted.type, "{words}.")
            row.put("object", drafted.object, "What it is about.")
            row.put("draftedOn", row.occurredOn, "When it was drafted.")
        }
        when(Terminated.self) { terminated, row in
            row.put("terminatedOn", row.occurredOn, "When it was terminated; absent while it was not.")
            row.put("terminatedBy", terminated.by, "The party that ended it.")
        }
    }

    private static let parties = ReadModel(
        "agreement-party", of: Agreement.self, list: "parties",
        "The parties to agreements, and who signed for them."
    ) { when in
        when(Drafted.self, each: \.parties) { _, party, row in
            row.put("party", party, "The party.", [.key, .indexed])
        }
        when(Signed.self) { signed, row in
            row.put("party", signed.party)
            row.put("signatory", signed.signatory, "Who signed for it.")
            row.put("capacity", signed.capacity, "In which functions the signatory did.")
            row.put("activity", signed.activity, "The meeting at which it was signed.")
            row.put("signedOn", row.occurredOn, "When it was signed; absent while it is not.")
        }
    }

    private static let amendments = ReadModel(
        "agreement-amendment", list: "amendments", when: Amended.self, "Changes to agreements."
    ) { amended, row in
        row.put("text", amended.text, "What is agreed since then.")
        row.put("amendedOn", row.occurredOn, "Since when.")
    }
}
