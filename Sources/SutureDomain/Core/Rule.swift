/// The codes of the rules, as they stand in a refusal. A code never changes its meaning.
package enum Rule: String, CaseIterable, Sendable {
    // References
    case notFound = "not-found"
    case alreadyExists = "already-exists"
    case wrongKind = "wrong-kind"
    // Life cycle
    case illegalTransition = "illegal-transition"
    case recordLocked = "record-locked"
    case recordClosed = "record-closed"
    case personErased = "person-erased"
    case reasonRequired = "reason-required"
    // Voids and corrections
    /// The event does not count any more: it was voided or corrected before.
    case alreadyVoided = "already-voided"
    /// A void, a lock, an erasure, or a consequence of another event, which goes with that one.
    case notVoidable = "not-voidable"
    /// Later events would have been refused without the event, or with the corrected one in its place.
    case laterEventsDepend = "later-events-depend"
    // Time
    case occurredInFuture = "occurred-in-future"
    case beforeExistence = "before-existence"
    case intervalReversed = "interval-reversed"
    // Institutions and units
    case aliasTaken = "alias-taken"
    case cycle
    case notApplied = "not-applied"
    case alreadyDecided = "already-decided"
    case twoLeads = "two-leads"
    case noUnnamedMemberLeft = "no-unnamed-member-left"
    case alreadyMember = "already-member"
    case notAMember = "not-a-member"
    // Identifiers
    case badIdentifier = "bad-identifier"
    // Agreements
    case tooFewParties = "too-few-parties"
    case notAParty = "not-a-party"
    case alreadySigned = "already-signed"
    // Problems
    case notAClinician = "not-a-clinician"
    case problemNotAccepted = "problem-not-accepted"
    // Projects
    case levelMismatch = "level-mismatch"
    case solutionRolesMissing = "solution-roles-missing"
    case keyWithoutScreening = "key-without-screening"
    // Screening
    case notInRound = "not-in-round"
    case roundClosed = "round-closed"
    case reviewMissing = "review-missing"
    case conflictOfInterest = "conflict-of-interest"
    // Training
    case alreadyEnrolled = "already-enrolled"
    case notAnInstructor = "not-an-instructor"
    case instructorNotProjectDoctor = "instructor-not-project-doctor"
    case alreadyInstructor = "already-instructor"
    // Money
    case amountNotPositive = "amount-not-positive"
    case countTooLarge = "count-too-large"
    case notApproved = "not-approved"
    case overLine = "over-line"
    case overPlan = "over-plan"
    case overAllocation = "over-allocation"
    case overPledge = "over-pledge"
    case checkpointNotPassed = "checkpoint-not-passed"
    case currencyMismatch = "currency-mismatch"
    case openAllocations = "open-allocations"
    case voucherUsed = "voucher-used"
    // Devices and trials
    case stageRegression = "stage-regression"
    case ethicsMissing = "ethics-missing"
    case siteNotActive = "site-not-active"
    case deviceNotInTrial = "device-not-in-trial"
    case deviceNotInvestigational = "device-not-investigational"
    case trialNotRunning = "trial-not-running"
    case subjectUnknown = "subject-unknown"
    case subjectWithdrawn = "subject-withdrawn"
    case consentMissing = "consent-missing"
    // Safety
    case fatalInconsistent = "fatal-inconsistent"
    case onsetAfterAwareness = "onset-after-awareness"
    case downgradeNeedsReason = "downgrade-needs-reason"
    case causalityMissing = "causality-missing"
    // Assessments and sources
    case unitNotApproved = "unit-not-approved"
    case criteriaFrozen = "criteria-frozen"
    case ratingNotInScale = "rating-not-in-scale"
    case rankTaken = "rank-taken"
    case resultsIncomplete = "results-incomplete"
    case alreadyReleased = "already-released"
    case metricUnknown = "metric-unknown"
    // The installation
    /// The clock or the log has moved on since somebody looked at them.
    case clockMoved = "clock-moved"
    case importClosed = "import-closed"
    /// Another account began the import.
    case notOwnImport = "not-own-import"
}
