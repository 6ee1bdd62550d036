extension Int64 {
    /// The sum, or the last number there is in that direction: what stands in a damaged file can be any
    /// number, and nothing that is read may overflow.
    package func addingClamped(_ other: Int64) -> Int64 {
        Int64(clamping: Int128(self) + Int128(other))
    }

    /// The difference likewise.
    package func subtractingClamped(_ other: Int64) -> Int64 {
        Int64(clamping: Int128(self) - Int128(other))
    }
}
