import SutureDomain

/// Words are put like any other value. That they are values of columns cannot be said of all enumerations.
extension RowWriter {
    mutating func put(
        _ name: StaticString, _ word: some Enumeration, _ meaning: StaticString = "", _ uses: Column.Uses = []
    ) {
        put(name, Word(word: word), meaning, uses)
    }

    mutating func put(
        _ name: StaticString, _ word: (some Enumeration)?, _ meaning: StaticString = "",
        _ uses: Column.Uses = []
    ) {
        put(name, word.map(Word.init), meaning, uses)
    }

    mutating func put(
        _ name: StaticString, _ words: [some Enumeration], _ meaning: StaticString = "",
        _ uses: Column.Uses = []
    ) {
        put(name, words.map(Word.init), meaning, uses)
    }

    mutating func put(
        _ name: StaticString, _ words: [some Enumeration]?, _ meaning: StaticString = "",
        _ uses: Column.Uses = []
    ) {
        put(name, words?.map(Word.init), meaning, uses)
    }

    mutating func put(_ name: StaticString, ifPresent word: (some Enumeration)?) {
        put(name, ifPresent: word.map(Word.init))
    }

    mutating func put(_ name: StaticString, ifPresent words: [some Enumeration]?) {
        put(name, ifPresent: words?.map(Word.init))
    }

    mutating func match(_ name: StaticString, _ word: some Enumeration) { match(name, Word(word: word)) }
}

/// A value of an enumeration in a column.
struct Word<Words: Enumeration>: TextColumnValue, StoredValue {
    static var shape: FieldShape { Words.shape }

    let word: Words
    var description: String { word.rawValue }
}
