import SutureDomain
import SutureReports

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
                    WHEN \(AgreementSignatures.areAll(of: "t.id")) THEN 'in_force' \
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
