/// The outcome of a write is unknown: the daemon ends, and the next start looks at what is there.
struct StartAgain: Error, CustomStringConvertible {
    let cause: String
    var description: String { "ended to look at the log anew: \(cause)" }
}
