/// Every read model of this build.
package enum ViewCatalogue {
    /// In the order in which they are documented.
    package static let models: [any ReadModel.Type] = [
        Institutions.self, InstitutionAliases.self, InstitutionAffiliations.self, InstitutionIdentifiers.self,
        Persons.self, PersonAliases.self, PersonPositions.self, PersonQualifications.self,
        PersonCommitments.self, PersonIdentifiers.self, PersonHonours.self,
        PersonErasureRefusals.self, PersonErasures.self,
        Agreements.self, AgreementParties.self, AgreementAmendments.self,
        Units.self, UnitAliases.self, UnitEstablishmentSteps.self, UnitInaugurations.self, UnitMembers.self,
        UnitUnnamedMembers.self, UnitSupport.self, UnitGoals.self, UnitOrganisations.self,
        UnitStatusReports.self, UnitObjectives.self, UnitObjectiveProgress.self, UnitContributions.self,
        Problems.self, ProblemIssues.self,
        Projects.self, ProjectUnits.self, ProjectProblems.self, ProjectMembers.self, ProjectMilestones.self,
        ProjectPlans.self, ProjectPlanContributors.self, ProjectScreenings.self,
        Screenings.self, ScreeningCriteria.self, ScreeningProjects.self, ScreeningReviews.self,
        ScreeningScores.self,
        Activities.self, ActivityOrganisers.self, ActivitySpeeches.self, ActivityAttendance.self,
        Achievements.self, AchievementUnits.self, AchievementProjects.self, AchievementDevices.self,
        AchievementPersons.self, AchievementApplications.self,
        Students.self, StudentInstructors.self, StudentTraining.self,
        Instructors.self,
        Funds.self, FundPledges.self, FundReceipts.self, FundLines.self, FundApprovals.self,
        FundCheckpoints.self, FundAllocations.self, FundReleases.self, FundPayments.self,
        FundExpenditures.self,
        Devices.self, DeviceStages.self, DeviceVersions.self, DeviceClassifications.self,
        DeviceIdentifiers.self,
        Trials.self, TrialDevices.self, TrialSites.self, TrialEthicsOpinions.self, TrialEndpoints.self,
        TrialSubjects.self, TrialOutcomes.self, TrialDeviations.self, TrialFeedback.self,
        Assessments.self, AssessmentCriteria.self, AssessmentUnits.self, AssessmentExperts.self,
        AssessmentMaterials.self, AssessmentReviews.self, AssessmentScores.self, AssessmentOpinions.self,
        Sources.self, SourceContributors.self, SourceClaims.self, SourceStatements.self,
        AdverseEvents.self, AdverseEventAssessments.self, AdverseEventRevisions.self,
        AdverseEventFollowUps.self, AdverseEventNotifications.self,
        Deficiencies.self, DeficiencyNotifications.self, DeficiencyInvestigations.self,
        Installations.self, InstallationRestorations.self, InstallationClocks.self, Imports.self,
        Notes.self, Attachments.self, Locks.self, Voids.self, SearchTerms.self,
    ]

    /// What readers may list.
    package static let views: [View] = tables.filter(\.isListed)

    /// Every table that is projected, in the order of ``models``.
    static let tables: [View] = models.map { $0.view }
    static let projection = Projection(of: models)

    private static let tablesByName = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })

    /// The rows of the records of a kind themselves.
    static func main(ofKind kind: some StringProtocol) -> View? {
        guard let view = tablesByName[String(kind)], view.listName == nil else { return nil }
        return view
    }

    /// A view that readers may list; `nil` if there is none of that name.
    static func listed(_ name: String) -> View? {
        guard let view = tablesByName[name], view.isListed else { return nil }
        return view
    }

    /// What a record of this kind has many of.
    static func lists(ofKind kind: some StringProtocol) -> [View] {
        views.filter { $0.listName != nil && ($0.kind == nil || $0.kind == String(kind)) }
    }
}
