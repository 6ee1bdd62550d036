import SutureDomain

/// Makes random programmes of any size, each command admissible behind the ones before it.
///
/// It keeps no records, only what it must know of them to go on: which projects and trials run, who is on them. So a
/// million commands take some seconds, and memory grows with people and with what is under way.
///
///     programme ──▶ institutions, units ──▶ projects ──▶ people ──▶ trials ──▶ subjects ──▶ outcomes
package struct ProgrammeGenerator: Sendable {
    /// A programme lasts eight years, however many events it has.
    private static let dayCount = 8 * 365
    private static let firstDay = 16_436  // 2015-01-01

    var random: SeededRandom
    private var noise: SeededRandom
    private let form: FieldWriter.Form
    private let expectedCount: Int
    /// Stands before every id, so that several programmes fit into one log.
    let prefix: String
    private var madeCount = 0
    /// Commands that belong together and come next, the last one first.
    private var waiting: [GeneratedCommand] = []
    /// The day that it is, so that its text is made once.
    private var exactDate = PartialDate.unknown

    var institutionCount = 0
    var hospitals: [String] = []
    var unitCount = 0
    var personCount = 0
    var clinicians: [String] = []
    var studentCount = 0
    var instructorCount = 0
    var projectCount = 0
    var openProjects: [GeneratedProject] = []
    var deviceCount = 0
    var trialCount = 0
    var agreementCount = 0
    var activityCount = 0
    var problemCount = 0
    var achievementCount = 0
    var runningTrials: [GeneratedTrial] = []
    var adverseEventCount = 0
    var deficiencyCount = 0

    /// - Parameter expectedCount: over how many commands the programme's years are spread.
    package init(seed: UInt64, expectedCount: Int, prefix: String = "") {
        self.init(seed: seed, expectedCount: expectedCount, prefix: prefix, form: .command)
    }

    init(seed: UInt64, expectedCount: Int, prefix: String, form: FieldWriter.Form) {
        random = SeededRandom(seed: seed)
        noise = SeededRandom(seed: ~seed)
        self.expectedCount = max(1, expectedCount)
        self.prefix = prefix
        self.form = form
    }

    package mutating func next() -> GeneratedCommand {
        while true {
            if let command = waiting.popLast() {
                madeCount += 1
                return command
            }
            goOn()
            waiting.reverse()
        }
    }

    /// An outcome of a trial that runs; what is under way is brought to its end before.
    mutating func nextOutcome() -> GeneratedCommand {
        if waiting.isEmpty {
            logOutcome()
            waiting.reverse()
        }
        return next()
    }

    /// Adds a command behind those that wait.
    mutating func record(
        _ name: String, _ id: String, on day: PartialDate? = nil,
        _ fields: (inout FieldWriter) -> Void = { _ in }
    ) {
        var writer = FieldWriter(form: form, noise: noise)
        fields(&writer)
        let kind = String(name.prefix { $0 != "." })
        waiting.append(
            GeneratedCommand(
                name: name, stream: StreamName(kind: kind, id: id), fields: writer.finish(),
                occurredOn: day ?? date(), holdsPersonalData: writer.holdsPersonalData))
        noise = writer.noise
    }

    var today: Day {
        Day(
            number: ProgrammeGenerator.firstDay
                + min(madeCount, expectedCount) * ProgrammeGenerator.dayCount / expectedCount)
    }

    /// Today; sometimes less exactly known. Nothing that happens later is provably earlier.
    private mutating func date() -> PartialDate {
        if exactDate.latest != today { exactDate = PartialDate(today) }
        return switch random.below(40) {
        case 0: PartialDate(String(exactDate.text.prefix(7))) ?? .unknown
        case 1: PartialDate("..\(exactDate.text)") ?? .unknown
        case 2: .unknown
        default: exactDate
        }
    }
}

// MARK: What happens next

extension ProgrammeGenerator {
    private static let openProjectCount = 12
    private static let runningTrialCount = 8

    /// First what everything else needs, then mostly outcomes.
    private mutating func goOn() {
        if institutionCount == 0 { return recordFoundation() }
        if openProjects.count < ProgrammeGenerator.openProjectCount { return openProject() }
        if runningTrials.count < ProgrammeGenerator.runningTrialCount { return startTrial() }
        switch random.below(1000) {
        case ..<632: logOutcome()
        case ..<637: reportHarm()
        case ..<640: reportDeficiency()
        case ..<790: enrolSubject()
        case ..<870: completeSubject()
        case ..<880: withdrawSubject()
        case ..<890: recordDeviation()
        case ..<900: recordFeedback()
        case ..<950: enrolStudent()
        case ..<970: joinDoctor()
        case ..<980: selectInstructor()
        case ..<990: reachMilestone()
        case ..<996: closeProject()
        case ..<998: holdForum()
        default: recordHospital()
        }
    }
}
