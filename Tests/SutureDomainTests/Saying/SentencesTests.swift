import Testing

@testable import SutureDomain

/// Messages that are joined.
@Suite struct SentencesTests {
    @Test(
        arguments: [
            (
                [
                    "keys.db has no key of person/P-1: restore it from the backup",
                    "nothing was recorded; try again",
                ],
                "keys.db has no key of person/P-1: restore it from the backup. Nothing was recorded; try again."
            ),
            (
                ["cannot append: the disk is full.", "Make space."],
                "cannot append: the disk is full. Make space."
            ),
            (["Is it there?", nil, "", "keys.db is not"], "Is it there? keys.db is not."), ([nil, ""], ""),
            (["it goes on …", "émigré"], "it goes on … Émigré."),
        ] as [([String?], String)])
    func `each ends once and begins as a sentence does`(parts: [String?], whole: String) {
        #expect(Sentences.joined(parts) == whole)
    }

    @Test func `what ends as a sentence does gets no other full stop`() {
        #expect("it is no object".asSentence == "it is no object.")
        #expect("it is no object.".asSentence == "it is no object.")
        #expect("".asSentence == "")
    }
}
