/// The log's hash at an event, without memory of its own.
package struct EventHash: Hashable, Sendable {
    private static let byteCount = 32
    private let storage: SIMD32<UInt8>

    /// - Parameter bytes: 32 of them. What is missing is zero.
    package init(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count < EventHash.byteCount else {
            storage = bytes.loadUnaligned(as: SIMD32<UInt8>.self)
            return
        }
        var storage = SIMD32<UInt8>.zero
        for index in 0..<bytes.count { storage[index] = bytes[index] }
        self.storage = storage
    }

    package init(_ bytes: [UInt8]) { self = bytes.withUnsafeBytes { EventHash($0) } }

    package var bytes: [UInt8] { (0..<EventHash.byteCount).map { storage[$0] } }
}
