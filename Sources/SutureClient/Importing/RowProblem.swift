/// Why a row cannot become the command that the map asks for.
struct RowProblem: Error, Equatable {
    var message: String
}
