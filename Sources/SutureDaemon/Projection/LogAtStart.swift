import SutureLog
import SutureSystem

/// Looks at a start whether the log is what was written: here and there, at its end, and where the read
/// models have not been. Damage closes the gate.
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
            gate.close(because: failure.damage)
            return false
        }
    }

    private func findDamage(
        _ reader: LogReader, after checkpoint: LogHead
    ) throws -> [Verification.Finding] {
        manager.starting("verifying the end of the log")
        let verifier = LogVerifier(reader: reader)
        let findings = [
            try verifier.verifySpread(), try verifier.verifyTail().finding,
            try verifier.verify(after: checkpoint.position, known: checkpoint) {
                manager.starting("verifying event \($0) of \($1)")
            }.finding,
        ]
        return findings.compactMap(\.self)
    }
}

extension Verification {
    /// `nil` for a log that is sound.
    var finding: Finding? { if case .unsound(let finding) = self { finding } else { nil } }
}
