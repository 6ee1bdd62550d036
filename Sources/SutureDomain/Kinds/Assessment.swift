/// A comparison of units against criteria, from its announcement to the release of its results.
///
///     announced ──release──▶ released
///
/// The criteria may change until the first score. Releasing needs a result for every unit that takes part; it
/// is refused a second time as `already-released`, as is whatever would change the results.
package struct Assessment: StateMachine {
    package static let kind = "assessment"

    package static let vocabulary: [any Event.Type] = [
        Announced.self, CriteriaChanged.self, UnitEntered.self, ExpertAppointed.self,
        MaterialsSubmitted.self, Reviewed.self, CriterionScored.self, OpinionRecorded.self,
        ResultDetermined.self, ResultsReleased.self,
    ]

    package enum Status: String, Enumeration { case announced, released }
    package static let ends: Set<Status> = [.released]

    /// In which records of a unit the evidence for a criterion is found.
    package enum EvidenceKind: String, Enumeration {
        case objectives, contents
        case technologySpillover = "technology_spillover"
        case publicService = "public_service"
        case sustainability
        case industryPromotion = "industry_promotion"
        case projects, training
    }

    /// By what units are assessed.
    package struct Criterion: FieldGroup {
        /// An id for the criterion within this assessment.
        package var id: LocalID
        /// What is assessed.
        package var title: String
        /// Which records of a unit speak for it.
        package var evidence: EvidenceKind?
        /// How much it counts.
        package var weight: Decimal?
        /// The highest score.
        package var maximum: Decimal?
    }

    package struct Participation: Hashable, Sendable {
        package let enteredOn: PartialDate
        package fileprivate(set) var hasOpinion = false
        /// `nil` until the result is determined.
        package fileprivate(set) var rating: String?
        package fileprivate(set) var rank: Int64?

        /// Of a unit whose entry is not known.
        fileprivate static let undated = Participation(enteredOn: .unknown)
    }

    /// One expert's score of one unit; of an expert who is not named there may be several.
    package struct Score: Hashable, Sendable {
        package let unit: Unit.ID
        package let criterion: LocalID
        package let expert: Person.ID
    }

    package var status = Status.announced
    package var endedOn: PartialDate?
    /// Best first.
    package private(set) var ratingScale: [String] = []
    package private(set) var criteria: [LocalID: Criterion] = [:]
    /// Since when each is one.
    private var criteriaSince: [LocalID: PartialDate] = [:]
    package private(set) var hasScores = false
    package private(set) var scores: Set<Score> = []
    package private(set) var participants: [Unit.ID: Participation] = [:]
    /// When each was appointed.
    package private(set) var experts: [Person.ID: PartialDate] = [:]

    package init() {}
}

// MARK: What it is

extension Assessment {
    /// Units are to be assessed.
    package struct Announced: CreatingEvent<Assessment> {
        package static let type: EventType = "assessment.announced"
        package static let refusals: [Rule] = [.amountNotPositive, .ratingNotInScale]
        package static let command: CommandName = "announce"

        /// What the assessment is called.
        package var title: String
        /// What is assessed, and of whom.
        package var scope: Prose?
        /// The institution that assesses.
        package var organiser: Institution.ID
        /// The year that is assessed.
        package var year: Int64
        /// The ratings that can be given, the best one first; at least one.
        package var ratingScale: [String]
        /// By what units are assessed.
        package var criteria: [Criterion]

        package func check(_ assessment: Assessment) throws(Refusal) {
            try year.requirePositive(field: "year")
            guard !ratingScale.isEmpty else {
                throw Refusal(
                    .ratingNotInScale, field: "ratingScale",
                    "A scale has at least one rating, the best first.")
            }
            for (index, rating) in ratingScale.enumerated() where ratingScale[..<index].contains(rating) {
                throw Refusal(
                    .alreadyExists, field: "ratingScale", "\(rating) is in the scale more than once.")
            }
            try Assessment.requireSound(criteria)
        }

        package func apply(to assessment: inout Assessment, on occurredOn: PartialDate) {
            assessment.ratingScale = ratingScale
            assessment.replaceCriteria(criteria, on: occurredOn)
        }
    }

    /// Units are assessed by other criteria; these take the place of all that there were.
    package struct CriteriaChanged: RecordableEvent<Assessment> {
        package static let type: EventType = "assessment.criteria-changed"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [
            .alreadyReleased, .criteriaFrozen, .alreadyExists, .amountNotPositive,
        ]
        package static let command: CommandName = "change-criteria"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let precedesTheEnd = true

        /// All criteria from now on.
        package var criteria: [Criterion]

        package var part: Part? { Part("criteria") }

        package func check(_ assessment: Assessment) throws(Refusal) {
            try assessment.requireUnreleased()
            guard !assessment.hasScores else {
                throw Refusal(
                    .criteriaFrozen, field: "criteria",
                    "Units have been scored by the criteria; they cannot change any more.")
            }
            try Assessment.requireSound(criteria)
        }

        package func apply(to assessment: inout Assessment, on occurredOn: PartialDate) {
            assessment.replaceCriteria(criteria, on: occurredOn)
        }
    }

    private static func requireSound(_ criteria: [Criterion]) throws(Refusal) {
        for (index, criterion) in criteria.enumerated() {
            guard !criteria[..<index].contains(where: { $0.id == criterion.id }) else {
                throw Refusal(
                    .alreadyExists, field: "criteria", "There is a criterion \(criterion.id) already.")
            }
            if let weight = criterion.weight, weight.isNegative {
                throw Refusal(
                    .amountNotPositive, field: "criteria.weight",
                    "The weight of \(criterion.id) must not be less than zero, as \(weight) is.")
            }
            if let maximum = criterion.maximum, maximum.isNegative || maximum.isZero {
                throw Refusal(
                    .amountNotPositive, field: "criteria.maximum",
                    "The maximum of \(criterion.id) must be more than zero, not \(maximum).")
            }
        }
    }

    private mutating func replaceCriteria(_ criteria: [Criterion], on occurredOn: PartialDate) {
        self.criteria = Dictionary(criteria.map { ($0.id, $0) }) { _, last in last }
        criteriaSince = self.criteria.keys.reduce(into: [:]) { $0[$1] = criteriaSince[$1] ?? occurredOn }
    }
}

// MARK: Who takes part

extension Assessment {
    /// A unit takes part.
    package struct UnitEntered: RecordableEvent<Assessment> {
        package static let type: EventType = "assessment.unit-entered"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .alreadyReleased, .alreadyExists, .unitNotApproved, .conflictOfInterest,
        ]
        package static let command: CommandName = "enter"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let precedesTheEnd = true

        /// The unit. Its establishment has been approved, on whatever day, but not provably later.
        package var unit: Unit.ID

        package var part: Part? { Part("entry", unit.text) }

        package func check(
            _ assessment: Assessment, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try assessment.requireUnreleased()
            guard assessment.participants[unit] == nil else {
                throw Refusal(.alreadyExists, field: "unit", "\(unit) takes part already.")
            }
            guard let approvedOn = records.find(unit)?.approvedOn else {
                throw Refusal(
                    .unitNotApproved, field: "unit", record: unit.stream,
                    "The establishment of \(unit) has not been approved.")
            }
            guard !approvedOn.isProvablyAfter(context.occurredOn) else {
                throw Refusal(
                    .unitNotApproved, field: "unit", record: unit.stream,
                    "The establishment of \(unit) was approved (\(approvedOn)) only after "
                        + "\(context.occurredOn).")
            }
            for expert in assessment.experts.keys.sorted() {
                try Assessment.requireIndependence(
                    of: expert, from: unit, in: records, context, field: "unit")
            }
        }

        package func apply(to assessment: inout Assessment, on occurredOn: PartialDate) {
            assessment.participants[unit] =
                assessment.participants[unit] ?? Participation(enteredOn: occurredOn)
        }
    }

    /// Someone is to judge the units.
    package struct ExpertAppointed: RecordableEvent<Assessment> {
        package static let type: EventType = "assessment.expert-appointed"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists, .conflictOfInterest]
        package static let command: CommandName = "appoint-expert"

        /// The expert: nobody who holds a position at a unit that takes part or at one of its members.
        package var person: Person.ID

        package func check(
            _ assessment: Assessment, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            guard assessment.experts[person] == nil else {
                throw Refusal(.alreadyExists, field: "person", "\(person) is an expert already.")
            }
            for unit in assessment.participants.keys.sorted() {
                try Assessment.requireIndependence(
                    of: person, from: unit, in: records, context, field: "person")
            }
        }

        package func apply(to assessment: inout Assessment, on occurredOn: PartialDate) {
            assessment.experts[person] = assessment.experts[person] ?? occurredOn
        }
    }

    /// Refuses as `conflict-of-interest` an expert who holds a position at the unit or at one of its members,
    /// unless it provably began after what is recorded.
    private static func requireIndependence(
        of expert: Person.ID, from unit: Unit.ID, in records: some Records, _ context: CommandContext,
        field: String
    ) throws(Refusal) {
        guard let person = records.find(expert), let state = records.find(unit) else { return }
        let places = Set(state.members.keys.map(\.stream) + [unit.stream])
        let posts = person.posts.filter { post, since in
            places.contains(post.at.stream) && !since.isProvablyAfter(context.occurredOn)
        }
        guard let post = posts.keys.min(by: { ($0.at.stream.text, $0.title) < ($1.at.stream.text, $1.title) })
        else { return }
        let place = post.at.stream == unit.stream ? "\(unit)" : "\(post.at.stream), a member of \(unit)"
        throw Refusal(
            .conflictOfInterest, field: field, record: expert.stream,
            "\(expert) is \(post.title) at \(place), and cannot judge it.")
    }
}

// MARK: Judging

extension Assessment {
    /// A unit hands in what is to speak for it.
    package struct MaterialsSubmitted: RecordableEvent<Assessment> {
        package static let type: EventType = "assessment.materials-submitted"
        package static let effect = Effect.adds
        package static let command: CommandName = "submit-materials"

        /// The unit.
        package var unit: Unit.ID
        /// What is handed in, one by one.
        package var items: [String]

        package func check(_ assessment: Assessment, _ context: CommandContext) throws(Refusal) {
            try assessment.requireParticipant(unit, context)
        }
    }

    /// Experts look at a unit's materials, or at the unit itself.
    package struct Reviewed: RecordableEvent<Assessment> {
        package static let type: EventType = "assessment.reviewed"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.conflictOfInterest]
        package static let command: CommandName = "review"

        package enum Kind: String, Enumeration {
            case materials
            case onSite = "on_site"
        }

        /// The unit.
        package var unit: Unit.ID
        /// What is looked at: the materials, or the unit on its site.
        package var type: Kind
        /// Who looks at it: experts of this assessment.
        package var experts: [Person.ID]
        /// What they find.
        package var finding: Prose?

        package func check(
            _ assessment: Assessment, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try assessment.requireParticipant(unit, context)
            for expert in experts {
                try assessment.require(expert, of: unit, in: records, context, field: "experts")
            }
        }
    }

    /// A unit is scored by one criterion.
    package struct CriterionScored: RecordableEvent<Assessment> {
        package static let type: EventType = "assessment.criterion-scored"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists, .ratingNotInScale, .conflictOfInterest]
        package static let command: CommandName = "score"

        /// The unit.
        package var unit: Unit.ID
        /// Which criterion.
        package var criterion: LocalID
        /// Who gives the score, once: an expert of this assessment.
        package var expert: Person.ID?
        /// The score, from zero to the criterion's maximum.
        package var score: Decimal?
        /// What is said to it.
        package var comment: Prose?

        package func check(
            _ assessment: Assessment, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try assessment.requireParticipant(unit, context)
            let known = try assessment.criteria.require(criterion, field: "criterion")
            if let since = assessment.criteriaSince[criterion] {
                try context.requireNotBefore("\(criterion) was a criterion", on: since)
            }
            if let expert {
                try assessment.require(expert, of: unit, in: records, context, field: "expert")
                let given = Score(unit: unit, criterion: criterion, expert: expert)
                guard !assessment.scores.contains(given) else {
                    throw Refusal(
                        .alreadyExists, field: "expert",
                        "\(expert) has scored \(criterion) of \(unit) already.")
                }
            }
            guard let score else { return }
            guard !score.isNegative else {
                throw Refusal(
                    .ratingNotInScale, field: "score", "A score is not less than zero, as \(score) is.")
            }
            if let maximum = known.maximum, maximum.isLess(than: score) {
                throw Refusal(
                    .ratingNotInScale, field: "score",
                    "\(score) is more than \(maximum), the maximum of \(criterion).")
            }
        }

        package func apply(to assessment: inout Assessment) {
            assessment.hasScores = true
            if let expert {
                assessment.scores.insert(Score(unit: unit, criterion: criterion, expert: expert))
            }
        }
    }

    /// What the experts as a body think of a unit.
    package struct OpinionRecorded: RecordableEvent<Assessment> {
        package static let type: EventType = "assessment.opinion-recorded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "record-opinion"

        package enum Recommendation: String, Enumeration {
            case highlyRecommended = "highly_recommended"
            case recommended, neutral
            case notRecommended = "not_recommended"
        }

        /// The unit, of which there is one opinion.
        package var unit: Unit.ID
        /// Whether all of them think so.
        package var unanimous: Bool
        /// What they recommend.
        package var recommendation: Recommendation
        /// What they praise (`collaborative innovation`).
        package var aspects: [Prose]

        package func check(_ assessment: Assessment, _ context: CommandContext) throws(Refusal) {
            guard try !assessment.requireParticipant(unit, context).hasOpinion else {
                throw Refusal(
                    .alreadyExists, field: "unit", "The experts' opinion of \(unit) is recorded already.")
            }
        }

        package func apply(to assessment: inout Assessment) {
            assessment.participants[unit, default: .undated].hasOpinion = true
        }
    }

    /// Refuses as `not-found` who is no expert of this assessment.
    private func require(
        _ expert: Person.ID, of unit: Unit.ID, in records: some Records, _ context: CommandContext,
        field: String
    ) throws(Refusal) {
        guard let appointedOn = experts[expert] else {
            throw Refusal(
                .notFound, field: field, record: expert.stream,
                "\(expert) is no expert of this assessment; there \(experts.keys.inventory).")
        }
        try context.requireNotBefore("\(expert) was appointed", on: appointedOn)
        try Assessment.requireIndependence(of: expert, from: unit, in: records, context, field: field)
    }
}

// MARK: Results

extension Assessment {
    /// It is decided how a unit has done.
    package struct ResultDetermined: RecordableEvent<Assessment> {
        package static let type: EventType = "assessment.result-determined"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [
            .alreadyReleased, .alreadyExists, .ratingNotInScale, .amountNotPositive, .rankTaken,
        ]
        package static let command: CommandName = "determine"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let precedesTheEnd = true

        /// The unit, which has one result.
        package var unit: Unit.ID
        /// A rating of the scale, as it is spelt there.
        package var rating: String
        /// Its place among all, from 1; given twice only with a reason.
        package var rank: Int64?

        package var part: Part? { Part("entry", unit.text) }

        package func check(_ assessment: Assessment, _ context: CommandContext) throws(Refusal) {
            try assessment.requireUnreleased()
            guard try assessment.requireParticipant(unit, context).rating == nil else {
                throw Refusal(.alreadyExists, field: "unit", "The result of \(unit) is determined already.")
            }
            guard assessment.ratingScale.contains(rating) else {
                throw Refusal(
                    .ratingNotInScale, field: "rating",
                    "\(rating) is not in the scale: \(assessment.ratingScale.joined(separator: ", ")).")
            }
            guard let rank else { return }
            try rank.requirePositive(field: "rank")
            let others = assessment.participants.filter { $0.value.rank == rank }
            if let other = others.keys.min(), context.reason == nil {
                throw Refusal(
                    .rankTaken, field: "rank", record: other.stream,
                    "\(other) has rank \(rank) already; giving it twice needs a reason.")
            }
        }

        package func apply(to assessment: inout Assessment) {
            assessment.participants[unit, default: .undated].rating = rating
            assessment.participants[unit]?.rank = rank
        }
    }

    /// The results are made known.
    package struct ResultsReleased: Transition<Assessment> {
        package static let type: EventType = "assessment.results-released"
        package static let refusals: [Rule] = [.alreadyReleased, .resultsIncomplete]
        package static let command: CommandName = "release"
        package static let from: [Status] = [.announced]
        package static let to = Status.released

        /// Who makes them known.
        package var by: Institution.ID

        package func requireOrigin(_ assessment: Assessment) throws(Refusal) {
            try assessment.requireUnreleased()
        }

        package func check(_ assessment: Assessment) throws(Refusal) {
            guard !assessment.participants.isEmpty else {
                throw Refusal(.resultsIncomplete, "No unit takes part, so there is no result to release.")
            }
            let missing = assessment.participants.filter { $0.value.rating == nil }.keys
            guard missing.isEmpty else {
                throw Refusal(
                    .resultsIncomplete,
                    "Not every unit that takes part has a result; without one there \(missing.inventory).")
            }
        }
    }

    private func requireUnreleased() throws(Refusal) {
        guard status != .released else {
            throw Refusal(
                .alreadyReleased,
                "The results have been released already\(endedOn.map { " (\($0))" } ?? "").")
        }
    }

    /// How the unit takes part; refused as `not-found` if it does not.
    @discardableResult
    private func requireParticipant(
        _ unit: Unit.ID, _ context: CommandContext
    ) throws(Refusal) -> Participation {
        guard let participation = participants[unit] else {
            throw Refusal(
                .notFound, field: "unit", record: unit.stream,
                "\(unit) does not take part; there \(participants.keys.inventory).")
        }
        try context.requireNotBefore("\(unit) took part", on: participation.enteredOn)
        return participation
    }
}
