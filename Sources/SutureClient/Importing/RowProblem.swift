/// Why a row cannot become the command that the map asks for: each thing that is wrong with it.
struct RowProblem: Error, Equatable {
    var messages: [String]

    init(messages: [String]) { self.messages = messages }

    init(message: String) { messages = [message] }

    /// All of them in one sentence.
    var message: String { messages.joined(separator: "; ") }
}
