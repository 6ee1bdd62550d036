import Foundation

/// The kernel's name for the time since the machine was started: no two starts have the same.
enum BootID {
    /// Set by the service's unit, whose sandbox shows nothing of `/proc` but processes.
    private static let variable = "SUTURE_BOOT_ID"
    private static let path = "/proc/sys/kernel/random/boot_id"

    /// `nil` where nobody tells.
    static func current(environment: [String: String]) -> String? {
        let text = environment[variable] ?? (try? String(contentsOfFile: path, encoding: .utf8))
        // systemd writes it without the hyphens of the kernel.
        let id = text?.filter(\.isHexDigit)
        return id?.isEmpty == false ? id : nil
    }
}
