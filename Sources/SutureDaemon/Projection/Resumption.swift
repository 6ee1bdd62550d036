import SutureReadModels

/// Lets the read models go on behind an event that had kept them from following the log, once it was voided.
final class Resumption {
    private let readModels: ReadModels
    private let projected: Progress
    private let gate: WriteGate
    private(set) var isDue = false

    init(of readModels: ReadModels, _ projected: Progress, _ gate: WriteGate) {
        self.readModels = readModels
        self.projected = projected
        self.gate = gate
    }

    /// Queries wait for them again.
    func begin() {
        isDue = true
        projected.reopen()
    }

    /// Returns once they follow, or another event is in the way. It tells now and then that it is at work.
    /// - Returns: false if there is no room for them: it is tried again.
    func finish(_ alive: () -> Void) throws -> Bool {
        do {
            let failure = try readModels.goOn { position in
                projected.advance(to: position)
                alive()
            }
            if let failure { projected.close(because: failure) }
            gate.open(.noReadModels)
            return true
        } catch  where ViewFailure.mayPass(error) {
            gate.close(.noReadModels, because: ReadModels.wait(for: error))
            return false
        }
    }
}
