import SutureDomain

/// Makes random programmes of any size, each command admissible behind the ones before it.
///
/// It keeps no records, only what it needs to go on: which projects and trials run, who is on them. So a
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

    /// How many of each sort there are, by the letters of their ids.
    private var counts: [String: Int] = [:]
    var hospitals: [String] = []
    var clinicians: [String] = []
    var openProjects: [GeneratedProject] = []
    var runningTrials: [GeneratedTrial] = []
    var openProblems: [String] = []
    var openFund: GeneratedFund?
    var lastStudent: String?

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
        _ fields: GeneratedFields = [:]
    ) {
        let writer = FieldWriter(fields, form: form, noise: noise)
        let kind = String(name.prefix { $0 != "." })
        waiting.append(
            GeneratedCommand(
                name: name, stream: StreamName(kind: kind, id: id), fields: writer.bytes,
                occurredOn: day ?? date(), reason: reason, holdsPersonalData: writer.holdsPersonalData))
        noise = writer.noise
    }

    /// Says what the command that was added last makes of another record, in the same commit.
    mutating func follow(in stream: StreamName, as type: EventType, _ fields: GeneratedFields) {
        waiting[waiting.count - 1].consequence = GeneratedCommand.Consequence(
            stream: stream, type: type, fields: FieldWriter(fields, form: form, noise: noise).bytes)
    }

    /// The id of the next of a sort: `T-1`, `P-0001`.
    mutating func newID(_ letters: String, digitCount: Int = 1) -> String {
        counts[letters, default: 0] += 1
        return "\(prefix)\(letters)-\(count(of: letters).padded(to: digitCount))"
    }

    /// How many ids with these letters there are.
    func count(of letters: String) -> Int { counts[letters] ?? 0 }

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
        if hospitals.isEmpty { return recordFoundation() }
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
