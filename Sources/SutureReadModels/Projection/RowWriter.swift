import SutureDomain
import SutureSQLite

/// Writes into one view what one event made of it: a row, or nothing where nothing is put. The owner and the
/// position of the row are the event's.
///
///     row.put("result", outcome.result, "How it went: {words}.")
///
/// puts a value into a column. Where it says what the column means it declares it, too: a view has the
/// columns that its projection puts of the samples of its events, in that order. What is put under a
/// condition that a sample may not fulfil has to be declared by another event.
///
/// Names are static strings: their addresses tell whether it is the row that the event made last time.
/// Then each value is bound straight into the statement that was prepared for it.
struct RowWriter {
    /// A row that may come, and what it is written by.
    struct Expectation {
        var statement: OpaquePointer?
        /// Of its cells.
        var marks: [Cell.Mark] = []
    }

    /// When the event happened, as it was recorded.
    private(set) var occurredOn = PartialDate.unknown
    /// The position of the event.
    private(set) var position = Position.zero
    /// When it was recorded.
    private(set) var recordedAt = Instant(microseconds: 0)
    /// Who asked for it, if ``DecodedEvent`` keeps that of such events.
    private(set) var account: String?
    /// The place of the row among those that a list in the event makes, from 1.
    private(set) var ordinal: Int64 = 1

    private(set) var stream = StreamName(recorded: "")
    private var id = ""

    private let texts = TextShelf()
    private var expected = Expectation()
    private var count = 0
    private var isAsExpected = true
    private var failure: (any Error)?
    /// What is put, while that is to be found out.
    private var cells: [Cell]?

    /// From now on rows are made of this event.
    mutating func begin(_ event: DecodedEvent) {
        if event.stream != stream {
            stream = event.stream
            id = String(stream.id)
        }
        position = event.position
        occurredOn = event.occurredOn
        recordedAt = event.recordedAt
        account = event.account
    }
}

// MARK: What projections say

extension RowWriter {
    /// Puts the value into the column. Columns that are not named keep their value in a row that is there.
    /// - Parameters:
    ///   - meaning: of the column, which is declared here; `{words}` stands for those that the value may be.
    ///   - uses: of the column, where it is declared.
    mutating func put(
        _ name: StaticString, _ value: some StoredValue, _ meaning: StaticString = "",
        _ uses: Column.Uses = []
    ) {
        write(.put, name, value, meaning, uses)
    }

    /// The same, but that the column keeps its value where there is none.
    mutating func put<Value: StoredValue>(
        _ name: StaticString, ifPresent value: Value?, _ meaning: StaticString = "", _ uses: Column.Uses = []
    ) {
        write(.putIfPresent, name, value, meaning, uses)
    }

    /// Puts an amount of money into two columns: in the minor unit of the currency, and which that is.
    mutating func put(amount: Money?, _ meaning: StaticString = "") {
        put("amountMinorUnits", amount?.minorUnits, meaning)
        put("currency", amount?.currency, "ISO 4217.")
    }

    /// Takes away what stands in the column.
    mutating func clear(_ name: StaticString) { write(.put, name, Nothing(), "", []) }

    /// Only rows of the record are changed in which the value stands there; there may be none.
    mutating func match(_ name: StaticString, _ value: some StoredValue) {
        write(.match, name, value, "", [])
    }

    /// Only rows of the record are changed in which nothing stands there; there may be none.
    mutating func match(absent name: StaticString) { write(.match, name, Nothing(), "", []) }

    private mutating func write<Value: StoredValue>(
        _ verb: Cell.Verb, _ name: StaticString, _ value: Value, _ meaning: StaticString, _ uses: Column.Uses
    ) {
        guard let statement = expected.statement, count < expected.marks.count,
            expected.marks[count] == Cell.Mark(verb, name)
        else {
            isAsExpected = false
            cells?.append(
                Cell(
                    verb: verb, name: name, shape: Value.shape, meaning: meaning, uses: uses, value: value))
            return
        }
        bind(value, to: Parameters(of: statement, texts: texts), at: count)
        count += 1
    }
}

// MARK: What becomes of it

extension RowWriter {
    /// The parameters of the owner and the position come before those of the cells.
    static let firstIndex = 3

    /// Forgets the row before.
    mutating func begin(_ expected: Expectation, ordinal: Int64) {
        self.expected = expected
        self.ordinal = ordinal
        count = 0
        isAsExpected = true
        texts.clear()
    }

    /// Whether nothing was put.
    var isEmpty: Bool { isAsExpected && count == 0 }

    /// What the row is written by, if it came as it was expected.
    var statement: OpaquePointer? { isAsExpected && count == expected.marks.count ? expected.statement : nil }

    /// What is put, whatever was expected.
    mutating func cells(of fill: (inout RowWriter) -> Void) -> [Cell] {
        expected = Expectation()
        cells = []
        fill(&self)
        defer { cells = nil }
        return cells ?? []
    }

    mutating func bind(_ cells: [Cell], to statement: OpaquePointer) {
        let parameters = Parameters(of: statement)
        for (index, cell) in cells.enumerated() { bind(cell.value, to: parameters, at: index) }
    }

    private mutating func bind(_ value: some ColumnValue, to parameters: Parameters, at index: Int) {
        do {
            try value.bind(to: parameters, at: Int32(RowWriter.firstIndex + index))
        } catch {
            failure = error
        }
    }

    /// Runs the statement, with the event as what made the row.
    /// - Parameter namesStream: whether rows name their owner by the whole stream.
    mutating func run(_ statement: OpaquePointer, namesStream: Bool) throws {
        if let failure {
            self.failure = nil
            throw failure
        }
        let parameters = Parameters(of: statement, texts: texts)
        parameters.bind(namesStream ? stream.text : id, at: 1)
        parameters.bind(position.number, at: 2)
        try step(statement)
    }
}
