package import SutureDomain
package import Testing

/// What has happened before the command of a test; the command is about the record `X` of its kind.
package struct Given: Sendable {
    package let world: World

    /// More that happened to the record, on another day.
    package func and<Subject: Record>(
        _ events: any Event<Subject>..., on occurredOn: PartialDate = .unknown
    ) -> Given {
        Given(world: events.reduce(world) { $0.with("X", $1, on: occurredOn) })
    }

    /// Asks for something to be recorded.
    /// - Parameter occurredOn: today if left out.
    package func when<Asked: Command>(
        _ command: Asked, occurredOn: PartialDate = PartialDate(World.today), reason: String? = nil,
        role: Role = .recorder
    ) -> Then<Asked> {
        let context = CommandContext(
            occurredOn: occurredOn, today: World.today, reason: reason, role: role)
        return Then(command: command, outcome: world.admit(command, to: "X", context))
    }
}

/// The record of the test does not exist yet.
package func given(in world: World = World()) -> Given { Given(world: world) }

/// The record of the test has this history; dates are unknown unless given, so that nothing can be proved of
/// them.
package func given<Subject: Record>(
    _ events: any Event<Subject>..., on occurredOn: PartialDate = .unknown, in world: World = World()
) -> Given {
    Given(world: events.reduce(world) { $0.with("X", $1, on: occurredOn) })
}

/// What became of the command of a test.
package struct Then<Asked: Command>: Sendable {
    package let command: Asked
    package let outcome: Result<Admitted<Asked.Subject>, Rejection>

    /// What a rule said against it; `nil` if it was recorded.
    package var refusal: Refusal? {
        switch outcome {
        case .success: return nil
        case .failure(.refused(let refusal)): return refusal
        case .failure(.notFound(let stream)):
            Issue.record("\(stream) does not exist")
            return nil
        }
    }

    /// The command led to exactly these events; to itself, as most do, if none is named.
    package func isRecorded(
        as expected: any Event<Asked.Subject>..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let expected = expected.isEmpty ? [AnyHashable(command)] : expected.map { AnyHashable($0) }
        switch outcome {
        case .success(let admitted):
            #expect(admitted.events.map { AnyHashable($0) } == expected, sourceLocation: sourceLocation)
        case .failure(let rejection): Issue.record("\(rejection)", sourceLocation: sourceLocation)
        }
    }

    /// The command led to exactly this on other records, in the same commit.
    package func causes(
        _ expected: (stream: String, event: any Event)..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        switch outcome {
        case .success(let admitted):
            let streams = expected.map { $0.stream }
            #expect(admitted.consequences.map(\.stream.text) == streams, sourceLocation: sourceLocation)
            var events: [AnyHashable] = []
            for (_, event) in expected { events.append(hashable(event)) }
            #expect(
                admitted.consequences.map { hashable($0.event) } == events, sourceLocation: sourceLocation)
        case .failure(let rejection): Issue.record("\(rejection)", sourceLocation: sourceLocation)
        }
    }

    private func hashable(_ event: some Event) -> AnyHashable { AnyHashable(event) }

    /// A rule said no, because of this field if one is named and of none in particular otherwise.
    /// - Parameter message: the whole sentence, where it matters.
    package func isRefused(
        _ rule: Rule, field: String? = nil, saying message: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        switch outcome {
        case .failure(.refused(let refusal)):
            #expect(refusal.rule == rule, "\(refusal)", sourceLocation: sourceLocation)
            #expect(
                Asked.refusals.contains(rule) || Asked.impliedRefusals.contains(rule)
                    || rulesOfEveryCommand.contains(rule),
                "the refusals of \(Asked.fullName) do not name \(rule)", sourceLocation: sourceLocation)
            #expect(refusal.field == field, "\(refusal)", sourceLocation: sourceLocation)
            if let message { #expect(refusal.message == message, sourceLocation: sourceLocation) }
        case .failure(.notFound(let stream)):
            Issue.record("\(stream) was not found", sourceLocation: sourceLocation)
        case .success(let admitted):
            Issue.record("not refused: \(admitted.events)", sourceLocation: sourceLocation)
        }
    }

    /// There is no record for the command to be about.
    package func isNotFound(sourceLocation: SourceLocation = #_sourceLocation) {
        guard case .failure(.notFound) = outcome else {
            Issue.record("\(outcome)", sourceLocation: sourceLocation)
            return
        }
    }
}

/// What holds for every command, so that none has to name it.
private let rulesOfEveryCommand: Set<Rule> = [
    .notFound, .wrongKind, .recordLocked, .recordClosed, .personErased, .occurredInFuture,
    .beforeExistence, .intervalReversed,
]
