/// A name in an access list that the system does not know, or cannot look up now.
package struct MissingAccount: Hashable, Sendable {
    let name: String
    let isGroup: Bool
    /// Why it cannot be looked up; `nil` if the system says that there is none.
    let failure: String?

    /// What is said of it, behind the list that it stands in.
    var statement: String {
        let kind = isGroup ? "group" : "account"
        return failure.map {
            "the \(kind) \(name) cannot be looked up (\($0)) and is granted nothing until it can be"
        } ?? "there is no \(kind) \(name); nothing is granted to it until there is"
    }
}
