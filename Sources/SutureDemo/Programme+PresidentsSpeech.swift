import SutureJSON

/// What the president of USST said, and what he announced.
extension Programme {
    static let president = "P-0001"
    /// "The medical engineering interdisciplinary platform".
    static let platform = "MEIP"

    mutating func tellOfThePresidentsSpeech() {
        tell(
            """
            Ding Xiaodong, President of USST, said that how to build a first-class science and technology \
            university with outstanding characteristics is inseparable from multi-party cooperation and \
            multi-disciplinary integration, especially in the process of building high-level colleges and \
            universities.
            """)
        person(Programme.president, "Ding Xiaodong", ["President"], at: "institution/USST")
        presidentStates(.appraisal)
        tell("He compared the cooperation between the two sides to the marriage of men and women.")
        presidentStates(.appraisal)
        tell(
            """
            He also pointed out that at present, most of the medical science and technology products rely on \
            imports, and a very small operation costs a large sum of money.
            """)
        presidentStates(.motivation)
        tell("As pinhead like suture needles, there is also big scientific research potential.")
        presidentStates(.appraisal)
        tell(
            """
            Small products are related to people’s livelihood and health, as well as large industries.
            """)
        presidentStates(.appraisal)
        tell(
            """
            The University of Shanghai for Science and Technology should focus on clinical practice, \
            directly aim scientific and technological innovation at the actual needs of people’s health, \
            through the integration and cooperation of Medicine, Engineering, Science and other disciplines, \
            to cultivate interdisciplinary graduate students with the ability to solve medical and \
            technological problems.
            """)
        presidentStates(.expectation)
        tell(
            """
            The University of Shanghai for Science and Technology will hold forums, salons and other \
            communication activities, build the medical engineering interdisciplinary platform into an \
            Innovation Field of cooperation, opening and sharing, constantly innovate its organization form \
            and mechanism, and strive to create a model of medical industry cross in colleges and \
            universities across the country.
            """)
        presidentStates(.goal)
        planActivities()
        recordPlatform()
        tell("President of USST Ding Xiaodong delivered a speech")
        speech(
            Programme.president,
            """
            A first-class university needs cooperation and the integration of disciplines; innovation is to aim at the \
            actual needs of people's health
            """,
            quote: "As pinhead like suture needles, there is also big scientific research potential.")
    }

    private mutating func presidentStates(_ type: StatementType) {
        state(type, by: Programme.president, on: Programme.dayOfTheMeeting)
    }

    /// Announced for no day.
    private mutating func planActivities() {
        for (id, type, title) in [
            ("FORUMS", "forum", "Forums"), ("SALONS", "salon", "Salons"),
            ("COMMUNICATION", "other", "Other communication activities"),
        ] {
            record(
                "activity.plan", id,
                [
                    "types": [.string(type)], "title": .string(title), "organisers": ["USST"],
                    "scheduledFor": "unknown",
                ],
                on: Programme.dayOfTheMeeting)
        }
    }

    private mutating func recordPlatform() {
        record(
            "unit.initiate", Programme.platform,
            [
                "name": "Medical engineering interdisciplinary platform", "type": "platform",
                "initiators": ["USST"],
            ])
        goal(of: Programme.platform, "Become an Innovation Field of cooperation, opening and sharing")
        goal(of: Programme.platform, "Constantly innovate its organization form and mechanism")
        goal(
            of: Programme.platform,
            "Become a model of medical industry cross in colleges and universities across the country")
    }
}
