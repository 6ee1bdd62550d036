import SutureInterface
import SutureJSON
import SutureVarlink

/// A call that the account may not make. The reply says nothing but that; which role the method needs is in the interface.
struct ForbiddenCall: Error {
    /// What came over the wire.
    let error: VarlinkError
    let message: String

    /// - Returns: `nil` for any other error.
    init?(_ error: any Error, method: String, parameters: [UInt8]) {
        guard let error = error as? VarlinkError, error == .permissionDenied else { return nil }
        self.error = error
        let lines = VarlinkInterface.method(named: method)?.documentation.split(separator: "\n") ?? []
        let role = lines.first { $0.hasPrefix(ForbiddenCall.rolePrefix) }?.dropFirst(
            ForbiddenCall.rolePrefix.count)
        let sent = try? JSONDocument(parsing: parameters).root
        message = [
            "your account has not the role that this needs",
            role.map { " (\($0.prefix { $0.isLetter }))" } ?? "",
            method.hasSuffix(".Void") || method.hasSuffix(".Correct")
                ? ", or it is another's event (steward)" : "",
            sent?["context"]?["onBehalfOf"] == nil ? "" : ", or may not act for a person (delegate)",
            "; roles are granted under access: in the daemon's configuration",
        ].joined()
    }

    private static let rolePrefix = "Role: "
}
