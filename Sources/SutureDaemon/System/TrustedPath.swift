import Foundation

/// A file or folder that is reached so that nobody but root and this account can put another in its place.
///
/// The way is gone folder by folder, as the kernel goes it. Links are followed where root or this account
/// made them; a folder may be writable by everyone only where each can remove but his own (sticky, as `/tmp`
/// is).
struct TrustedPath {
    /// The path without links. What is not there yet keeps its name.
    let resolved: String
    /// Who else may write something on the way, in words: a group may on purpose.
    let warnings: [String]

    /// As many as the kernel follows.
    private static let linkCountMax = 40

    /// - Parameter isOwn: whether this account keeps its own files there: then it belongs to it or to root.
    /// - Throws: An ``UntrustedPath``.
    init(_ path: String, isOwn: Bool) throws {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var rest = TrustedPath.names(in: absolute)
        var folders: [String] = []
        var linkCount = 0
        var warnings = try TrustedPath.checkFolder("/")
        while !rest.isEmpty {
            let name = rest.removeFirst()
            guard name != ".." else { _ = folders.popLast(); continue }
            let place = "/" + (folders + [name]).joined(separator: "/")
            guard let status = try TrustedPath.look(at: place) else {
                folders.append(name)
                continue
            }
            if status.st_mode & S_IFMT == S_IFLNK {
                linkCount += 1
                guard linkCount <= TrustedPath.linkCountMax else {
                    throw UntrustedPath(path, "too many links lead to it")
                }
                guard [0, geteuid()].contains(status.st_uid) else {
                    throw UntrustedPath(
                        place, "is a link of \(TrustedPath.owner(status)), who can let it lead elsewhere")
                }
                let target = try FileManager.default.destinationOfSymbolicLink(atPath: place)
                if target.hasPrefix("/") { folders = [] }
                rest = TrustedPath.names(in: target) + rest
            } else if rest.isEmpty {
                warnings += try TrustedPath.checkLast(place, status, isOwn: isOwn)
                folders.append(name)
            } else {
                warnings += try TrustedPath.checkFolder(place)
                folders.append(name)
            }
        }
        resolved = "/" + folders.joined(separator: "/")
        self.warnings = warnings
    }

    /// The file's bytes.
    func read() throws -> Data {
        let descriptor = open(resolved, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw UntrustedPath(resolved, String(cString: strerror(errno))) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        return try file.readToEnd() ?? Data()
    }

    /// - Returns: what is to be told of the folder.
    private static func checkFolder(_ place: String) throws -> [String] {
        // Whoever may write in a sticky folder can remove only what is his.
        guard let status = try look(at: place), status.st_mode & S_ISVTX == 0 else { return [] }
        return try check(place, status)
    }

    private static func checkLast(_ place: String, _ status: stat, isOwn: Bool) throws -> [String] {
        var warnings: [String] = []
        if ![0, geteuid()].contains(status.st_uid) {
            let owner = owner(status)
            guard !isOwn else {
                throw UntrustedPath(
                    place, "belongs to \(owner), and sutured runs as \(Accounts.label(of: geteuid()))")
            }
            warnings.append("\(place) belongs to \(owner), who may write it")
        }
        // On a plain file the bit says nothing.
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_mode & S_ISVTX != 0 else {
            return warnings + (try check(place, status))
        }
        if status.st_mode & 0o002 != 0 {
            warnings.append(
                "everyone may make files in \(place), but remove only his own; chmod o-w takes that away")
        }
        return warnings
    }

    private static func check(_ place: String, _ status: stat) throws -> [String] {
        let mode = String(status.st_mode & 0o7777, radix: 8)
        guard status.st_mode & 0o002 == 0 else {
            throw UntrustedPath(place, "everyone may write it (mode \(mode)); chmod o-w takes that away")
        }
        // What root's group may, root may.
        guard status.st_mode & 0o020 != 0, status.st_gid != 0 else { return [] }
        return [
            "\(place) may be written by its group (gid \(status.st_gid), mode \(mode)); chmod g-w takes that away"
        ]
    }

    /// `nil` if there is nothing.
    private static func look(at place: String) throws -> stat? {
        var status = stat()
        if lstat(place, &status) == 0 { return status }
        guard errno == ENOENT else { throw UntrustedPath(place, String(cString: strerror(errno))) }
        return nil
    }

    private static func names(in path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." }
    }

    private static func owner(_ status: stat) -> String { Accounts.label(of: status.st_uid) }
}

/// Why what stands at a path is not taken: somebody else could have put it there.
struct UntrustedPath: Error, CustomStringConvertible {
    let path: String
    let problem: String

    init(_ path: String, _ problem: String) {
        self.path = path
        self.problem = problem
    }

    var description: String { "\(path): \(problem)" }
}
