import SutureDomain

extension Unit: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Units.self, UnitAliases.self, UnitEstablishmentSteps.self, UnitInaugurations.self, UnitMembers.self,
        UnitUnnamedMembers.self, UnitSupport.self, UnitGoals.self, UnitOrganisations.self,
        UnitStatusReports.self, UnitObjectives.self, UnitObjectiveProgress.self, UnitContributions.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Initiated.self) { event, rows in try rows.put("name", "name", event.name) }
        when(Renamed.self) { event, rows in try rows.put("name", "name", event.name) }
        when(AliasAdded.self) { event, rows in try rows.put("alias", "alias", event.alias) }
        when(ObjectiveSet.self) { event, rows in
            try rows.put("statement", "statement", event.statement)
        }
        when(GoalDeclared.self) { event, rows in try rows.put("statement", "text", event.text) }
    }
}

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
                sql: UnitMembers.namedCountSQL(unit: "t.id")),
            ComputedColumn(
                name: "unnamedMembers", meaning: "How many members are still known by number only.",
                sql: UnitMembers.unnamedCountSQL(unit: "t.id")),
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

/// What else a unit is called.
enum UnitAliases: ReadModel {
    static let view = View(
        "unit-alias", of: Unit.self, list: "aliases", "Other names of units.", key: .entry,
        columns: [
            .text("alias", "The other name."),
            .text("type", "How it came about: acronym, short, variant, local_language or former."),
        ])

    static func project(when: inout Projection) {
        when(Unit.AliasAdded.self) { added, rows in
            try rows.put(["alias": added.alias, "type": added.type.rawValue])
        }
    }
}

/// How units were applied for and what was decided.
enum UnitEstablishmentSteps: ReadModel {
    static let view = View(
        "unit-establishment", of: Unit.self, list: "establishmentSteps",
        "Applications for units and what was decided on them.", key: .entry,
        columns: [
            .text("step", "applied, approved or refused."),
            .reference("authority", to: Institution.self, "Who was asked or decided."),
            .list("applicants", "The institutions that applied."),
            .integer("unnamedApplicants", "How many applied whose names are not known."),
            .text("designation", "What the approval made of the unit."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.EstablishmentApplied.self) { applied, rows in
            try rows.put([
                "step": "applied", "authority": applied.authority,
                "applicants": ListValue(applied.applicants),
                "unnamedApplicants": applied.unnamedApplicants, "occurredOn": rows.occurredOn,
            ])
        }
        when(Unit.EstablishmentApproved.self) { approved, rows in
            try rows.put([
                "step": "approved", "authority": approved.authority, "designation": approved.designation,
                "occurredOn": rows.occurredOn,
            ])
        }
        when(Unit.EstablishmentRefused.self) { refused, rows in
            try rows.put(["step": "refused", "authority": refused.authority, "occurredOn": rows.occurredOn])
        }
    }
}

/// Who inaugurated units, and when.
enum UnitInaugurations: ReadModel {
    static let view = View(
        "unit-inauguration", of: Unit.self, list: "inaugurations", "Inaugurations of units.", key: .entry,
        columns: [
            .list("by", "The persons who inaugurated it."),
            .reference("activity", to: Activity.self, "The meeting at which they did."),
            .date("inauguratedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.Inaugurated.self) { inaugurated, rows in
            try rows.put([
                "by": ListValue(inaugurated.by), "activity": inaugurated.activity,
                "inauguratedOn": rows.occurredOn,
            ])
        }
    }
}

/// Which institutions are members of units by name.
enum UnitMembers: ReadModel {
    static let view = View(
        "unit-member", of: Unit.self, list: "members",
        "Institutions that are or were members of units by name.",
        key: .entry, indexed: ["institution"],
        columns: [
            .reference("institution", to: Institution.self, "The member."),
            .text("role", "lead, founder or member."),
            .boolean("formerlyUnnamed", "Whether it had been counted among the unnamed members."),
            .date("joinedOn", "Since when."),
            .date("leftOn", "Until when; absent while it is a member."),
        ])

    static func project(when: inout Projection) {
        when(Unit.MemberJoined.self) { joined, rows in
            try rows.put([
                "institution": joined.institution, "role": joined.role.rawValue,
                "formerlyUnnamed": joined.formerlyUnnamed ?? false, "joinedOn": rows.occurredOn,
            ])
        }
        when(Unit.MemberLeft.self) { left, rows in
            try rows.update(
                where: ["institution": left.institution, "leftOn": String?.none],
                set: ["leftOn": rows.occurredOn])
        }
    }

    /// Counts the present members that are known by name. One is one: with `asOf` it may have joined again before it left.
    static func namedCountSQL(unit: String) -> String {
        "(SELECT count(DISTINCT m.institution) FROM unit_member m WHERE m.unit = \(unit) AND m.left_on IS NULL)"
    }

    /// Counts the members that were recorded by number and have not been named since. Not below zero: with `asOf` a
    /// naming may count before the number does.
    static func unnamedCountSQL(unit: String) -> String {
        """
        max(0, (SELECT coalesce(sum(n.count), 0) FROM unit_unnamed_member n WHERE n.unit = \(unit)) \
        - (SELECT count(*) FROM unit_member m WHERE m.unit = \(unit) AND m.formerly_unnamed))
        """
    }
}

/// Members of units that are known by number only.
enum UnitUnnamedMembers: ReadModel {
    static let view = View(
        "unit-unnamed-member", of: Unit.self, list: "unnamedMemberRecords",
        "Members of units that were recorded by number; those named later are counted out again.",
        key: .entry,
        columns: [
            .integer("count", "How many."),
            .text("description", "What is known of them."),
            .date("recordedFor", "When they were members."),
        ])

    static func project(when: inout Projection) {
        when(Unit.UnnamedMembersRecorded.self) { recorded, rows in
            try rows.put([
                "count": recorded.count, "description": recorded.description, "recordedFor": rows.occurredOn,
            ])
        }
    }
}

/// Who supports units, and how.
enum UnitSupport: ReadModel {
    static let view = View(
        "unit-support", of: Unit.self, list: "support", "Support that units were given.", key: .entry,
        columns: [
            .record("supporter", "The institution or unit, as kind/ID."),
            .text("type", "support, guidance, funding or policy."),
            .text("text", "What it consists of."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.SupportRecorded.self) { support, rows in
            try rows.put([
                "supporter": support.supporter, "type": support.type.rawValue, "text": support.text,
                "occurredOn": rows.occurredOn,
            ])
        }
    }
}

/// What units want to achieve, in their own words.
enum UnitGoals: ReadModel {
    static let view = View(
        "unit-goal", of: Unit.self, list: "goals", "Goals that units declared.", key: .entry,
        columns: [
            .text("text", "The goal."),
            .list("policyContext", "The policies that it refers to."),
            .date("declaredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.GoalDeclared.self) { declared, rows in
            try rows.put([
                "text": declared.text, "policyContext": ListValue(declared.policyContext),
                "declaredOn": rows.occurredOn,
            ])
        }
    }
}

/// How units were organised over time.
enum UnitOrganisations: ReadModel {
    static let view = View(
        "unit-organisation", of: Unit.self, list: "organisation",
        "How units were organised, change by change.",
        key: .entry,
        columns: [
            .text("form", "How it is organised."),
            .text("mechanism", "How it works."),
            .date("changedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Unit.OrganisationChanged.self) { changed, rows in
            try rows.put([
                "form": changed.form, "mechanism": changed.mechanism, "changedOn": rows.occurredOn,
            ])
        }
    }
}

/// How units were said to be doing.
enum UnitStatusReports: ReadModel {
    static let view = View(
        "unit-status", of: Unit.self, list: "statusReports", "Reports on how units are doing.", key: .entry,
        columns: [
            .text("text", "The report."),
            .date("reportedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.StatusReported.self) { reported, rows in
            try rows.put(["text": reported.text, "reportedOn": rows.occurredOn])
        }
    }
}

/// What units set themselves, and how far they are.
enum UnitObjectives: ReadModel {
    static let view = View(
        "unit-objective", of: Unit.self, list: "objectives",
        "Objectives and contents that units set themselves.",
        key: .columns(["objective"]),
        columns: [
            .text("objective", "The id of the objective."),
            .text("type", "objective or content."),
            .text("statement", "What is to be reached."),
            .decimal("target", "The number to be reached."),
            .text("unitOfMeasure", "What the number counts."),
            .date("due", "By when."),
            .decimal("progress", "The number last reported."),
            .date("completedOn", "When it was reached; absent while it is not."),
        ])

    static func project(when: inout Projection) {
        when(Unit.ObjectiveSet.self) { objective, rows in
            try rows.put([
                "objective": objective.objective, "type": objective.type.rawValue,
                "statement": objective.statement, "target": objective.target, "unitOfMeasure": objective.unit,
                "due": objective.due,
            ])
        }
        when(Unit.ObjectiveProgressed.self) { progressed, rows in
            guard let value = progressed.value else { return }
            try rows.put(["objective": progressed.objective, "progress": value])
        }
        when(Unit.ObjectiveCompleted.self) { completed, rows in
            try rows.put(["objective": completed.objective, "completedOn": rows.occurredOn])
        }
    }
}

/// What was reported on the way to objectives.
enum UnitObjectiveProgress: ReadModel {
    static let view = View(
        "unit-objective-progress", of: Unit.self, list: "objectiveProgress",
        "Reports on the way to the objectives of units.", key: .entry,
        columns: [
            .text("objective", "The id of the objective."),
            .decimal("value", "The number reached."),
            .text("text", "What was done."),
            .date("reportedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.ObjectiveProgressed.self) { progressed, rows in
            try rows.put([
                "objective": progressed.objective, "value": progressed.value, "text": progressed.text,
                "reportedOn": rows.occurredOn,
            ])
        }
    }
}

/// What units did for others.
enum UnitContributions: ReadModel {
    static let view = View(
        "unit-contribution", of: Unit.self, list: "contributions", "What units did for others.", key: .entry,
        columns: [
            .text("type", "technology_spillover, public_service, sustainability or industry_promotion."),
            .text("mode", "In which way."),
            .text("text", "What was done."),
            .reference("recipient", to: Institution.self, "For whom."),
            .integer("amountMinorUnits", "What it was worth, in the minor unit of the currency."),
            .text("currency", "ISO 4217."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.ContributionRecorded.self) { contribution, rows in
            try rows.put([
                "type": contribution.type.rawValue, "mode": contribution.mode, "text": contribution.text,
                "recipient": contribution.recipient, "amountMinorUnits": contribution.amount?.minorUnits,
                "currency": contribution.amount?.currency, "occurredOn": rows.occurredOn,
            ])
        }
    }
}
