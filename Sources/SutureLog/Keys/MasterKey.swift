import Crypto
import SutureDomain
import SutureSystem

/// Where the key comes from that wraps the key of every person.
package enum MasterKeySource: Hashable, Sendable {
    /// A file that systemd brings (`LoadCredential=suture.master-key`). It is never made here.
    case credential(path: String)
    /// `master.key` in the state directory. It is made once, while there is no key yet to be unwrapped.
    case file(path: String)
}

/// 256 bits that wrap the keys of persons; in a file as 32 bytes or as 64 hexadecimal digits.
enum MasterKey {
    static let byteCount = 32
    private static let fileByteCountMax = 1024

    /// - Parameter mayCreate: whether there is nothing yet that another master key has wrapped.
    static func load(_ source: MasterKeySource, mayCreate: Bool) throws(LogFailure) -> SymmetricKey {
        switch source {
        case .credential(let path):
            guard let found = try DurableFile.read(path, byteCountMax: fileByteCountMax, followsLink: true)
            else {
                throw missing(path, "Check the unit's LoadCredential= lines.")
            }
            return try parse(found.bytes, path)
        case .file(let path):
            if let found = try DurableFile.read(
                path, byteCountMax: fileByteCountMax, followsLink: false)
            {
                try requirePrivate(found.mode, path)
                return try parse(found.bytes, path)
            }
            guard mayCreate else {
                throw missing(
                    path,
                    "Restore it from where it was kept: a new one could not read what the old one sealed.")
            }
            return try create(path)
        }
    }

    /// What the key is known by, without telling it: HMAC-SHA256 of the log's id, under a key derived for it.
    static func mark(of key: SymmetricKey, logID: String) -> [UInt8] {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array("suture master key".utf8), outputByteCount: 32)
        return HMAC<SHA256>.authenticationCode(for: Array(logID.utf8), using: derived).withUnsafeBytes {
            Array($0)
        }
    }

    private static func create(_ path: String) throws(LogFailure) -> SymmetricKey {
        let key = SymmetricKey(size: .bits256)
        let text = key.withUnsafeBytes { Array($0) }.hexadecimal + "\n"
        try DurableFile.create(path, bytes: Array(text.utf8))
        return key
    }

    private static func parse(_ bytes: [UInt8], _ path: String) throws(LogFailure) -> SymmetricKey {
        if bytes.count == byteCount { return SymmetricKey(data: bytes) }
        let text = String(decoding: bytes, as: UTF8.self)
        let digits = text.hasSuffix("\n") ? text.dropLast() : text[...]
        guard let key = [UInt8](hexadecimal: digits), key.count == byteCount else {
            throw LogFailure(
                .keys, "read the master key", in: path,
                because: "it is neither \(byteCount) bytes nor \(2 * byteCount) hexadecimal digits",
                hint: "Restore it from where it was kept.")
        }
        return SymmetricKey(data: key)
    }

    private static func requirePrivate(_ mode: UInt32, _ path: String) throws(LogFailure) {
        guard mode & 0o077 == 0 else {
            throw LogFailure(
                .keys, "read the master key", in: path,
                because: "others may open it (mode \(String(mode, radix: 8)))",
                hint: "Set its mode to 600 and consider who may have read it.")
        }
    }

    private static func missing(_ path: String, _ hint: String) -> LogFailure {
        LogFailure(.keys, "read the master key", in: path, because: "there is no such file", hint: hint)
    }
}
