import SutureDomain

/// The words by which records are found: names, aliases, titles and statements. Those of persons stay sealed.
enum SearchTerms: ReadModel {
    static let view = View(
        "search-term", ofAnyKind: "terms", "Words by which records are found.", isListed: false,
        key: .columns(["position"]),
        columns: [
            .text("type", "name, alias, title or statement."),
            .text("term", "The words, or in base64 what is sealed."),
            .text("sealedAs", "The field that a sealed term was sealed as."),
        ])
}
