import SutureDomain
import SutureReports

/// One row per institute, graduate school, centre or platform.
enum Units: ReadModel {
    static let view = View(
        Unit.self, label: "name", "Institutes, graduate schools, centres and platforms.",
        columns: [
            .text("name", "The name that it goes by."),
            .text("type", "What sort of unit it is."),
            .text("purpose", "What it is for."),
            .list("initiators", "The institutions that initiated it."),
            .reference("basis", to: Agreement.self, "The agreement that it rests on."),
            .date("initiatedOn", "When it was initiated."),
            .text("establishment", "How far its establishment got: applied, approved or refused."),
            .text("designation", "What the approval made of it."),
            .date("approvedOn", "When its establishment was approved."),
            .date("inauguratedOn", "When it was inaugurated."),
            .text("form", "How it is organised."),
            .text("mechanism", "How it works."),
            .date("closedOn", "When it was closed; absent while it is open."),
        ],
        computed: [
            ComputedColumn(
                name: "namedMembers", meaning: "How many institutions are members by name.",
                sql: UnitMemberCount.named(unit: "t.id")),
            ComputedColumn(
                name: "unnamedMembers", meaning: "How many members are still known by number only.",
                sql: UnitMemberCount.unnamed(unit: "t.id")),
        ])

    static func project(when: inout Projection) {
        when(Unit.Initiated.self) { initiated, rows in
            try rows.put([
                "name": initiated.name, "type": initiated.type.rawValue, "purpose": initiated.purpose,
                "initiators": ListValue(initiated.initiators), "basis": initiated.basis,
                "initiatedOn": rows.occurredOn,
            ])
        }
        when(Unit.Renamed.self) { renamed, rows in try rows.update(set: ["name": renamed.name]) }
        when(Unit.EstablishmentApplied.self) { _, rows in try rows.update(set: ["establishment": "applied"]) }
        when(Unit.EstablishmentApproved.self) { approved, rows in
            try rows.update(set: [
                "establishment": "approved", "designation": approved.designation,
                "approvedOn": rows.occurredOn,
            ])
        }
        when(Unit.EstablishmentRefused.self) { _, rows in try rows.update(set: ["establishment": "refused"]) }
        when(Unit.Inaugurated.self) { _, rows in try rows.update(set: ["inauguratedOn": rows.occurredOn]) }
        when(Unit.OrganisationChanged.self) { changed, rows in
            try rows.update(set: ["form": changed.form, "mechanism": changed.mechanism])
        }
        when(Unit.Closed.self) { _, rows in try rows.update(set: ["closedOn": rows.occurredOn]) }
    }
}
