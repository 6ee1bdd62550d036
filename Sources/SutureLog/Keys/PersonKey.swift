import Crypto
import Foundation
import SutureDomain

/// The key of one person: seals what is personal, and digests commands that bring it.
struct PersonKey: Sendable {
    private let key: SymmetricKey

    /// A new one.
    init() { key = SymmetricKey(size: .bits256) }

    /// - Throws: an error of the cipher if the bytes were changed, or wrapped by or for another.
    init(unwrapping wrapped: [UInt8], with master: SymmetricKey, logID: String, person: StreamName) throws {
        let box = try AES.GCM.SealedBox(combined: wrapped)
        let data = try AES.GCM.open(
            box, using: master, authenticating: PersonKey.binding("key", logID, person.text))
        key = SymmetricKey(data: data)
    }

    /// Nonce, ciphertext and tag.
    func wrapped(with master: SymmetricKey, logID: String, person: StreamName) throws -> [UInt8] {
        let plain = key.withUnsafeBytes { Data($0) }
        return try PersonKey.encrypt(
            plain, using: master, authenticating: PersonKey.binding("key", logID, person.text))
    }

    /// Nonce, ciphertext and tag in base64. They open in the same log, stream and field only.
    func seal(_ text: String, logID: String, stream: StreamName, field: String) throws -> String {
        let bytes = try PersonKey.encrypt(
            Data(text.utf8), using: key,
            authenticating: PersonKey.binding("field", logID, stream.text, field))
        return Data(bytes).base64EncodedString()
    }

    /// - Throws: an error of the cipher if it was changed, or sealed under another key or for another place.
    func unseal(_ base64: String, logID: String, stream: StreamName, field: String) throws -> String {
        let box = try AES.GCM.SealedBox(combined: Data(base64Encoded: base64) ?? Data())
        let plain = try AES.GCM.open(
            box, using: key, authenticating: PersonKey.binding("field", logID, stream.text, field))
        return String(decoding: plain, as: UTF8.self)
    }

    /// HMAC-SHA256 in hexadecimal, under a key derived for that, so that no key serves two ends.
    func digest(_ content: [UInt8]) -> String {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array("suture command digest".utf8), outputByteCount: 32)
        return HMAC<SHA256>.authenticationCode(for: content, using: derived).withUnsafeBytes {
            $0.hexadecimal
        }
    }

    /// What ties a ciphertext to its place: each part behind its length, so that no two give the same bytes.
    private static func binding(_ parts: String...) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            let count = UInt32(part.utf8.count)
            for shift in [24, 16, 8, 0] as [UInt32] {
                bytes.append(UInt8(truncatingIfNeeded: count >> shift))
            }
            bytes.append(contentsOf: part.utf8)
        }
        return bytes
    }

    private static func encrypt(
        _ plain: Data, using key: SymmetricKey, authenticating binding: [UInt8]
    ) throws -> [UInt8] {
        let box = try AES.GCM.seal(plain, using: key, authenticating: binding)
        guard let combined = box.combined else {
            preconditionFailure("a nonce of 12 bytes always combines with its ciphertext")
        }
        return Array(combined)
    }
}
