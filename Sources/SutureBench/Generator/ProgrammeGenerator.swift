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
    var runningTrials: [GeneratedTrial] = []
    var problemCount = 0
    var openProblems: [String] = []
    var achievementCount = 0
    var screeningCount = 0
    var agreementCount = 0
    var activityCount = 0
    var fundCount = 0
    var openFund: GeneratedFund?
    var lastStudent: String?
    var adverseEventCount = 0
    var deficiencyCount = 0
    var assessmentCount = 0
    var sourceCount = 0

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
                madeCount += command.consequence == nil ? 1 : 2
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
        _ name: String, _ id: String, on day: PartialDate? = nil, because reason: String? = nil,
        _ fields: (inout FieldWriter) -> Void = { _ in }
    ) {
        var writer = FieldWriter(form: form, noise: noise)
        fields(&writer)
        let kind = String(name.prefix { $0 != "." })
        waiting.append(
            GeneratedCommand(
                name: name, stream: StreamName(kind: kind, id: id), fields: writer.finish(),
                occurredOn: day ?? date(), reason: reason, holdsPersonalData: writer.holdsPersonalData))
        noise = writer.noise
    }

    /// Says what the command that was added last makes of another record, in the same commit.
    mutating func follow(in stream: String, as type: EventType, _ fields: (inout FieldWriter) -> Void) {
        guard let stream = StreamName(stream), let last = waiting.indices.last else {
            preconditionFailure("\(type) follows no command")
        }
        var writer = FieldWriter(form: form, noise: noise)
        fields(&writer)
        waiting[last].consequence = GeneratedCommand.Consequence(
            stream: stream, type: type, fields: writer.finish())
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
        case ..<640: logOutcome()
        case ..<790: enrolSubject()
        case ..<860: completeSubject()
        case ..<870: withdrawSubject()
        case ..<880: recordDeviation()
        case ..<885: reportAdverseEvent()
        case ..<887: reportDeficiency()
        case ..<890: recordFeedback()
        case ..<935: enrolStudent()
        case ..<955: joinDoctor()
        case ..<963: selectInstructor()
        case ..<973: reachMilestone()
        case ..<977: closeProject()
        case ..<984: raiseProblem()
        case ..<990: payStipend()
        case ..<991: holdMeeting(["salon"])
        case ..<992: signAgreement()
        case ..<994: screenProjects()
        case ..<995: assessSchool()
        case ..<998: registerSource()
        default: recordHospital()
        }
    }
}
