import SutureJSON

/// The graduate school that two universities share, and who had come into projects by 2019.
extension Programme {
    /// The interdisciplinary programme, whose students the document of 2022 counts.
    static let programme = "IPME"

    mutating func tellOfTheJointSchool() {
        tell(
            """
            While carrying out the Medical Engineering Interdisciplinary Research Projects, the cooperation \
            between the two universities also has a greater innovation exploration, that is, the joint \
            establishment of “Medical Engineering Interdisciplinary Graduate School”.
            """)
        state(.appraisal)
        record(
            "unit.report-status", Programme.institute,
            ["text": "Carries out the Medical Engineering Interdisciplinary Research Projects"])

        tell(
            """
            The two schools work together to cultivate comprehensive high-level talents for the industry \
            with different academic backgrounds and university cultures.
            """)
        record(
            "unit.change-organisation", Programme.graduateSchool,
            [
                "form": "Joint graduate school of two universities",
                "mechanism":
                    "The two schools work together, with different academic backgrounds and cultures",
            ])
        goal(of: Programme.graduateSchool, "Cultivate comprehensive high-level talents for the industry")

        // Its students are counted in 2022, but the first ones entered before.
        tell(
            """
            Currently, more than 800 graduate and undergraduate students have participated in the \
            interdisciplinary program of medicine and engineering.
            """, of: .news2022)
        initiate(Programme.programme, "Interdisciplinary program of medicine and engineering", "programme")
        makeUp("Hospitals, doctors, teachers, problems, forty projects and their students", .figures2019)
        makeUpHospitals()
        makeUpDoctors()
        makeUpTeachers()
        makeUpProblems(Programme.earlyProblems)
        makeUpEarlyProjects()
        makeUpCommitments()
        makeUpEarlyTraining()

        tell(
            """
            It is reported that at present, more than 200 graduate students from USST have entered into 40 \
            projects, and 15 doctors who committed to Medical Engineering Interdisciplinary Study and 38 \
            joint training instructors have been selected from the doctors participating in the project.
            """)
        claimFiguresOf2019()

        tell(
            """
            Finally, a solution plan will be worked out under the common efforts of engineering teachers and \
            medical teachers as well as the graduate students.
            """)
        state(.expectation)
        planSolutions()
        makeUp("Solution plans", .figures2022)
        makeUpSolutionPlans()
    }

    private mutating func claimFiguresOf2019() {
        claim(
            "graduate-students",
            "more than 200 graduate students from USST have entered into 40 projects",
            "students.graduate.entered-projects", of: [("home", "USST")], .moreThan, "200",
            attribution: "reported")
        claim(
            "projects",
            "more than 200 graduate students from USST have entered into 40 projects",
            "projects.with-graduate-students", of: [("home", "USST")], .exactly, "40", attribution: "reported"
        )
        claim(
            "doctors", "15 doctors who committed to Medical Engineering Interdisciplinary Study",
            "doctors.committed", .exactly, "15", attribution: "reported")
        claim(
            "instructors",
            "38 joint training instructors have been selected from the doctors participating in the project",
            "instructors.joint-training.selected", .exactly, "38", attribution: "reported")
    }
}
