import SutureDomain

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
}
