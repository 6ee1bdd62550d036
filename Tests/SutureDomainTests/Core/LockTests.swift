import SutureTestSupport
import Testing

@testable import SutureDomain

/// A locked record is closed to change, by every command of every kind.
@Suite struct LockTests {
    let unit = Unit.Initiated(
        name: "Institute", type: .researchInstitute, purpose: nil, initiators: [], basis: nil)

    /// What safety asks for, whatever is locked.
    static let safety = ["adverse-event": ["follow-up", "notify"], "deficiency": ["notify"]]

    @Test(arguments: Catalogue.kinds.filter { $0.isKeptByPeople }.map { $0.kind })
    func `every command of a kind is refused on a locked record, or is one of the open ones`(kind: String)
        throws
    {
        let kind = try #require(Catalogue.kind(named: kind))
        #expect(try open(to: kind) == (LockTests.safety[kind.kind] ?? []) + ["add-note", "unlock"])
    }

    /// The commands of the kind that its own lock does not refuse.
    private func open<Subject: Record>(to kind: Subject.Type) throws -> [String] {
        var standing = Standing<Subject>(createdOn: .unknown)
        standing.apply(Locked<Subject>(), on: .unknown)
        return try Catalogue.commands(of: kind).compactMap { type in
            let command = try #require(type.init(from: ShapeReader()) as? any Command<Subject>)
            switch rule(of: command, on: standing) {
            case .recordLocked: return nil
            // What cannot be tried on a record that exists.
            case .alreadyExists where type.createsRecord: return nil
            case nil: return type.command.text
            case let rule?: return "\(type.command): \(rule.rawValue)"
            }
        }
    }

    /// The rule by which a steward's command is refused; `nil` if it is admitted.
    private func rule<Asked: Command>(of command: Asked, on standing: Standing<Asked.Subject>) -> Rule? {
        let context = CommandContext(
            occurredOn: PartialDate(World.today), today: World.today, reason: "the report is out",
            role: .steward)
        do throws(Rejection) {
            _ = try command.admit(
                standing, stream: RecordID<Asked.Subject>("X").stream, survey: FieldSurvey(), in: World(),
                context)
            return nil
        } catch {
            guard case .refused(let refusal) = error else { return nil }
            return refusal.rule
        }
    }

    @Test func `a lock is named in the refusal, and comes before the end of the record`() {
        given(unit, Unit.Closed(), Locked<Unit>()).when(Unit.StatusReported(text: "X"))
            .isRefused(.recordLocked, saying: "unit/X is locked; a steward can unlock it.")
    }

    @Test func `what is locked is not locked twice, and what is open is not unlocked`() {
        given(unit).when(Locked<Unit>()).isRecorded()
        given(unit, Locked<Unit>()).when(Locked<Unit>())
            .isRefused(.recordLocked, saying: "unit/X is locked; a steward can unlock it.")
        given(unit).when(Unlocked<Unit>(), reason: "a late report")
            .isRefused(.illegalTransition, saying: "The unit has no lock of its own.")
    }

    @Test func `a record is unlocked for a reason, and is open to change then`() {
        given(unit, Locked<Unit>()).when(Unlocked<Unit>())
            .isRefused(.reasonRequired, field: "context.reason", saying: "To unlock a record needs a reason.")
        given(unit, Locked<Unit>()).when(Unlocked<Unit>(), reason: "a late report").isRecorded()
        given(unit, Locked<Unit>(), Unlocked<Unit>()).when(Unit.StatusReported(text: "X")).isRecorded()
    }

    @Test func `a record that has ended can be locked`() {
        given(unit, Unit.Closed()).when(Locked<Unit>()).isRecorded()
    }

    @Test(arguments: Catalogue.kinds.filter { $0.isKeptByPeople }.map { $0.kind })
    func `to unlock needs a steward`(kind: String) throws {
        let kind = try #require(Catalogue.kind(named: kind))
        let stewards = Catalogue.commands(of: kind).filter { $0.requiredRole == .steward }.map { $0.command }
        #expect(stewards == (kind == Person.self ? ["erase", "unlock"] : ["unlock"]))
    }
}

// MARK: Records that another's lock covers

/// A record that goes with a trial, as an adverse event does.
private struct Satellite: Record {
    static let kind = "satellite"
    static let vocabulary: [any Event.Type] = [Reported.self, Revised.self, Notified.self]
    var lockedThrough: StreamName?

    struct Reported: CreatingEvent<Satellite> {
        static let type: EventType = "satellite.reported"
        static let effect = Effect.adds
        static let command: CommandName = "report"
        var trial: Trial.ID?
        var lockedThrough: StreamName? { trial?.stream }
        func apply(to satellite: inout Satellite) { satellite.lockedThrough = lockedThrough }
    }

    struct Revised: RecordableEvent<Satellite> {
        static let type: EventType = "satellite.revised"
        static let effect = Effect.adds
        static let command: CommandName = "revise"
    }

    struct Notified: RecordableEvent<Satellite> {
        static let type: EventType = "satellite.notified"
        static let effect = Effect.adds
        static let command: CommandName = "notify"
        static let underLock = UnderLock.accepted
    }
}

extension LockTests {
    private var lockedTrial: World { World("trial/T-1").with("T-1" as Trial.ID, Locked<Trial>()) }

    @Test func `the lock of a record covers those that go with it, new ones too`() {
        let reported = Satellite.Reported(trial: "T-1")
        let message = "satellite/X is covered by the lock of trial/T-1; a steward can unlock that."
        given(reported, in: lockedTrial).when(Satellite.Revised()).isRefused(.recordLocked, saying: message)
        given(in: lockedTrial).when(reported).isRefused(.recordLocked, saying: message)
        given(in: lockedTrial).when(Satellite.Reported(trial: nil)).isRecorded()
    }

    @Test func `what safety asks for stays open`() {
        given(Satellite.Reported(trial: "T-1"), in: lockedTrial).when(Satellite.Notified()).isRecorded()
        given(Satellite.Reported(trial: "T-1"), in: lockedTrial).when(NoteAdded<Satellite>(text: "X"))
            .isRecorded()
    }

    @Test func `an unlocked trial covers nothing`() {
        let world = lockedTrial.with("T-1" as Trial.ID, Unlocked<Trial>())
        given(Satellite.Reported(trial: "T-1"), in: world).when(Satellite.Revised()).isRecorded()
        given(in: world).when(Satellite.Reported(trial: "T-1")).isRecorded()
    }
}
