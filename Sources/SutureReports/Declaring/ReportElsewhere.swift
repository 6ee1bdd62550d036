/// Where the rows are found that a list has no room for.
package enum ReportElsewhere: Sendable {
    /// A view lists them all; of its rows those whose columns of these names hold what these parameters do.
    case view(String, where: [String] = [])
    /// No view does; a clause says what to do.
    case hint(String)
}

extension [ReportMember] {
    /// Where the rest of each list is found, by the list's path.
    var elsewhere: [(String, ReportElsewhere)] {
        flatMap { member in
            let own = member.elsewhere.map { [(member.name, $0)] } ?? []
            return own + (member.content.members ?? []).elsewhere.map { ("\(member.name).\($0)", $1) }
        }
    }
}
