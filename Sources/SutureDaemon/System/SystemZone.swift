import Foundation

/// The machine's own time zone, as far as can be told which is meant: that of `TZ`, else of `/etc/localtime`.
///
/// Where these name a zone that there is not, the C library and Foundation take UTC without a word.
struct SystemZone: Hashable, Sendable {
    let zone: Zone
    /// Why it is not known which zone is meant; `nil` if it is.
    var doubt: String?
    /// What is to be told although it is no reason for doubt.
    var note: String?

    /// As this process has it.
    static var current: SystemZone {
        var system = SystemZone(variable: ProcessInfo.processInfo.environment["TZ"], link: linkPath)
        if system.doubt == nil, !system.zone.isThatOfTheCLibrary {
            system.doubt = "the C library takes it for another than \(system.zone.name)"
            let folder = ProcessInfo.processInfo.environment["TZDIR"]
            if let folder { system.doubt = "TZDIR is \"\(folder)\", and \(system.doubt ?? "")" }
        }
        return system
    }

    /// Where a machine says in which zone it is (localtime(5)).
    private static let linkPath = "/etc/localtime"

    private init(_ zone: Zone?, doubt: String? = nil, note: String? = nil) {
        self.zone = zone ?? .utc
        self.doubt = zone == nil ? doubt : nil
        self.note = note
    }

    /// - Parameters:
    ///   - variable: what `TZ` says; `nil` if it is not set.
    ///   - link: what stands for `/etc/localtime`.
    init(variable: String?, link: String) {
        self = variable.map(SystemZone.said) ?? SystemZone.linked(link)
    }

    private static func said(_ variable: String) -> SystemZone {
        guard !variable.isEmpty else {
            return SystemZone(.utc, note: "time.zone: TZ is empty, which means UTC")
        }
        // A colon before it says that it is the name of a file (tzset(3)).
        let text = variable.hasPrefix(":") ? String(variable.dropFirst()) : variable
        // UTC in the notation of POSIX, of which no other zone is taken: its CST-8 has no name here.
        return SystemZone(
            Zone(name(inPath: text) ?? text) ?? (text == "UTC0" ? .utc : nil),
            doubt: "TZ is \"\(variable)\", which is no zone of the tz database")
    }

    private static func linked(_ link: String) -> SystemZone {
        let target = target(of: link)
        if let name = target.flatMap(name(inPath:)) {
            // Where no tz database is installed, UTC is known without one.
            return SystemZone(
                Zone(name) ?? (name == "Etc/UTC" ? .utc : nil),
                doubt: "\(link) leads to \(name), which is no zone of the tz database")
        }
        // A copy has no name. What it is, the C library has to say.
        if FileManager.default.fileExists(atPath: link) { return SystemZone(.foundation) }
        if let target { return SystemZone(nil, doubt: "\(link) leads to \(target), which is not there") }
        return SystemZone(.utc, note: "time.zone: there is no \(link), which means UTC")
    }

    /// Where links lead, until one leads into the tz database; `nil` where there is no link.
    private static func target(of link: String) -> String? {
        /// As many as the kernel follows.
        let followedCountMax = 40
        var path: String?
        for _ in 0..<followedCountMax {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path ?? link)
            else { break }
            let folder = URL(fileURLWithPath: path ?? link).deletingLastPathComponent()
            let followed = URL(fileURLWithPath: next, relativeTo: folder).standardizedFileURL.path
            path = followed
            if name(inPath: followed) != nil { break }
        }
        return path
    }

    /// The name of a zone by the path of its file (`/usr/share/zoneinfo/Asia/Shanghai`).
    private static func name(inPath path: String) -> String? {
        guard path.hasPrefix("/"), let folder = path.range(of: "/zoneinfo/") else { return nil }
        return String(path[folder.upperBound...])
    }
}
