import Foundation

/// The text of the configuration file, which says who may do what: so it is read only where nobody but root,
/// the daemon's account and whoever shares a group with the file can have written it.
struct ConfigurationFile {
    let text: String
    /// What is told of it and is no reason to refuse it.
    let warnings: [String]

    init(path: String) throws {
        let bytes: Data
        do {
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw UntrustedPath(path, String(cString: strerror(errno)))
            }
            guard status.st_mode & S_IFMT == S_IFREG else {
                // A pipe of whoever starts the daemon lies in no folder.
                text = try String(contentsOfFile: path, encoding: .utf8)
                warnings = []
                return
            }
            let trusted = try TrustedPath(path, isOwn: false)
            bytes = try trusted.read()
            warnings = trusted.warnings
        } catch let error as UntrustedPath {
            throw ConfigurationError(
                path, "cannot be read: " + (error.path == path ? error.problem : error.description))
        } catch {
            throw ConfigurationError(path, "cannot be read: \(error.localizedDescription)")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw ConfigurationError(path, "cannot be read: it is not UTF-8")
        }
        self.text = text
    }
}
