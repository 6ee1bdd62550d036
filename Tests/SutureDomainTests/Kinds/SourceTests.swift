import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct SourceTests {
    let world = World("institution/USST", "unit/CENTRE", "person/P-1")
    let registered = Source.Registered(
        title: "Progress in collaboration", type: .news, publishedOn: "2019-11-06", contributors: [])

    private func claim(
        _ metric: String = "students.graduate.entered-projects", _ parameters: [MetricArgument] = [],
        _ comparator: Source.ClaimRecorded.Comparator = .moreThan, _ value: String? = "200",
        asOf: PartialDate = "2019-11-06"
    ) -> Source.ClaimRecorded {
        Source.ClaimRecorded(
            claim: "C1", quote: "more than 200 graduate students", metric: metric, parameters: parameters,
            comparator: comparator, value: value, asOf: asOf)
    }

    @Test func `every event of a source is recorded`() {
        var story = Story(of: Source.self, in: world)
        story.record(
            Source.Registered(
                title: "Center ranks first", type: .news, publishedOn: "2022-11-07", publisher: "USST",
                contributors: [
                    .init(person: "P-1", role: .author), .init(person: "P-1", role: .copyEditor),
                ], section: "Research", sha256: String(repeating: "0f", count: 32)))
        story.record(claim("students.graduate.entered-projects", [.init(name: "home", value: "USST")]))
        story.record(Source.ClaimWithdrawn(claim: "C1"))
        story.record(
            Source.StatementRecorded(speaker: "P-1", type: .goal, text: "A model of collaboration"))
        story.record(NoteAdded<Source>(text: "Read twice."))
        story.record(
            AttachmentLinked<Source>(
                name: "page.html", mediaType: "text/html", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    // MARK: The document

    @Test func `what has not been published yet is refused`() {
        var later = registered
        later.publishedOn = "2022-11-08"
        given().when(later)
            .isRefused(
                .occurredInFuture, field: "publishedOn",
                saying: "2022-11-08 has not come yet; today is 2022-11-07.")
        later.publishedOn = "2022"
        given().when(later).isRecorded()
    }

    @Test func `a digest has 64 hexadecimal digits`() {
        var digested = registered
        digested.sha256 = "0f"
        given().when(digested)
            .isRefused(
                .badIdentifier, field: "sha256", saying: "A SHA-256 digest has 64 hexadecimal digits.")
    }

    @Test func `nobody contributes twice in one role, or without a record`() {
        var contributed = registered
        contributed.contributors = [.init(person: "P-1", role: .author), .init(person: "P-1", role: .author)]
        given(in: world).when(contributed)
            .isRefused(
                .alreadyExists, field: "contributors", saying: "P-1 is given more than once as author.")
        contributed.contributors = [.init(person: "P-404", role: .other)]
        given(in: world).when(contributed).isRefused(.notFound, field: "contributors.person")
    }

    @Test func `a registration is our own act, so what a document says may be older`() {
        given(registered, on: "2022-11-07", in: world).when(claim(), occurredOn: "2019-11-06").isRecorded()
    }

    // MARK: Claims

    @Test func `a claim about a figure that does not exist is refused, with those that do`() {
        let refused = given(registered).when(claim("students.happy"))
        refused.isRefused(.metricUnknown, field: "metric")
        guard case .failure(.refused(let refusal)) = refused.outcome else { return }
        #expect(refusal.message.hasPrefix("There is no figure students.happy; there are students."))
        #expect(refusal.message.contains("assessment.rating"))
    }

    @Test func `a claim is recorded once, and withdrawn once`() {
        let claimed = given(registered, claim())
        claimed.when(claim())
            .isRefused(.alreadyExists, field: "claim", saying: "There is a claim C1 already.")
        claimed.when(Source.ClaimWithdrawn(claim: "C2"))
            .isRefused(.notFound, field: "claim", saying: "There is no claim C2; there is C1.")
        let withdrawn = claimed.and(Source.ClaimWithdrawn(claim: "C1"))
        withdrawn.when(Source.ClaimWithdrawn(claim: "C1"))
            .isRefused(.illegalTransition, field: "claim", saying: "C1 has been withdrawn already.")
        withdrawn.when(claim()).isRefused(.alreadyExists, field: "claim")
    }

    @Test func `a claim about a day that has not come is refused`() {
        given(registered).when(claim(asOf: "2023"))
            .isRefused(
                .occurredInFuture, field: "asOf",
                saying: "2023 has not come yet; what is to come is recorded as a statement.")
        given(registered).when(claim(asOf: "2022")).isRecorded()
        given(registered).when(claim(asOf: "unknown")).isRecorded()
        given(registered).when(claim(asOf: "2022..2019")).isRefused(.intervalReversed, field: "asOf")
    }

    // MARK: Parameters

    @Test func `a figure is restricted only by what it takes`() {
        let refused = [MetricArgument(name: "colour", value: "red")]
        given(registered).when(claim("students.participated", refused))
            .isRefused(
                .metricUnknown, field: "parameters",
                saying: "students.participated has no parameter colour; there is programme.")
        given(registered).when(claim("units.inaugurated", refused))
            .isRefused(
                .metricUnknown, field: "parameters",
                saying: "units.inaugurated has no parameter colour; there is none.")
        let twice = MetricArgument(name: "home", value: "USST")
        given(registered, in: world).when(claim("students.graduate.in-projects", [twice, twice]))
            .isRefused(.alreadyExists, field: "parameters", saying: "home is given more than once.")
    }

    @Test func `a figure that makes no sense without a parameter is not claimed without it`() {
        given(registered).when(claim("members"))
            .isRefused(
                .metricUnknown, field: "parameters", saying: "members makes no sense without unit.")
        given(registered).when(claim("assessment.rating", [], .exactly, "Excellent"))
            .isRefused(
                .metricUnknown, field: "parameters",
                saying: "assessment.rating makes no sense without unit and year.")
        let centre = MetricArgument(name: "unit", value: "CENTRE")
        given(registered, in: world).when(claim("members", [centre], .exactly, "11")).isRecorded()
    }

    @Test func `a record that a parameter names exists and is of its kind`() {
        func restricted(_ home: String) -> Source.ClaimRecorded {
            claim("students.graduate.entered-projects", [.init(name: "home", value: home)])
        }
        let source = given(registered, in: world)
        source.when(restricted("ECNU"))
            .isRefused(.notFound, field: "parameters", saying: "institution/ECNU does not exist.")
        source.when(restricted("unit/CENTRE"))
            .isRefused(
                .wrongKind, field: "parameters", saying: "home must be of kind institution, not unit/CENTRE.")
        source.when(restricted("not an id"))
            .isRefused(
                .metricUnknown, field: "parameters",
                saying: "home is the id of a record of kind institution, not \"not an id\".")
        source.when(restricted("institution/USST")).isRecorded()
    }

    @Test func `years and words are checked for their form`() {
        let centre = MetricArgument(name: "unit", value: "CENTRE")
        given(registered, in: world)
            .when(claim("assessment.rank", [centre, .init(name: "year", value: "21")], .exactly, "1"))
            .isRefused(
                .metricUnknown, field: "parameters", saying: "year is a year of four digits, not \"21\".")
        given(registered).when(claim("devices.in-trials", [.init(name: "type", value: "needle")]))
            .isRefused(
                .metricUnknown, field: "parameters",
                saying:
                    "type is one of suture, suture_needle, ultrasonic_knife, high_frequency_electric_knife, "
                    + "other, not \"needle\".")
    }

    // MARK: Values

    @Test(arguments: ["200", "0", "1,274", "1,000,000", "9223372036854775807"])
    func `a number is taken as documents write it`(value: String) {
        given(registered).when(claim("units.inaugurated", [], .exactly, value)).isRecorded()
    }

    @Test(arguments: [
        "", "two hundred", "200+", "-1", "+1", "1.5", "1,27", "1274,000", ",200", "200,", "1,,000", " 200",
        "9223372036854775808", "２００",
    ])
    func `what is no whole number is refused`(value: String) {
        given(registered).when(claim("units.inaugurated", [], .exactly, value))
            .isRefused(
                .metricUnknown, field: "value",
                saying: "units.inaugurated is a whole number such as 200 or 1,274, not \"\(value)\".")
    }

    @Test func `only some needs no value`() {
        given(registered).when(claim("projects.key", [], .atLeast, nil))
            .isRefused(
                .metricUnknown, field: "value",
                saying: "A claim of at_least needs a value; only some needs none.")
        given(registered).when(claim("projects.key", [], .some, nil)).isRecorded()
        given(registered).when(claim("projects.key", [], .some, "quite a number")).isRecorded()
    }

    @Test func `a rating is a word, which is not more or less than another`() {
        let arguments = [
            MetricArgument(name: "unit", value: "CENTRE"), MetricArgument(name: "year", value: "2021"),
        ]
        given(registered, in: world).when(claim("assessment.rating", arguments, .exactly, "Excellent"))
            .isRecorded()
        given(registered, in: world).when(claim("assessment.rating", arguments, .exactly, nil))
            .isRefused(.metricUnknown, field: "value")
        given(registered, in: world).when(claim("assessment.rating", arguments, .moreThan, "Good"))
            .isRefused(
                .metricUnknown, field: "comparator",
                saying: "assessment.rating is a word, which is compared as exactly or some, not as more_than."
            )
    }
}
