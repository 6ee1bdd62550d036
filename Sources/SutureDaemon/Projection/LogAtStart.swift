import SutureLog
import SutureSystem

/// Looks at a start whether the log is what was written: here and there, at its end, and where the read models have not been.
/// Damage closes the gate.
struct LogAtStart: Sendable {
    let gate: WriteGate
    let manager: ServiceManager

    /// A log that is damaged is served as far as it can be read.
    /// - Returns: False where it is.
    func verify(_ reader: LogReader, after checkpoint: LogHead) throws -> Bool {
        do {
            let damage = try findDamage(reader, after: checkpoint)
            for finding in damage {
                gate.close(because: "the log is damaged at position \(finding.position): \(finding.what)")
            }
            return damage.isEmpty
        } catch let failure as LogFailure where failure.kind == .corrupt {
            let place = failure.position.map { " at position \($0)" } ?? ""
            gate.close(because: "the log is damaged\(place): \(failure.cause)")
            return false
        }
    }

    private func findDamage(
        _ reader: LogReader, after checkpoint: LogHead
    ) throws -> [Verification.Finding] {
        manager.starting("verifying the end of the log")
        let verifier = LogVerifier(reader: reader)
        let spread = try verifier.verifySpread()
        let verifications = [
            try verifier.verifyTail(),
            try verifier.verify(after: checkpoint.position, known: checkpoint) {
                manager.starting("verifying event \($0) of \($1)")
            },
        ]
        return [spread].compactMap(\.self)
            + verifications.compactMap { verification in
                guard case .unsound(let finding) = verification else { return nil }
                return finding
            }
    }
}
