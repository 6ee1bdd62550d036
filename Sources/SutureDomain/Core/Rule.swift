/// The codes of the rules, as they stand in a refusal. A code never changes its meaning.
package enum Rule: String, CaseIterable, Sendable {
    // References
    case notFound = "not-found"
    case alreadyExists = "already-exists"
    case wrongKind = "wrong-kind"
    // Life cycle
    case illegalTransition = "illegal-transition"
    case recordClosed = "record-closed"
    case reasonRequired = "reason-required"
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
    // Projects
    case levelMismatch = "level-mismatch"
    case solutionRolesMissing = "solution-roles-missing"
    case keyWithoutScreening = "key-without-screening"
    // Training
    case alreadyEnrolled = "already-enrolled"
    case notAnInstructor = "not-an-instructor"
    case instructorNotProjectDoctor = "instructor-not-project-doctor"
    case alreadyInstructor = "already-instructor"
    // Money
    case amountNotPositive = "amount-not-positive"
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
}
