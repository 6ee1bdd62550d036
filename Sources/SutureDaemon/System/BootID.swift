import Foundation

/// The kernel's name for the time since the machine was started: no two starts have the same.
enum BootID {
    /// Set by the service's unit, whose sandbox shows nothing of `/proc` but processes.
    private static let variable = "SUTURE_BOOT_ID"
    private static let path = "/proc/sys/kernel/random/boot_id"
    private static let digitCount = 32

    /// `nil` where nobody tells.
    /// - Throws: A ``ConfigurationError`` if the variable says something else.
    static func current(environment: [String: String]) throws -> String? {
        guard let said = environment[variable] else {
            return (try? String(contentsOfFile: path, encoding: .utf8)).flatMap(digits)
        }
        guard let id = digits(of: said) else {
            throw ConfigurationError(
                variable,
                "\"\(said)\" is not the id of a start, which has \(digitCount) hexadecimal digits (%b in a unit)"
            )
        }
        return id
    }

    /// systemd writes it without the hyphens of the kernel.
    private static func digits(of text: String) -> String? {
        let id = text.filter { $0 != "-" && !$0.isWhitespace }
        return id.utf8.count == digitCount && id.allSatisfy(\.isHexDigit) ? id : nil
    }
}
