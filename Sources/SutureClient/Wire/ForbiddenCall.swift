import Foundation
import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// A call that the account may not make. The reply says nothing but that; which role the method needs is in
/// the interface, and which one the account has the daemon says when asked.
struct ForbiddenCall: ExplainedError {
    /// What came over the wire.
    let error: VarlinkError
    let message: String

    var lines: [String] { ["not permitted: \(message)"] }

    /// - Parameters:
    ///   - role: of the account; `nil` if the daemon did not say.
    ///   - account: as the daemon knows who calls.
    /// - Returns: `nil` for any other error.
    init?(
        _ error: any Error, method: String, parameters: [UInt8], role: Role?,
        account: String = ForbiddenCall.account
    ) {
        guard let error = error as? VarlinkError, error.kind == .permissionDenied else { return nil }
        self.error = error
        let needed = ForbiddenCall.role(neededFor: method)
        // Where the role would do, something else is wrong.
        let lacksRole = role.map { $0 < needed } ?? true
        let mayLackMore = role.map { $0 >= needed } ?? true
        var needs: [String] = []
        if lacksRole { needs.append("this needs \(needed)") }
        if mayLackMore, role != .steward, [Method.void, Method.correct].contains(method) {
            needs.append("another's event needs \(Role.steward)")
        }
        let sent = try? JSONDocument(parsing: parameters).root
        if mayLackMore, sent?["context"]?["onBehalfOf"] != nil {
            needs.append("acting for a person needs \(Right.actingForOthers)")
        }
        message = ForbiddenCall.remedy(
            after: "the account \(account) has \(ForbiddenCall.words(for: role))"
                + (needs.isEmpty ? "" : ", and \(needs.joined(separator: ", or "))"))
    }

    /// What can be done about it, behind what is wrong.
    static func remedy(after fault: String) -> String {
        "\(fault); roles are granted under access: in the daemon's configuration"
    }

    private static func words(for role: Role?) -> String {
        switch role {
        case nil: "not the role for it"
        case Role.none?: "no role"
        case let role?: "the role \(role)"
        }
    }

    private static var account: String {
        let name = NSUserName()
        return name.isEmpty ? "with uid \(geteuid())" : name
    }

    /// As the interface says.
    static func role(neededFor method: String) -> Role {
        let lines = VarlinkInterface.method(named: method)?.documentation.split(separator: "\n") ?? []
        let role = lines.first { $0.hasPrefix(rolePrefix) }?.dropFirst(rolePrefix.count)
        return role.flatMap { Role(rawValue: String($0.prefix { $0.isLetter })) } ?? .steward
    }

    private static let rolePrefix = "Role: "
}
