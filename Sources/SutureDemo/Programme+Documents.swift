import SutureJSON

/// The documents themselves: headline, date, and who wrote them.
extension Programme {
    private static let author = "P-0011"
    private static let firstCopyEditor = "P-0012"
    private static let secondCopyEditor = "P-0013"

    mutating func tellOfTheDocuments() {
        tell(
            """
            Progress in Medical Engineering Interdisciplinary Collaboration between USST and SHSMU
            """, of: .news2019)
        registerDocument(section: "Banner", from: .publication2019)
        tell("November 6, 2019", of: .news2019)
        record(
            "source.add-note", "USST-2019-11-06", ["text": "Published without the name of an author."],
            from: .publication2019)

        tell("November 7, 2022 | By Ru MenghuI | Copyedited by William, Zhang Liu", of: .news2022)
        person(Programme.author, "Ru Menghui")
        // So it is printed.
        record("person.add-alias", Programme.author, ["alias": "Ru MenghuI"], from: .publication2022)
        person(Programme.firstCopyEditor, "William")
        person(Programme.secondCopyEditor, "Zhang Liu")
        tell(
            """
            USST-led High-end Medical Equipment Innovation Center Ranks No.1 in Shanghai’s Special \
            Assessment
            """, of: .news2022)
        registerDocument(
            section: "Research",
            contributors: [
                ["person": .string(Programme.author), "role": "author"],
                ["person": .string(Programme.firstCopyEditor), "role": "copy_editor"],
                ["person": .string(Programme.secondCopyEditor), "role": "copy_editor"],
            ],
            from: .publication2022)
    }

    /// The document of which the headline was just told.
    private mutating func registerDocument(
        section: JSONValue, contributors: JSONValue = [], from publication: Origin
    ) {
        let (source, headline) = document
        record(
            "source.register", source,
            [
                "title": .string(headline.text), "type": "news", "publishedOn": .string(publication.day),
                "publisher": "University of Shanghai for Science and Technology",
                "contributors": contributors, "section": section,
            ],
            from: publication)
    }

    private mutating func person(_ id: String, _ name: JSONValue) {
        record("person.register", id, ["name": name], from: .publication2022)
    }
}
