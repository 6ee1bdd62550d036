/// The name of a command within its kind, imperative and kebab case (`log-outcome`).
package struct CommandName: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// As a method of an interface is named (`LogOutcome`).
    package var pascalCase: String { CommandName.pascalCase(text) }

    /// Kebab case as Pascal case: how kinds and commands are named in interfaces.
    package static func pascalCase(_ kebabCase: String) -> String {
        kebabCase.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

extension CommandName: ExpressibleByStringLiteral, CustomStringConvertible {
    package init(stringLiteral text: String) { self.text = text }
    package var description: String { text }
}
