package import SutureDomain
import SutureSystem

/// What was found in a range of the log that was looked through by itself.
struct RangeFindings: Sendable {
    /// What an event says of its place in its stream.
    struct Claim: Sendable {
        let position: Int64
        let version: Int64
        let previous: Int64
    }

    /// An event that is not as it must be.
    struct Blemish: Sendable {
        let position: Position
        /// In words, in the order in which they are told.
        var problems: [String]
        /// Where among the problems those of its stream belong.
        var streamProblemIndex = 0

        var finding: Verification.Finding {
            .init(position: position, what: problems.joined(separator: "; "))
        }
    }

    /// The last event that was looked at.
    var head: LogHead
    var eventCount: Int64 = 0
    /// The first that was found; behind it nothing was looked at.
    var blemish: Blemish?
    /// What kept the range from being looked through to its end.
    var failure: LogFailure?
    /// The last event of every stream in the range.
    var streams = StreamTable()
    /// The first event of every stream in the range, as ``streams`` has them. How it stood before is unknown.
    var claims: [Claim] = []
}

extension RangeFindings.Claim {
    /// What is wrong with an event of this stream, whose last one before it was that; empty if nothing is.
    func problems(behind last: StreamTable.Last?, of stream: UnsafeRawBufferPointer) -> [String] {
        let last = last ?? StreamTable.Last(position: 0, version: 0)
        var problems: [String] = []
        // What stands in a file can be any number: nothing here may overflow.
        if version &- 1 != last.version {
            problems.append("it is version \(version) of \(name(stream)), which had \(last.version)")
        }
        if previous != last.position {
            problems.append(
                "it points back to \(previous), and the event of \(name(stream)) before it is at \(last.position)"
            )
        }
        return problems
    }

    func name(_ stream: UnsafeRawBufferPointer) -> String { String(decoding: stream, as: UTF8.self) }
}

extension Verification.Finding {
    /// - Parameter next: where the log goes on.
    package static func missing(_ position: Position, until next: Position) -> Self {
        .init(position: position, what: "it is missing; the log must go on to position \(next)")
    }
}

extension LogHead {
    /// What is wrong with an event's hash if this head was kept elsewhere; `nil` if nothing is.
    func problem(of hash: UnsafeRawBufferPointer) -> String? {
        guard !hash.elementsEqual(self.hash) else { return nil }
        return "its hash is \(hash.hexadecimal), and \(self.hash.hexadecimal) was kept elsewhere"
    }
}
