import Glibc

/// Why a server cannot listen.
public enum VarlinkListenError: Error, Equatable {
    case pathTooLong(path: String, byteCountMax: Int)
    /// Something that is no socket lies there; it is left alone.
    case notASocket(path: String)
    /// Another process listens there.
    case inUse(path: String)
    case system(operation: String, path: String, errno: Int32)
}

extension VarlinkListenError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .pathTooLong(let path, let byteCountMax):
            "the path of a socket has at most \(byteCountMax) bytes: \(path)"
        case .notASocket(let path): "\(path) is in the way: it is no socket"
        case .inUse(let path): "another process listens on \(path)"
        case .system(let operation, let path, let errno):
            "cannot listen on \(path): \(operation): \(String(cString: strerror(errno)))"
        }
    }
}
