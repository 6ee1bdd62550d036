import SutureDomain
import SutureReports

extension Unit: Viewed {
    static let readModels = [
        units, aliases, establishmentSteps, inaugurations, members, unnamedMemberRecords, support, goals,
        organisation, statusReports, objectives, objectiveProgress, contributions,
    ]

    static let searchTerms = [
        SearchTerm(.name, of: Initiated.self, "name") { $0.name },
        SearchTerm(.name, of: Renamed.self, "name") { $0.name },
        SearchTerm(.alias, of: AliasAdded.self, "alias") { $0.alias },
        SearchTerm(.statement, of: ObjectiveSet.self, "statement") { $0.statement },
        SearchTerm(.statement, of: GoalDeclared.self, "text") { $0.text },
    ]

    private static let units = ReadModel(
        of: Unit.self, "Institutes, graduate schools, centres and platforms.",
        computed: [
            QueryColumn(
                "namedMembers", .integer, "How many institutions are members by name.",
                sql: UnitMemberCount.named(unit: "t.id")),
            QueryColumn(
                "unnamedMembers", .integer, "How many members are still known by number only.",
                sql: UnitMemberCount.unnamed(unit: "t.id")),
        ]
    ) { when in
        when(Initiated.self) { initiated, row in
            row.put("name", initiated.name, "The name that it goes by.", .label)
            row.put("type", initiated.type, "What sort of unit it is.")
            row.put("purpose", initiated.purpose, "What it is for.")
            row.put("initiators", initiated.initiators, "The institutions that initiated it.")
            row.put("basis", initiated.basis, "The agreement that it rests on.")
            row.put("initiatedOn", row.occurredOn, "When it was initiated.")
        }
        when(EstablishmentApplied.self) { _, row in
            row.put(
                "establishment", EstablishmentApplied.to.rawValue,
                "How far its establishment got: applied, approved or refused.")
        }
        when(EstablishmentApproved.self) { approved, row in
            row.put("establishment", EstablishmentApproved.to.rawValue)
            row.put("designation", approved.designation, "What the approval made of it.")
            row.put("approvedOn", row.occurredOn, "When its establishment was approved.")
        }
        when(Inaugurated.self) { _, row in
            row.put("inauguratedOn", row.occurredOn, "When it was inaugurated.")
        }
        when(OrganisationChanged.self) { changed, row in
            row.put("form", changed.form, "How it is organised.")
            row.put("mechanism", changed.mechanism, "How it works.")
        }
        when(Closed.self) { _, row in
            row.put("closedOn", row.occurredOn, "When it was closed; absent while it is open.")
        }
        when(Renamed.self) { renamed, row in row.put("name", renamed.name) }
        when(EstablishmentRefused.self) { _, row in row.put("establishment", EstablishmentRefused.to.rawValue)
        }
    }

    private static let aliases = ReadModel(
        "unit-alias", list: "aliases", when: AliasAdded.self, "Other names of units."
    ) { added, row in
        row.put("alias", added.alias, "The other name.")
        row.put("type", added.type, "How it came about: {words}.")
    }

    private static let establishmentSteps = ReadModel(
        "unit-establishment", of: Unit.self, list: "establishmentSteps",
        "Applications for units and what was decided on them."
    ) { when in
        when(EstablishmentApplied.self) { applied, row in
            row.put("step", EstablishmentApplied.to.rawValue, "applied, approved or refused.")
            row.put("authority", applied.authority, "Who was asked or decided.")
            row.put("applicants", applied.applicants, "The institutions that applied.")
            row.put(
                "unnamedApplicants", applied.unnamedApplicants, "How many applied whose names are not known.")
            row.put("occurredOn", row.occurredOn)
        }
        when(EstablishmentApproved.self) { approved, row in
            row.put("step", EstablishmentApproved.to.rawValue)
            row.put("authority", approved.authority)
            row.put("designation", approved.designation, "What the approval made of the unit.")
            row.put("occurredOn", row.occurredOn, "When.")
        }
        when(EstablishmentRefused.self) { refused, row in
            row.put("step", EstablishmentRefused.to.rawValue)
            row.put("authority", refused.authority)
            row.put("occurredOn", row.occurredOn)
        }
    }

    private static let inaugurations = ReadModel(
        "unit-inauguration", list: "inaugurations", when: Inaugurated.self, "Inaugurations of units."
    ) { inaugurated, row in
        row.put("by", inaugurated.by, "The persons who inaugurated it.")
        row.put("activity", inaugurated.activity, "The meeting at which they did.")
        row.put("inauguratedOn", row.occurredOn, "When.")
    }

    private static let members = ReadModel(
        "unit-member", of: Unit.self, list: "members",
        "Institutions that are or were members of units by name."
    ) { when in
        when(MemberJoined.self) { joined, row in
            row.put("institution", joined.institution, "The member.", .indexed)
            row.put("role", joined.role, "{words}.")
            row.put(
                "formerlyUnnamed", joined.formerlyUnnamed ?? false,
                "Whether it had been counted among the unnamed members.")
            row.put("joinedOn", row.occurredOn, "Since when.")
        }
        when(MemberLeft.self) { left, row in
            row.match("institution", left.institution)
            row.match(absent: "leftOn")
            row.put("leftOn", row.occurredOn, "Until when; absent while it is a member.")
        }
    }

    private static let unnamedMemberRecords = ReadModel(
        "unit-unnamed-member", list: "unnamedMemberRecords", when: UnnamedMembersRecorded.self,
        "Members of units that were recorded by number; those named later are counted out again."
    ) { recorded, row in
        row.put("count", recorded.count, "How many.")
        row.put("description", recorded.description, "What is known of them.")
        row.put("recordedFor", row.occurredOn, "When they were members.")
    }

    private static let support = ReadModel(
        "unit-support", list: "support", when: SupportRecorded.self, "Support that units were given."
    ) { support, row in
        row.put("supporter", support.supporter, "The institution or unit, as kind/ID.")
        row.put("type", support.type, "{words}.")
        row.put("text", support.text, "What it consists of.")
        row.put("occurredOn", row.occurredOn, "When.")
    }

    private static let goals = ReadModel(
        "unit-goal", list: "goals", when: GoalDeclared.self, "Goals that units declared."
    ) { declared, row in
        row.put("text", declared.text, "The goal.")
        row.put("policyContext", declared.policyContext, "The policies that it refers to.")
        row.put("declaredOn", row.occurredOn, "When.")
    }

    private static let organisation = ReadModel(
        "unit-organisation", list: "organisation", when: OrganisationChanged.self,
        "How units were organised, change by change."
    ) { changed, row in
        row.put("form", changed.form, "How it is organised.")
        row.put("mechanism", changed.mechanism, "How it works.")
        row.put("changedOn", row.occurredOn, "Since when.")
    }

    private static let statusReports = ReadModel(
        "unit-status", list: "statusReports", when: StatusReported.self, "Reports on how units are doing."
    ) { reported, row in
        row.put("text", reported.text, "The report.")
        row.put("reportedOn", row.occurredOn, "When.")
    }

    private static let objectives = ReadModel(
        "unit-objective", of: Unit.self, list: "objectives",
        "Objectives and contents that units set themselves."
    ) { when in
        when(ObjectiveSet.self) { objective, row in
            row.put("objective", objective.objective, "The id of the objective.", .key)
            row.put("type", objective.type, "{words}.")
            row.put("statement", objective.statement, "What is to be reached.")
            row.put("target", objective.target, "The number to be reached.")
            row.put("unitOfMeasure", objective.unit, "What the number counts.")
            row.put("due", objective.due, "By when.")
        }
        when(ObjectiveProgressed.self) { progressed, row in
            guard let value = progressed.value else { return }
            row.put("objective", progressed.objective)
            row.put("progress", value, "The number last reported.")
        }
        when(ObjectiveCompleted.self) { completed, row in
            row.put("objective", completed.objective)
            row.put("completedOn", row.occurredOn, "When it was reached; absent while it is not.")
        }
    }

    private static let objectiveProgress = ReadModel(
        "unit-objective-progress", list: "objectiveProgress", when: ObjectiveProgressed.self,
        "Reports on the way to the objectives of units."
    ) { progressed, row in
        row.put("objective", progressed.objective, "The id of the objective.")
        row.put("value", progressed.value, "The number reached.")
        row.put("text", progressed.text, "What was done.")
        row.put("reportedOn", row.occurredOn, "When.")
    }

    private static let contributions = ReadModel(
        "unit-contribution", list: "contributions", when: ContributionRecorded.self,
        "What units did for others."
    ) { contribution, row in
        row.put("type", contribution.type, "{words}.")
        row.put("mode", contribution.mode, "In which way.")
        row.put("text", contribution.text, "What was done.")
        row.put("recipient", contribution.recipient, "For whom.")
        row.put(amount: contribution.amount, "What it was worth, in the minor unit of the currency.")
        row.put("occurredOn", row.occurredOn, "When.")
    }
}
