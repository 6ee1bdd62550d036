import SutureInterface
import SutureJSON

/// A command of a batch, or of a piece of a check, that cannot be understood or says what may not be said.
struct Misunderstood: Error {
    /// Each thing that is wrong with it; none where only another role may say it.
    let problems: [ShapeProblem]

    static let notPermitted = Misunderstood(problems: [])

    /// As the interface calls it, one for each thing.
    /// - Parameter index: the command's place.
    func refusals(at index: Int) -> [JSONObject] {
        guard !problems.isEmpty else {
            return [
                [
                    "index": .integer(Int64(index)), "rule": "permission-denied",
                    "message": "This command needs another role.",
                ]
            ]
        }
        return problems.map { problem in
            [
                "index": .integer(Int64(index)), "rule": "invalid-parameter", "field": .string(problem.path),
                "message": .string("\(problem.message)."),
            ]
        }
    }
}
