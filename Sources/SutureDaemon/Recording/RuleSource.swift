import SutureDomain

/// Where rules look records up. That can fail, which a rule knows nothing of: ``ask(_:)`` stands between.
protocol RuleSource: AnyObject {
    /// The record; `nil` if there is none.
    func standing<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Standing<Subject>?

    /// Streams that may answer the question; their states decide.
    func candidates(for lookup: Lookup, key: LookupKey) throws -> [StreamName]

    func exists(_ stream: StreamName) throws -> Bool

    /// Whether the person's data were erased.
    func isErased(_ person: StreamName) throws -> Bool
}

extension RuleSource {
    /// The one way to ask rules. What a look-up threw meanwhile is thrown in place of whatever they made of
    /// it: a record that could not be read is not one that does not exist.
    /// - Throws: a `Rejection` if they do not admit it, and else what broke.
    func ask<Answer>(_ rules: (RecordsForRules) throws(Rejection) -> Answer) throws -> Answer {
        let records = RecordsForRules(self)
        let answer: Answer
        do throws(Rejection) {
            answer = try rules(records)
        } catch {
            throw records.failure ?? error as any Error
        }
        if let failure = records.failure { throw failure }
        return answer
    }
}

/// Records as rules see them, and what broke while one looked something up.
final class RecordsForRules: Records {
    private let source: any RuleSource
    fileprivate private(set) var failure: (any Error)?

    fileprivate init(_ source: any RuleSource) { self.source = source }

    func standing<Subject: Record>(_ id: RecordID<Subject>) -> Standing<Subject>? {
        attempt { try source.standing(Subject.self, id.stream) }
    }

    func first<Subject: Record>(_ kind: Subject.Type, where lookup: Lookup) -> RecordID<Subject>? {
        attempt {
            let answer = try source.candidates(for: lookup, key: lookup.key(ofKind: Subject.kind)).first {
                try source.standing(kind, $0)?.state.answers(lookup) ?? false
            }
            return answer.flatMap { RecordID(String($0.id)) }
        }
    }

    func exists(_ stream: StreamName) -> Bool { attempt { try source.exists(stream) } ?? false }

    func isErased(_ person: StreamName) -> Bool { attempt { try source.isErased(person) } ?? false }

    private func attempt<Value>(_ lookUp: () throws -> Value?) -> Value? {
        do {
            return try lookUp()
        } catch {
            failure = failure ?? error
            return nil
        }
    }
}
