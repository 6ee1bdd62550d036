import SutureJSON

extension JSONView {
    /// The elements of a member that is an array; none where there is no such member.
    func list(_ name: String) -> [JSONView] { self[name].map { Array($0.elements) } ?? [] }
}
