import Foundation
import Testing

@testable import SutureDomain

/// At the head of a kind's file stands a drawing of its life cycle: it says what the transitions say.
@Suite struct LifeCycleDrawingTests {
    private struct Arrow: Hashable {
        let from: String
        let command: String
        let to: String
    }

    /// The lines of the drawing: those of the type's comment that are set off.
    private static func drawing(of kind: any Record.Type) throws -> String {
        let path = URL(filePath: #filePath).appending(
            path: "../../../../Sources/SutureDomain/Kinds/\(kind).swift")
        let lines = try String(contentsOf: path.standardized, encoding: .utf8).split(separator: "\n")
        return lines.prefix { !$0.hasPrefix("package struct") }
            .filter { $0.hasPrefix("///     ") }.joined(separator: "\n")
    }

    private static func arrows<Subject: StateMachine>(of kind: Subject.Type) -> Set<Arrow> {
        func arrows(_ transition: (some Transition<Subject>).Type) -> [Arrow] {
            transition.from.map { from in
                Arrow(
                    from: from.rawValue, command: transition.command.text, to: transition.to.rawValue)
            }
        }
        return Set(
            kind.vocabulary.compactMap { $0 as? any Transition<Subject>.Type }.flatMap { arrows($0) })
    }

    private static let machines = Catalogue.kinds.compactMap { $0 as? any StateMachine.Type }

    @Test(arguments: machines.indices)
    func `every state and every transition is drawn, and every arrow is one`(index: Int) throws {
        let kind = LifeCycleDrawingTests.machines[index]
        let arrows = LifeCycleDrawingTests.arrows(of: kind)
        #expect(!arrows.isEmpty, "\(kind)")
        let drawing = try LifeCycleDrawingTests.drawing(of: kind)
        let words = Set(drawing.matches(of: /[a-z_\-]+/).map { String($0.output) })
        let said = Set(arrows.flatMap { [$0.from, $0.command, $0.to] })
        #expect(said.subtracting(words) == [], "\(kind)")
        // An arrow may go on from where the one before it on its line has led to.
        for arrow in drawing.matches(of: /([a-z_]+) ──(?=([a-z\-]+)──▶ ([a-z_]+))/) {
            let (_, from, command, to) = arrow.output
            #expect(
                arrows.contains(Arrow(from: "\(from)", command: "\(command)", to: "\(to)")),
                "\(kind): \(from) ──\(command)──▶ \(to)")
        }
    }
}
